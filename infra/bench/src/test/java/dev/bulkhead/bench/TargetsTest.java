package dev.bulkhead.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final Server OURS = Servers.named(BulkheadStack.NAME);
  private static final Server THEIRS = Servers.named("mlflow-postgresql");
  private static final Case CASE = Writing.cases().get(1);
  private static final String CREATING = "W1 create run, 32 clients";

  @Test
  void aTargetIsReachedOrMissedByTheRatioToMlflow() {
    assertThat(verdict(CREATING, sample(OURS, 40), sample(THEIRS, 10))).isEqualTo("reached");
    assertThat(verdict(CREATING, sample(OURS, 39), sample(THEIRS, 10))).contains("missed");
  }

  @Test
  void whatHasNoFigureIsNeitherReachedNorMissed() {
    assertThat(verdict(CREATING, sample(OURS, 40))).isEqualTo("not measured");
    assertThat(verdict("M1 dollars for a million points, in batches of 1,000"))
        .isEqualTo("not measured");
  }

  @Test
  void theReportNamesWhatFailed() {
    String report = Markdown.of(found());

    assertThat(report).contains("- W4, fasttrackml: failed: refused", "- Left out: postgresql");
  }

  @Test
  void aFirstSearchIsHeldAgainstAWarmServerOfMlflow() {
    assertThat(verdictOfFirstSearch(THEIRS, 3)).isEqualTo("reached");
    assertThat(verdictOfFirstSearch(THEIRS, 3.1)).contains("missed");
    assertThat(verdictOfFirstSearch(OURS, 1)).isEqualTo("not measured");
  }

  private static String verdictOfFirstSearch(Server beside, double times) {
    var search =
        new ColdSearches.Figure(
            "by a metric", Spread.of(10 * times), beside, Spread.of(10), Spread.of(times));
    Findings found = Servers.findings(List.of(OURS, THEIRS), List.of(search));
    assertThat(Markdown.of(found)).contains("| by a metric | ");
    return verdict(found, "W5 first search of a cold function, by a metric");
  }

  private static String verdict(String what, Sample... samples) {
    return verdict(found(samples), what);
  }

  private static String verdict(Findings found, String what) {
    return Targets.of(found).stream()
        .filter(target -> target.what().equals(what))
        .map(Targets.Target::verdict)
        .findFirst()
        .orElseThrow();
  }

  private static Findings found(Sample... samples) {
    return Servers.findings(Stream.of(samples).map(Sample::server).distinct().toList(), samples);
  }

  private static Sample sample(Server server, double rate) {
    return new Sample(CASE, server, 1, rate, 1, 1, 1, 1, 0, "", 1, 1, 0);
  }
}
