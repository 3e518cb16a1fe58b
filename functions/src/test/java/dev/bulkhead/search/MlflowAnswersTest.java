package dev.bulkhead.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That we answer every case as MLflow 3.17.2 did; {@code ask_mlflow.py} asks it again. */
final class MlflowAnswersTest {
  static List<SearchCase> cases() {
    return SearchCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsMlflowDoes(SearchCase searchCase) {
    assertThat(searchCase.answer()).isEqualTo(searchCase.expected());
  }

  @Test
  void asksForEachKindWithBothKindsOfAnswer() {
    assertThat(cases())
        .extracting(it -> it.json().get("of") + " " + it.expected().getClass().getSimpleName())
        .contains("runs Found", "runs Refused", "experiments Found", "experiments Refused")
        .contains("models Found", "models Refused")
        .hasSizeGreaterThan(900);
  }
}
