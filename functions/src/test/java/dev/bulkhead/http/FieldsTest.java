package dev.bulkhead.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.BadRequest;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.LoggedModelStatus;
import dev.bulkhead.domain.RunStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages are those of MLflow 3.17.2, recorded from its server. */
class FieldsTest {
  private static final String SEE =
      " See the API docs for more information about request parameters.";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5        | int
          1.5      | float
          true     | bool
          ["a"]    | list
          {"b":1,"a":"x"} | dict
          """)
  void refusesWhatIsNoString(String json, String type) throws IOException {
    Fields fields = fields("{\"name\": " + json + "}");
    String shown = json.startsWith("{") ? "{\"a\":\"x\",\"b\":1}" : json;

    assertThatThrownBy(() -> fields.requiredString("name"))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage(
            "Invalid value %s for parameter 'name' supplied:  Hint: Value was of type '%s'.%s"
                .formatted(shown, type, SEE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"name\": \"\"}", "{\"name\": null}"})
  void missesWhatIsNotThereEmptyOrNull(String json) throws IOException {
    Fields fields = fields(json);

    assertThatThrownBy(() -> fields.requiredString("name"))
        .hasMessage("Missing value for required parameter 'name'." + SEE);
  }

  @Test
  void showsStringsAsPythonWritesJson() throws IOException {
    Fields fields = fields("{\"step\": \"é\\n\\\"\"}");

    assertThatThrownBy(() -> fields.int64("step"))
        .hasMessageStartingWith("Invalid value \"\\u00e9\\n\\\"\" for parameter 'step' supplied:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7                       | 7
          "7"                     | 7
          -3                      | -3
          1e3                     | 1000
          "1e3"                   | 1000
          "1.0"                   | 1
          9223372036854775807     | 9223372036854775807
          "-9223372036854775808"  | -9223372036854775808
          """)
  void readsIntegersAsNumbersAndAsText(String json, long expected) throws IOException {
    assertThat(fields("{\"step\": " + json + "}").int64("step")).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "\"1.5\"",
        "true",
        "\"x\"",
        "\"\"",
        "\" 5\"",
        "[1]",
        "{}",
        "9223372036854775808",
        "\"9223372036854775808\"",
        "1e30",
        "NaN",
        "\"0x10\""
      })
  void refusesWhatIsNoInteger(String json) throws IOException {
    Fields fields = fields("{\"step\": " + json + "}");

    assertThatThrownBy(() -> fields.int64("step")).isInstanceOf(InvalidParameter.class);
  }

  @Test
  void keepsToThirtyTwoBitsWhereMlflowDoes() throws IOException {
    assertThat(fields("{\"max\": 2147483647}").int32("max")).contains(Integer.MAX_VALUE);
    Fields tooMuch = fields("{\"max\": 2147483648}");
    assertThatThrownBy(() -> tooMuch.int32("max")).isInstanceOf(InvalidParameter.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1            | 1.0
          "1.5"        | 1.5
          "NaN"        | NaN
          "Infinity"   | Infinity
          "-Infinity"  | -Infinity
          "inf"        | Infinity
          "1e400"      | Infinity
          -0.0         | -0.0
          true         | 1.0
          123456789012345678901234567890 | 1.2345678901234568E29
          """)
  void readsDoubles(String json, double expected) throws IOException {
    assertThat(fields("{\"value\": " + json + "}").number("value")).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "Infinity",
        "-Infinity",
        "1e400",
        "\"nan\"",
        "\"x\"",
        "\"1f\"",
        "\"0x1p3\"",
        "[1]",
        "{}",
        "\"\""
      })
  void refusesWhatIsNoDouble(String json) throws IOException {
    Fields fields = fields("{\"value\": " + json + "}");

    assertThatThrownBy(() -> fields.number("value"))
        .isInstanceOf(InvalidParameter.class)
        .hasMessageContaining("for parameter 'value' supplied:  Hint: Value was of type '");
  }

  @Test
  void refusesIntegersBeyondADouble() throws IOException {
    Fields fields = fields("{\"value\": " + "9".repeat(400) + "}");

    assertThatThrownBy(() -> fields.number("value")).isInstanceOf(InvalidParameter.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"FINISHED\"", "3", "\"3\""})
  void readsEnumsByNameAndNumber(String json) throws IOException {
    assertThat(fields("{\"status\": " + json + "}").enumeration("status", RunStatus.class))
        .contains(RunStatus.FINISHED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"finished\"", "0", "6", "\"BOGUS\"", "true", "[3]"})
  void refusesWhatIsNoneOfAnEnum(String json) throws IOException {
    Fields fields = fields("{\"status\": " + json + "}");

    assertThatThrownBy(() -> fields.enumeration("status", RunStatus.class))
        .isInstanceOf(InvalidParameter.class);
  }

  @Test
  void readsEnumsBehindTheirPrefix() throws IOException {
    assertThat(
            fields("{\"status\": \"LOGGED_MODEL_READY\"}")
                .enumeration("status", LoggedModelStatus.class, "LOGGED_MODEL_"))
        .contains(LoggedModelStatus.READY);
  }

  @Test
  void takesCamelCaseForWhatIsNotRequired() throws IOException {
    Fields fields = fields("{\"runName\": \"a\", \"newName\": \"b\"}");

    assertThat(fields.string("run_name")).contains("a");
    assertThatThrownBy(() -> fields.requiredString("new_name"))
        .hasMessage("Missing value for required parameter 'new_name'." + SEE);
  }

  @Test
  void refusesOneFieldUnderBothItsNames() throws IOException {
    Fields fields = fields("{\"experimentId\": \"0\", \"experiment_id\": \"0\"}");

    assertThatThrownBy(() -> fields.requiredString("experiment_id"))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage(
            "Request specifies both 'experiment_id' and 'experimentId'; provide only one of them.");
  }

  @Test
  void namesThePlaceInsideMessages() throws IOException {
    Fields second = fields("{\"metrics\": [{}, {\"value\": \"x\"}]}").messages("metrics").getLast();

    assertThatThrownBy(() -> second.requiredString("key"))
        .hasMessage("Missing value for required parameter 'metrics[1].key'." + SEE);
    assertThatThrownBy(() -> second.number("value"))
        .hasMessageStartingWith("Invalid value \"x\" for parameter 'metrics[1].value' supplied:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x\"", "{}", "5", "[5]", "[null]", "[[]]"})
  void refusesWhatIsNoListOfMessages(String json) throws IOException {
    Fields fields = fields("{\"tags\": " + json + "}");

    assertThatThrownBy(() -> fields.messages("tags"))
        .isInstanceOf(InvalidParameter.class)
        .hasMessageStartingWith("Invalid value " + json + " for parameter 'tags' supplied:");
  }

  @Test
  void refusesLoneSurrogates() throws IOException {
    Fields fields = fields("{\"name\": \"a\\ud800\"}");

    assertThatThrownBy(() -> fields.requiredString("name"))
        .hasMessageStartingWith("Invalid value \"a\\ud800\" for parameter 'name' supplied:");
  }

  @Test
  void countsTheFirstOfARepeatedParameterAndAllOfAList() {
    Fields fields = Fields.ofQuery(Map.of("a", List.of("1", "2"), "b", List.of("x", "y")));

    assertThat(fields.string("a")).contains("1");
    assertThat(fields.int64("a")).contains(1L);
    assertThat(fields.strings("b")).containsExactly("x", "y");
  }

  @Test
  void readsTheNameThatOldClientsUse() throws IOException {
    assertThat(fields("{\"run_uuid\": \"r\"}").requiredEither("run_id", "run_uuid")).isEqualTo("r");
    Fields none = fields("{}");
    assertThatThrownBy(() -> none.requiredEither("run_id", "run_uuid"))
        .hasMessage("Missing value for required parameter 'run_id'." + SEE);
    Fields empty = fields("{\"run_id\": \"\", \"run_uuid\": \"r\"}");
    assertThatThrownBy(() -> empty.requiredEither("run_id", "run_uuid"))
        .hasMessage("Missing value for required parameter 'run_id'." + SEE);
  }

  @Test
  void goesOnWithNothingThatItCouldNotRead() {
    Fields fields = Fields.unreadable();

    assertThatThrownBy(() -> fields.requiredString("name"))
        .hasMessage("Missing value for required parameter 'name'." + SEE);
    assertThatThrownBy(() -> fields.string("filter")).isInstanceOf(BadRequest.class);
    assertThatThrownBy(() -> fields.messages("tags")).isInstanceOf(BadRequest.class);
  }

  @Test
  void takesNullForAbsent() throws IOException {
    Fields fields = fields("{\"step\": null, \"tags\": null}");

    assertThat(fields.int64("step")).isEqualTo(Optional.empty());
    assertThat(fields.messages("tags")).isEmpty();
  }

  @SuppressWarnings("unchecked") // Json.read makes maps with string keys only
  private static Fields fields(String json) throws IOException {
    return Fields.ofJson((Map<String, Object>) Json.read(json));
  }
}
