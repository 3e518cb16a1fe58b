package dev.bulkhead.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model names the test that shows each claim: they are there, by these names. */
final class ThreatModelTest {
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");
  private static final Pattern SCRIPT = Pattern.compile("`(test_\\w+\\.py)`");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\|$");

  private final String page = read(Stack.ROOT.resolve("docs/threat-model.md"));

  @Test
  void everyTestThatIsNamedIsThere() {
    List<Path> files = files();
    var known = new TreeMap<String, String>();
    for (Path file : files) {
      known.put(file.getFileName().toString(), read(file));
    }

    List<MatchResult> named = TEST.matcher(page).results().toList();
    assertThat(named).hasSizeGreaterThan(20);
    for (MatchResult test : named) {
      String source = known.getOrDefault(test.group(1) + ".java", "");
      assertThat(source).as("%s of the threat model", test.group(1)).isNotEmpty();
      if (test.group(2) != null) {
        assertThat(source).as(test.group()).contains(" " + test.group(2) + "(");
      }
    }
    SCRIPT
        .matcher(page)
        .results()
        .forEach(script -> assertThat(known).containsKey(script.group(1)));
  }

  @Test
  void everyRowOfTheClaimsNamesATest() {
    List<MatchResult> rows =
        List.of("## Which test shows it", "## What is tried, and what is recorded").stream()
            .flatMap(heading -> ROW.matcher(section(heading)).results())
            .filter(row -> !row.group(1).matches("-+|claim|what is tried"))
            .toList();

    assertThat(rows).hasSizeGreaterThan(15);
    assertThat(rows)
        .allSatisfy(
            row -> assertThat(row.group(2)).containsPattern("`\\w+Test[`.]|the same three"));
  }

  private String section(String heading) {
    int from = page.indexOf(heading);
    assertThat(from).as(heading).isNotNegative();
    int to = page.indexOf("\n## ", from + 1);
    return page.substring(from, to < 0 ? page.length() : to);
  }

  private static List<Path> files() {
    return Stream.of("functions/src/test", "infra/local/src/test", "infra/compat")
        .flatMap(folder -> walk(Stack.ROOT.resolve(folder)).stream())
        .collect(Collectors.toList());
  }

  private static List<Path> walk(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().matches(".*\\.(java|py)")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
