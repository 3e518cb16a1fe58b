package dev.bulkhead.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.graphql.Execution.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers are those of MLflow 3.17.2, recorded from its server. */
class ExecutionTest {
  private static final Map<String, Object> RUN =
      Map.of(
          "info", Map.of("run_id", "r", "start_time", 9_007_199_254_740_993L, "status", "RUNNING"),
          "data", Map.of("metrics", List.of(Map.of("key", "m", "value", "NaN", "step", 1L))));

  private final List<Object> asked = new ArrayList<>();

  private Result run(String query) {
    return run(query, Map.of());
  }

  private Result run(String query, Map<String, Object> variables) {
    return Execution.run(
        query,
        Optional.empty(),
        new HashMap<>(variables),
        (field, arguments) -> {
          asked.add(arguments);
          return switch (field) {
            case "test" -> Map.of("output", String.valueOf(arguments.get("inputString")));
            case "mlflowGetRun" -> Map.of("run", RUN);
            default -> throw new NotFound("No " + field);
          };
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {test(inputString: "a") {output}} | {test={output=a}}
          query Q @component(name: "x") {a: test(inputString: "a") {b: output}} | {a={b=a}}
          query {test(inputString: "é\\u00e9\\"\\n"){output}} # comment | {test={output=éé"~}}
          {test(inputString: $s){output}} | {test={output=given}}
          query Q($s: String = "d", $t: [Int!]! = [1, -2.5e1]) {test(inputString: $t){output}} | {test={output=[1, -25.0]}}
          {test(inputString: ENUM){...F}} fragment F on Test {output} | {test={output=ENUM}}
          {test(inputString: {a: true, b: null}){... on Test {output}}} | {test={output={a=true, b=null}}}
          {test {__typename} __typename} | {test={__typename=Test}, __typename=Query}
          {mlflowGetRun {run {info {runId startTime status endTime userId}}}} | {mlflowGetRun={run={info={runId=r, startTime=9007199254740993, status=RUNNING, endTime=0, userId=}}}}
          {mlflowGetRun {apiError {code} run {data {metrics {value step} tags {key}} outputs {modelOutputs {step}}}}} | {mlflowGetRun={apiError=null, run={data={metrics=[{value=null, step=1}], tags=[]}, outputs={modelOutputs=[]}}}}
          """)
  void tellsWhatIsSelected(String query, String data) {
    Result result = run(query, Map.of("s", "given"));

    assertThat(result.errors()).isEmpty();
    assertThat(String.valueOf(result.data())).isEqualTo(data.replace('~', '\n'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {nope} | Cannot query field 'nope' on type 'Query'.
          {mlflowGetRun {run {info {nope}}}} | Cannot query field 'nope' on type 'MlflowRunInfo'.
          {mlflowGetRun {run {info}}} | Field 'info' of type 'MlflowRunInfo' must have a selection of subfields. Did you mean 'info { ... }'?
          {test {output @skip(if: true)}} | Unknown directive '@skip'.
          query A {test {output}} query B {test {output}} | Must provide operation name if query contains multiple operations.
          """)
  void refusesWhatTheSchemaDoesNotHaveBeforeAnythingIsRead(String query, String error) {
    Result result = run(query);

    assertThat(result.data()).isNull();
    assertThat(result.errors()).containsExactly(error);
    assertThat(asked).isEmpty();
  }

  @Test
  void tellsAFieldThatFailsAsNullAndGoesOn() {
    Result result = run("{mlflowGetExperiment {apiError {code}} test {output}}");

    assertThat(String.valueOf(result.data()))
        .isEqualTo("{mlflowGetExperiment=null, test={output=null}}");
    assertThat(result.errors()).containsExactly("No mlflowGetExperiment");
  }

  @Test
  void boundsTheWorkOfACall() {
    String aliases = "a%d: test {output} ".repeat(11);
    String deep = "{mlflowGetRun {run {experiment {tags {key}}}}}";

    assertThat(run("{" + aliases.replace("%d", "x") + "}").errors().getFirst())
        .startsWith("GraphQL queries should have at most 10 root fields, got 11 root fields.");
    assertThat(run("{test {" + "a: output ".repeat(11) + "}}").errors().getFirst())
        .startsWith("GraphQL queries should have at most 10 aliases, got 11 aliases.");
    assertThat(run("{test {" + "output ".repeat(1000) + "}}").errors())
        .containsExactly("Query exceeds maximum total selections of 1000");
    assertThat(run("{test".repeat(11) + "}".repeat(11)).errors())
        .containsExactly("Query exceeds maximum depth of 10");
    assertThat(run("{test {...F}} fragment F on Test {test {...F}}").errors())
        .containsExactly("Query exceeds maximum depth of 10");
    assertThat(run("{...F} fragment F on Query {...F test {output}}").errors()).isEmpty();
    assertThat(run(deep).errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "}",
        "{test",
        "{test(}",
        "{test(a:)}",
        "query",
        "subscription {test {output}}",
        "{test(inputString: \"a)}",
        "{test(inputString: \"\\x\")}",
        "{test(inputString: \"\\u00\")}",
        "{test(inputString: 1.2.3)}",
        "{test(inputString: \"\"\"a)}",
        "{te$t}",
        "{test;}",
        "fragment F {a}",
        "{test(inputString: 99999999999999999999)}"
      })
  void refusesWhatIsNoGraphql(String query) {
    assertThatThrownBy(() -> run(query))
        .isInstanceOf(InvalidParameter.class)
        .hasMessageStartingWith("Syntax Error: ");
  }

  @Test
  void refusesNestingThatWouldTakeTheStack() {
    for (String open : List.of("{a", "{a(x: [", "{a(x: {y:")) {
      assertThatThrownBy(() -> run(open + "{a".repeat(20_000)))
          .isInstanceOf(InvalidParameter.class);
    }
    assertThatThrownBy(() -> run("{test(inputString: " + "[".repeat(50_000)))
        .hasMessage("Syntax Error: The query is nested too deeply.");
    assertThatThrownBy(() -> run("#".repeat(100_001)))
        .hasMessage("Syntax Error: The query is longer than 100000 characters.");
  }

  @Test
  void neverFailsOtherwiseWhateverIsSent() {
    List<String> pieces =
        List.of(
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            ":",
            "$",
            "!",
            "@",
            "...",
            "\"",
            "\\",
            "#",
            "\n",
            " ",
            "on",
            "query",
            "mutation",
            "fragment",
            "test",
            "output",
            "F",
            "=",
            "1",
            "-",
            ".5",
            "null",
            "mlflowGetRun",
            "run",
            "\"\"\"");
    Random random = new Random(17);
    for (int i = 0; i < 30_000; i++) {
      var query = new StringBuilder("{test");
      for (int j = random.nextInt(12); j > 0; j--) {
        query.append(pieces.get(random.nextInt(pieces.size()))).append(' ');
      }
      try {
        var _ = run(query.toString());
      } catch (InvalidParameter e) {
        assertThat(e).hasMessageStartingWith("Syntax Error: ");
      }
    }
  }
}
