package dev.bulkhead.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.NotFound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

  @ParameterizedTest
  @CsvSource({"0,0", "' 007',7", "+5,5", "-0,0", "1099511627775,1099511627775"})
  void readsExperimentIdsAsPythonReadsIntegers(String text, String id) {
    assertThat(Ids.experiment(text)).contains(new ExperimentId(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "1.0", "1e3", "", "0x1", "1 2", "١"})
  void refusesWhatIsNoInteger(String text) {
    assertThatThrownBy(() -> Ids.experiment(text))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage("Invalid experiment ID '" + text + "'. Experiment ID must be a valid integer.");
  }

  @ParameterizedTest
  @CsvSource({
    "-5,-5",
    "1099511627776,1099511627776",
    "999999999999999999999,999999999999999999999"
  })
  void doesNotFindIntegersThatNoExperimentHas(String text, String shown) {
    assertThat(Ids.experiment(text)).isEmpty();
    assertThatThrownBy(() -> Ids.requiredExperiment(text))
        .isInstanceOf(NotFound.class)
        .hasMessage("No Experiment with id=" + shown + " exists");
  }

  @Test
  void doesNotFindIdsThatAreNotOurs() {
    assertThatThrownBy(() -> Ids.run("abc"))
        .isInstanceOf(NotFound.class)
        .hasMessage("Run with id=abc not found");
    assertThatThrownBy(() -> Ids.model("m-nope"))
        .isInstanceOf(NotFound.class)
        .hasMessage("Logged model with ID 'm-nope' not found.");
  }
}
