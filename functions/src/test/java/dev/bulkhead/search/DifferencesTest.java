package dev.bulkhead.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.LoggedModel;
import dev.bulkhead.domain.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where we answer otherwise than MLflow on purpose; {@code docs/search.md} lists these. */
final class DifferencesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"status = 'READY'|4", "status = 'PENDING'|1", "status = 'FAILED'|1"})
  void findsModelsByTheNameOfTheirStatus(String filter, int count) {
    assertThat(models(filter, List.of())).hasSize(count);
  }

  @Test
  void knowsThatNoStatusIsUnequalToItsNumber() {
    assertThat(models("status != '2'", List.of()))
        .isEqualTo(models("status != 'READY'", List.of()))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"creation_time", "creation_timestamp", "`creation_time`"})
  void readsTheAliasesOfModelAttributesBehindTheirEntity(String alias) {
    assertThat(models("attributes." + alias + " > 1000", List.of())).hasSize(3);
  }

  @Test
  void takesDatasetWithoutDigestForAnyOfThatName() {
    var iris = new LoggedModelQuery.DatasetScope("iris", Optional.empty());

    assertThat(models(null, List.of(iris))).hasSize(2);
  }

  @Test
  void findsTagsAndParamsThatAreCalledLikeAnAlias() {
    Run plain = Fixtures.RUNS.getFirst();
    Run run =
        new Run(
            plain.info(),
            Map.of(),
            Map.of("Run name", "x"),
            Map.of("created", "y"),
            List.of(),
            List.of(),
            List.of());

    assertThat(RunQuery.parse("tags.created = 'y'", List.of()).matches(run)).isTrue();
    assertThat(RunQuery.parse("params.`Run name` = 'x'", List.of()).matches(run)).isTrue();
  }

  @Test
  void comparesTimesWithIntegersThatNoDatabaseHolds() {
    var query = RunQuery.parse("start_time < 99999999999999999999", List.of());

    assertThat(Fixtures.RUNS).allMatch(query::matches);
  }

  @Test
  void saysWithoutInternalErrorThatFieldIsSortedByTwice() {
    assertThatThrownBy(() -> RunQuery.parse(null, List.of("start_time", "created DESC")))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage("`order_by` contains duplicate fields: ['start_time', 'created DESC']");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tags = 'x'", "nope = 'x'", "metadata = 'x'", "1 = 1"})
  void refusesWhatIsNoAttributeOfModel(String filter) {
    assertThatThrownBy(() -> models(filter, List.of()))
        .isInstanceOf(InvalidParameter.class)
        .hasMessageStartingWith(
            "Invalid attribute key '" + filter.substring(0, filter.indexOf(' ')) + "'");
  }

  private static List<LoggedModel> models(
      String filter, List<LoggedModelQuery.DatasetScope> datasets) {
    var query = LoggedModelQuery.parse(filter, datasets, List.of());
    return Fixtures.MODELS.stream().filter(query::matches).toList();
  }
}
