package dev.bulkhead.walls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.local.template.ApiRoute;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tenants beside each other on one stack, over HTTP, on every route of the template: each has its
 * own, none has another's. A configuration of walls proves itself by extending this.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class EachWallAlone {
  /** Of nobody. */
  private static final Ids ABSENT = Ids.of("nobody", 7000);

  private final Walls walls;
  private final List<Sample> samples = Sample.all(Stack.ROOT);
  private Neighbours neighbours;

  EachWallAlone(Walls walls) {
    this.walls = walls;
  }

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    neighbours = new Neighbours(walls, directory);
  }

  /** What a call changed was put back after it: all that is left was changed by one that reads. */
  @AfterEach
  void restore() {
    assertThat(neighbours.restored()).isEmpty();
  }

  @AfterAll
  void stop() {
    neighbours.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "acme2", "zeta"})
  void everyRouteServesATenantItsOwn(String tenant) {
    for (Sample sample : samples) {
      Answer answer = neighbours.call(tenant, able(sample), sample, Neighbours.TENANTS.get(tenant));

      assertThat(answer.status())
          .as("%s: %s", sample, answer)
          .isIn(isForOperators(sample) ? List.of(403) : served(sample));
      assertNothingCrossed(tenant, sample, answer);
    }
  }

  @ParameterizedTest
  @CsvSource({"acme, acme2", "zeta, acme"})
  void anothersIdsAreAnsweredAsIfNobodyHadThem(String tenant, String other) {
    for (Sample sample : samples) {
      if (sample.of(Neighbours.TENANTS.get(other)).equals(sample.of(ABSENT))) {
        continue;
      }
      Answer known = neighbours.call(tenant, able(sample), sample, Neighbours.TENANTS.get(other));
      assertNothingCrossed(tenant, sample, known);
      Answer unknown = neighbours.call(tenant, able(sample), sample, ABSENT);
      assertNothingCrossed(tenant, sample, unknown);

      assertThat(Neighbours.TENANTS.get(other).hiddenIn(known.comparable()))
          .as("%s", sample)
          .isEqualTo(ABSENT.hiddenIn(unknown.comparable()));
    }
  }

  @Test
  void aViewerReadsAndIsRefusedAllElse() {
    for (Sample sample : samples) {
      Answer answer = neighbours.call("acme", "viewer", sample, Neighbours.TENANTS.get("acme"));

      assertThat(answer.status() == 403).as("%s", answer).isNotEqualTo(isForViewers(sample));
    }
    assertThat(neighbours.restored()).isEmpty();
  }

  /** The edge asked nobody: AWS refuses what the viewer's session must not do. */
  @Test
  void aViewerWhomTheEdgeLetsInChangesNothing() {
    neighbours.run(Fault.ROLE_NOT_CHECKED);
    try {
      for (Sample sample : samples) {
        Answer answer = neighbours.call("acme", "viewer", sample, Neighbours.TENANTS.get("acme"));

        if (sample.route().endsWith("/presigned-upload-url")) {
          // Signing asks nobody: it is S3 that refuses what the URL was signed with.
          assertThat(answer.upload()).as("%s: %s", sample, answer).contains("AccessDenied");
        } else {
          assertThat(answer.status() < 400 || answer.status() == 404)
              .as("%s: %s", sample, answer)
              .isEqualTo(isForViewers(sample));
        }
      }
      assertThat(neighbours.restored()).isEmpty();
    } finally {
      neighbours.run(Fault.NONE);
    }
  }

  @Test
  void noRouteOfTheTemplateIsMissing() {
    assertThat(samples)
        .extracting(Sample::route)
        .containsAll(neighbours.routes().stream().map(ApiRoute::key).toList());
  }

  private boolean isForViewers(Sample sample) {
    return neighbours.readAlone(sample)
        && !sample.route().contains("/bulkhead/tokens")
        && !isForOperators(sample);
  }

  /** Workspaces are tenants: a tenant may see its own, and that is all. */
  private static boolean isForOperators(Sample sample) {
    return sample.route().contains("/workspaces") && !sample.method().equals("GET");
  }

  private static List<Integer> served(Sample sample) {
    return sample.route().equals("$default") ? List.of(404) : List.of(200, 201, 204, 302);
  }

  private static String able(Sample sample) {
    return sample.route().contains("/bulkhead/tokens") ? "admin" : "editor";
  }

  private void assertNothingCrossed(String tenant, Sample sample, Answer answer) {
    Neighbours.TENANTS.keySet().stream()
        .filter(other -> !other.equals(tenant))
        .forEach(
            other ->
                assertThat(answer.shows(Neighbours.mark(other)))
                    .as("%s: %s", sample, answer)
                    .isFalse());
    if (neighbours.readAlone(sample)) {
      return;
    }
    assertThat(neighbours.restored())
        .as("%s", sample)
        .allMatch(place -> place.isOf(new TenantId(tenant)));
  }
}
