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
import org.jspecify.annotations.Nullable;
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

  private Result run(String query, Map<String, @Nullable Object> variables) {
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
          query Q($s: String) {test(inputString: $s){output}} | {test={output=given}}
          query Q($s: String = "d", $t: String = "e") {test(inputString: $t){output}} | {test={output=e}}
          {test(inputString: "f"){...F}} fragment F on Test {output} | {test={output=f}}
          {test(inputString: null){... on Test {output}}} | {test={output=null}}
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {test(nope: "x"){output}} | Unknown argument 'nope' on field 'Query.test'.
          {test(inputString: "x"){output(a: 1)}} | Unknown argument 'a' on field 'Test.output'.
          {test(inputString: 5){output}} | String cannot represent a non string value: 5
          {test(inputString: true){output}} | String cannot represent a non string value: true
          {test(inputString: ENUM){output}} | String cannot represent a non string value: ENUM
          {test(inputString: {a: 1}){output}} | String cannot represent a non string value: {a: 1}
          {test(inputString: ["a"]){output}} | String cannot represent a non string value: ["a"]
          {mlflowGetRun(input: {nope: "x"}){run{info{runId}}}} | Field 'nope' is not defined by type 'MlflowGetRunInput'.
          {mlflowGetRun(input: "x"){run{info{runId}}}} | Expected value of type 'MlflowGetRunInput', found "x".
          {mlflowSearchRuns(input: {experimentIds: "1", maxResults: "5"}){runs{info{runId}}}} | Int cannot represent non-integer value: "5"
          {mlflowSearchRuns(input: {maxResults: 3000000000}){runs{info{runId}}}} | Int cannot represent non 32-bit signed integer value: 3000000000
          {mlflowSearchRuns(input: {runViewType: "ALL"}){runs{info{runId}}}} | Enum 'MlflowViewType' cannot represent non-enum value: "ALL". Did you mean the enum value 'ALL'?
          {mlflowSearchRuns(input: {runViewType: NOPE}){runs{info{runId}}}} | Value 'NOPE' does not exist in 'MlflowViewType' enum.
          query Q {test(inputString: $s){output}} | Variable '$s' is not defined by operation 'Q'.
          query Q($s: Nope) {test(inputString: $s){output}} | Unknown type 'Nope'.
          query Q($none: String!) {test(inputString: $none){output}} | Variable '$none' of required type 'String!' was not provided.
          query Q($nil: String!) {test(inputString: $nil){output}} | Variable '$nil' of non-null type 'String!' must not be null.
          query Q($n: String) {test(inputString: $n){output}} | Variable '$n' got invalid value 5; String cannot represent a non string value: 5
          query Q($d: MlflowGetRunInput!) {mlflowGetRun(input: $d){run{info{runId}}}} | Variable '$d' got invalid value 5 at 'd.runId'; String cannot represent a non string value: 5
          query Q($e: MlflowGetRunInput!) {mlflowGetRun(input: $e){run{info{runId}}}} | Variable '$e' got invalid value {'nope': 'x'}; Field 'nope' is not defined by type 'MlflowGetRunInput'.
          query Q($n: MlflowGetRunInput!) {mlflowGetRun(input: $n){run{info{runId}}}} | Variable '$n' got invalid value 5; Expected type 'MlflowGetRunInput' to be a mapping.
          query Q($s: MlflowSearchRunsInput) {mlflowSearchRuns(input: $s){runs{info{runId}}}} | Variable '$s' got invalid value [1] at 's.filter'; String cannot represent a non string value: [1]
          query Q($v: MlflowSearchRunsInput) {mlflowSearchRuns(input: $v){runs{info{runId}}}} | Variable '$v' got invalid value 'NOPE' at 'v.runViewType'; Value 'NOPE' does not exist in 'MlflowViewType' enum.
          query Q($w: MlflowSearchRunsInput) {mlflowSearchRuns(input: $w){runs{info{runId}}}} | Variable '$w' got invalid value 1 at 'w.experimentIds[0]'; String cannot represent a non string value: 1
          """)
  void refusesValuesOfAnotherTypeBeforeAnythingIsRead(String query, String error) {
    Map<String, @Nullable Object> variables =
        new HashMap<>(
            Map.of(
                "n", 5L,
                "d", Map.of("runId", 5L),
                "e", Map.of("nope", "x"),
                "s", Map.of("filter", List.of(1L)),
                "v", Map.of("runViewType", "NOPE"),
                "w", Map.of("experimentIds", List.of(1L))));
    variables.put("nil", null);

    Result result = run(query, variables);

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
