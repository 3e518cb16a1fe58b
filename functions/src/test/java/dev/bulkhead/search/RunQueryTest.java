package dev.bulkhead.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a query tells a store about itself. */
final class RunQueryTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"start_time DESC", "attributes.start_time desc", "created DESC", "`Created` DESC"})
  void knowsTheDefaultOrder(String orderBy) {
    assertThat(RunQuery.parse(null, List.of()).isNewestFirst()).isTrue();
    assertThat(RunQuery.parse(null, List.of(orderBy)).isNewestFirst()).isTrue();
    assertThat(RunQuery.parse(null, List.of(orderBy, "run_id")).isNewestFirst()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"start_time", "start_time ASC", "end_time DESC", "run_id", "metrics.start_time"})
  void knowsAnotherOrder(String orderBy) {
    assertThat(RunQuery.parse(null, List.of(orderBy)).isNewestFirst()).isFalse();
  }

  @Test
  void knowsTheDefaultOrderOfExperiments() {
    assertThat(ExperimentQuery.parse(null, List.of()).isNewestFirst()).isTrue();
    assertThat(
            ExperimentQuery.parse(null, List.of("creation_time DESC", "experiment_id"))
                .isNewestFirst())
        .isTrue();
    assertThat(ExperimentQuery.parse(null, List.of("creation_time DESC")).isNewestFirst())
        .as("ties are the other way round")
        .isFalse();
  }

  @Test
  void knowsTheDefaultOrderOfModels() {
    assertThat(models(List.of()).isNewestFirst()).isTrue();
    assertThat(models(List.of(by("creation_time", false))).isNewestFirst()).isTrue();
    assertThat(models(List.of(by("creation_time", false), by("model_id", true))).isNewestFirst())
        .isTrue();
    assertThat(models(List.of(by("creation_time", true))).isNewestFirst()).isFalse();
    assertThat(models(List.of(by("model_id", true))).isNewestFirst()).isFalse();
    assertThat(models(List.of(by("creation_time", false), by("name", true))).isNewestFirst())
        .isFalse();
  }

  @Test
  void knowsWhatItReads() {
    var query = RunQuery.parse("metrics.acc > 1 AND dataset.name = 'x'", List.of("tags.team"));

    assertThat(Entity.values())
        .filteredOn(query::reads)
        .containsExactly(Entity.ATTRIBUTE, Entity.METRIC, Entity.TAG, Entity.DATASET);
  }

  private static LoggedModelQuery models(List<LoggedModelQuery.OrderBy> orderBy) {
    return LoggedModelQuery.parse(null, List.of(), orderBy);
  }

  private static LoggedModelQuery.OrderBy by(String field, boolean ascending) {
    return new LoggedModelQuery.OrderBy(field, ascending, Optional.empty(), Optional.empty());
  }
}
