package dev.bulkhead.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.LoggedModel;
import dev.bulkhead.domain.Run;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PositionTest {
  @ParameterizedTest
  @ValueSource(strings = {"name", "name DESC", "experiment_id", "last_update_time DESC"})
  void cutsExperimentsInTwo(String field) {
    ExperimentQuery query = ExperimentQuery.parse(null, List.of(field));
    List<Experiment> sorted = Fixtures.EXPERIMENTS.stream().sorted(query.order()).toList();
    var place = query.position(query.position(sorted.get(2)).bytes());

    assertThat(sorted).filteredOn(place::isBefore).isEqualTo(sorted.subList(3, sorted.size()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"metrics.acc", "model_type", "status", "creation_time"})
  void cutsModelsInTwo(String field) {
    var by = new LoggedModelQuery.OrderBy(field, false, Optional.empty(), Optional.empty());
    LoggedModelQuery query = LoggedModelQuery.parse(null, List.of(), List.of(by));
    List<LoggedModel> sorted = Fixtures.MODELS.stream().sorted(query.order()).toList();
    var place = query.position(query.position(sorted.get(2)).bytes());

    assertThat(sorted).filteredOn(place::isBefore).isEqualTo(sorted.subList(3, sorted.size()));
  }

  @Test
  void ofAnotherShapeIsRefused() {
    Run run = Fixtures.RUNS.getFirst();
    RunQuery query = RunQuery.parse(null, List.of("metrics.acc"));
    byte[] bytes = query.position(run).bytes();

    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> query.position(cut)).isInstanceOf(InvalidParameter.class);
    }
    assertThatThrownBy(() -> query.position(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> RunQuery.parse(null, List.of()).position(bytes))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage("Invalid page token, could not base64-decode");
  }

  @Test
  void withForgedLengthIsRefused() {
    byte[] huge = {1, 0x7f, -1, -1, -1};

    assertThatThrownBy(() -> RunQuery.parse(null, List.of("run_id")).position(huge))
        .isInstanceOf(InvalidParameter.class);
  }

  @Test
  void withValueOfAnotherTypeStaysAPlace() {
    RunQuery query = RunQuery.parse(null, List.of("start_time"));
    byte[] text = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0};

    assertThat(Fixtures.RUNS).noneMatch(query.position(text)::isBefore);
  }
}
