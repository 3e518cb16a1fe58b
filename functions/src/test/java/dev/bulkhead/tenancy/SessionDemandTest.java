package dev.bulkhead.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The figures of {@code docs/operations.md} about STS are what the cache makes of such calls. */
@Timeout(120)
class SessionDemandTest {
  private static final Path PAGE =
      Path.of(System.getProperty("bulkhead.root", ".."), "docs", "operations.md");

  /** Any will do: the figures are those of some ten thousand requests each. */
  private static final long SEED = 7;

  @Test
  void thePageSaysWhatTheCacheAsksFor() throws IOException {
    List<int[]> rows = rows();

    assertThat(rows).hasSizeGreaterThan(5);
    for (int[] row : rows) {
      var demand = new SessionDemand(row[0], row[1], TenantSessions.CAPACITY);
      assertThat(demand.environments()).as("environments").isEqualTo(row[2]);
      assertThat(demand.askedPerSecond(SEED))
          .as("%d tenants, %d calls a second", row[0], row[1])
          .isCloseTo(row[3], Percentage.withPercentage(10));
    }
  }

  @Test
  void aCacheOfHundredsWouldAskSeveralTimesAsOften() {
    var small = new SessionDemand(1_000, 1_000, 256);
    var real = new SessionDemand(1_000, 1_000, TenantSessions.CAPACITY);

    assertThat(small.askedPerSecond(SEED) / real.askedPerSecond(SEED)).isCloseTo(2.9, within(0.3));
  }

  /** Tenants, calls a second, environments and sessions a second, as the page has them. */
  private static List<int[]> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.matches("(\\| [0-9,]+ ){4}\\|"))
        .map(line -> line.replaceAll("[, ]", "").substring(1).split("\\|"))
        .map(cells -> Arrays.stream(cells).mapToInt(Integer::parseInt).toArray())
        .toList();
  }
}
