package dev.bulkhead.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GraphQL that names what is another's, asks for much in few words, or is none. */
final class GraphqlTest extends Besieged {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String RUN = "run{info{runId runName experimentId}data{params{value}}}";

  /** Every root field that takes an id, as a query whose input is given as GraphQL or as JSON. */
  record Root(String type, String field, String selection, String input) {
    String inline(Victim of) {
      return "%s{%s(input:%s){%s apiError{code message}}}"
          .formatted(type, field, filled(input, of).replaceAll("\"(\\w+)\":", "$1:"), selection);
    }

    String byVariable() {
      return "%s($input:%s!){%s(input:$input){%s apiError{code message}}}"
          .formatted(type, inputType(field), field, selection);
    }

    String variables(Victim of) {
      return "{\"input\":" + filled(input, of) + "}";
    }

    private static String filled(String text, Victim of) {
      return text.replace("{run}", of.run()).replace("{exp}", of.experiment());
    }

    @Override
    public String toString() {
      return type + " " + field + " " + input;
    }
  }

  static Stream<Root> roots() {
    String datasets = "datasetSummaries{name experimentId}";
    String runs = "runs{info{runId runName}experiment{name}} nextPageToken";
    return Stream.of(
        new Root(
            "query",
            "mlflowGetExperiment",
            "experiment{name tags{value}}",
            "{\"experimentId\":\"{exp}\"}"),
        new Root("query", "mlflowGetRun", RUN, "{\"runId\":\"{run}\"}"),
        new Root("query", "mlflowGetRun", RUN, "{\"runUuid\":\"{run}\"}"),
        new Root("query", "mlflowSearchRuns", runs, "{\"experimentIds\":[\"{exp}\"]}"),
        new Root("mutation", "mlflowSearchRuns", runs, "{\"experimentIds\":[\"{exp}\"]}"),
        new Root("mutation", "mlflowSearchDatasets", datasets, "{\"experimentIds\":[\"{exp}\"]}"),
        new Root(
            "query",
            "mlflowGetMetricHistoryBulkInterval",
            "metrics{key value runId}",
            "{\"runIds\":[\"{run}\"],\"metricKey\":\"canary_acme2_end\"}"));
  }

  /** As MLflow's schema names it. */
  private static String inputType(String field) {
    return "M" + field.substring(1) + "Input";
  }

  /** Of nobody, with ids of the same form. */
  private static final Victim ABSENT =
      new Victim(
          "nobody",
          "canary_nobody_end",
          Map.of(),
          "1999999999",
          "0077359407018bcfe5680000badc0ffe",
          "",
          "");

  @ParameterizedTest
  @MethodSource("roots")
  void whatIsAnothersIsAnsweredAsWhatNeverWas(Root root) {
    for (String form : List.of("inline", "variable")) {
      Answer foreign = ask(root, form, acme2());
      Answer absent = ask(root, form, ABSENT);

      assertNoCanary(foreign);
      assertThat(hidden(foreign, acme2())).as("%s", foreign).isEqualTo(hidden(absent, ABSENT));
      assertThat(foreign.status()).isEqualTo(absent.status());
    }
  }

  /** The eyes are open: with own ids each of them answers with what is there. */
  @ParameterizedTest
  @MethodSource("roots")
  void whatIsOwnIsShown(Root root) {
    Answer own = ask(root, "inline", acme());

    assertThat(own.status()).as("%s", own).isEqualTo(200);
    assertThat(own.body()).contains("\"errors\":null");
  }

  @Test
  void foreignExperimentsAmongOwnAddNothing() {
    String query =
        "query{mlflowSearchRuns(input:{experimentIds:[\"%s\",\"%s\"]}){runs{info{runId}}}}";
    Answer own = graphql(query.formatted(acme().experiment(), acme().experiment()), "{}");
    Answer mixed = graphql(query.formatted(acme().experiment(), acme2().experiment()), "{}");

    assertThat(mixed.body()).contains(acme().run()).isEqualTo(own.body());
  }

  @Test
  void aPageTokenOfAnotherIsRefused() {
    for (String tenant : List.of("acme", "acme2")) {
      siege.send(
          tenant,
          Ask.post(
              "mlflow/runs/create",
              "{\"experiment_id\":\"%s\",\"start_time\":2}"
                  .formatted(siege.victim(tenant).experiment())));
    }
    String query =
        "query($i:MlflowSearchRunsInput!){mlflowSearchRuns(input:$i){runs{info{runId}} nextPageToken apiError{code}}}";
    String input = "{\"i\":{\"experimentIds\":[\"%s\"],\"maxResults\":1,\"pageToken\":\"%s\"}}";
    Answer first = siege.send("acme2", message(query, input.formatted(acme2().experiment(), "")));
    String token = first.body().replaceAll(".*\"nextPageToken\":\"([^\"]+)\".*", "$1");
    assertThat(token).as(first.body()).doesNotContain("{").isNotEmpty();

    for (Victim named : List.of(acme(), acme2())) {
      Answer answer = graphql(query, input.formatted(named.experiment(), token));

      assertNoCanary(answer);
      assertThat(answer.body()).doesNotContain(acme2().run()).doesNotContain("\"runId\"");
    }
  }

  static Stream<String> floods() {
    String many =
        many(10_000, i -> "a" + i + ":mlflowGetRun(input:{runId:\"x\"}){run{info{runId}}} ");
    return Stream.of(
        "{" + many + "}",
        "{" + many(10_000, i -> "test{output} ") + "}",
        "{mlflowGetRun(input:{runId:\"x\"}){"
            + many(10_000, i -> "b" + i + ":apiError{code} ")
            + "}}",
        "{" + "a{".repeat(10_000) + "b" + "}".repeat(10_000) + "}",
        "{" + "a{".repeat(100_000),
        "{".repeat(200_000),
        "{" + "...{".repeat(50_000) + "test{output}" + "}".repeat(50_000) + "}",
        "{" + "...on Query{".repeat(20_000) + "test{output}" + "}".repeat(20_000) + "}",
        "{...A} fragment A on Query{...B} fragment B on Query{...A}",
        "{...A} fragment A on Query{...A}",
        "{mlflowGetRun{...R}} fragment R on MlflowGetRunResponse{run{...S}} fragment S on"
            + " MlflowRunExtension{experiment{...S}}",
        bomb(30),
        "{" + "...A ".repeat(100_000) + "} fragment A on Query{test{output}}",
        "{test(inputString:" + "[".repeat(100_000) + "]".repeat(100_000) + "){output}}",
        "{test(inputString:" + "{a:".repeat(50_000) + "1" + "}".repeat(50_000) + "){output}}",
        "{test(inputString:\"" + "x".repeat(1_000_000) + "\"){__typename}}",
        "{test(inputString:\"\"\"" + "\\u0000".repeat(100_000) + "\"\"\"){__typename}}",
        "query(" + many(20_000, i -> "$v" + i + ":String ") + "){test{output}}",
        "query($v:" + "[".repeat(100_000) + "String" + "]".repeat(100_000) + "){test{output}}",
        many(10_000, i -> "query q" + i + "{test{output}} "),
        many(10_000, i -> "fragment f" + i + " on Query{test{output}} ") + "{test{output}}",
        "{test " + "@a".repeat(50_000) + "{output}}",
        "#" + "x".repeat(1_000_000) + "\n{test{output}}",
        ",".repeat(1_000_000) + "{test{output}}");
  }

  /** Each fragment spreads the next twice: two to the power of so many. */
  private static String bomb(int fragments) {
    return "{...f0}"
        + many(
            fragments,
            i ->
                "fragment f%1$d on Query{a%1$d:test{...t} ...f%2$d ...{...f%2$d}} "
                    .formatted(i, i + 1))
        + "fragment f"
        + fragments
        + " on Query{test{output}} fragment t on Test{output}";
  }

  private static String many(int count, java.util.function.IntFunction<String> each) {
    return IntStream.range(0, count)
        .mapToObj(each)
        .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
        .toString();
  }

  @ParameterizedTest
  @MethodSource("floods")
  void muchInOneCallIsAnsweredSoonOrRefused(String query) {
    assertBounded(query, "{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "{}",
        "{test}",
        "{test{output}",
        "{nothing}",
        "{__schema{types{name}}}",
        "{__type(name:\"Query\"){fields{name}}}",
        "query IntrospectionQuery{__schema{queryType{name}}}",
        "subscription{test{output}}",
        "mutation{mlflowDeleteRun(input:{runId:\"x\"}){apiError{code}}}",
        "mutation{mlflowGetRun(input:{runId:\"x\"}){apiError{code}}}",
        "{test{output}} {test{output}}",
        "query a{test{output}} query a{test{output}}",
        "{mlflowGetRun(input:{runId:1}){apiError{code}}}",
        "{mlflowGetRun(input:{runId:null}){apiError{code}}}",
        "{mlflowGetRun(input:{runId:[\"x\"]}){apiError{code}}}",
        "{mlflowGetRun(input:{runId:{a:1}}){apiError{code}}}",
        "{mlflowGetRun(input:\"x\"){apiError{code}}}",
        "{mlflowGetRun(input:$undefined){apiError{code}}}",
        "{mlflowGetRun(input:{runId:\"\\ud800\"}){apiError{code}}}",
        "{mlflowGetRun(input:{runId:\"T#acme2#R\"}){apiError{code}}}",
        "{mlflowGetExperiment(input:{experimentId:\"../acme2\"}){apiError{code}}}",
        "{mlflowGetExperiment(input:{experimentId:\"99999999999999999999\"}){apiError{code}}}",
        "{mlflowSearchRuns(input:{experimentIds:[\"1\"],maxResults:1e400}){apiError{code}}}",
        "{mlflowSearchRuns(input:{experimentIds:[\"1\"],filter:\"(((((\"}){apiError{code}}}",
        "{mlflowSearchRuns(input:{experimentIds:\"1\",runViewType:NOPE}){apiError{code}}}",
        "{mlflowGetMetricHistoryBulkInterval(input:{runIds:[],metricKey:\"m\"}){apiError{code}}}",
        "{mlflowGetMetricHistoryBulkInterval(input:{startStep:9,endStep:1}){apiError{code}}}",
        "{\u0000test{output}}",
        "\ufeff{test{output}}",
        "query @skip(if:true){test{output}}",
        "{test @include(if:$x){output}}"
      })
  void whatIsWrongIsAnsweredAsGraphqlDoes(String query) {
    assertBounded(query, "{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "\"x\"",
        "1",
        "{\"input\":null}",
        "{\"input\":[]}",
        "{\"input\":\"x\"}",
        "{\"input\":1e400}",
        "{\"input\":{\"runId\":7}}",
        "{\"input\":{\"runId\":{}}}",
        "{\"input\":{\"runId\":[[[]]]}}",
        "{\"input\":{\"run_id\":\"x\",\"tenant\":\"acme2\"}}",
        "{\"input\":{\"__proto__\":1}}"
      })
  void variablesOfAWrongTypeAreNoFailureOfOurs(String variables) {
    for (String field :
        List.of(
            "mlflowGetRun",
            "mlflowSearchRuns",
            "mlflowGetExperiment",
            "mlflowGetMetricHistoryBulkInterval")) {
      assertBounded(
          "query($input:" + inputType(field) + "!){" + field + "(input:$input){apiError{code}}}",
          variables);
    }
    assertBounded(
        "mutation($input:MlflowSearchDatasetsInput!){mlflowSearchDatasets(input:$input){apiError{code}}}",
        variables);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"query\":\"{test{output}}\"},{\"query\":\"{test{output}}\"}]",
        "[]",
        "null",
        "\"{test{output}}\"",
        "{\"query\":[\"{test{output}}\"]}",
        "{\"query\":{\"a\":1}}",
        "{\"query\":null}",
        "{\"query\":7}",
        "{\"query\":\"{test{output}}\",\"operationName\":[]}",
        "{\"query\":\"{test{output}}\",\"operationName\":7}",
        "{\"query\":\"{test{output}}\",\"variables\":[]}",
        "{\"query\":\"{test{output}}\",\"extensions\":{\"persistedQuery\":{\"version\":1}}}",
        "query=%7Btest%7Boutput%7D%7D"
      })
  void aBatchOrAStrangeBodyIsNoFailureOfOurs(String body) {
    Answer answer = siege.send("acme", Ask.of("POST", "/graphql").json(body));

    assertThat(answer.status()).as("%s", answer).isBetween(200, 499);
    assertNoCanary(answer);
  }

  private static void assertBounded(String query, String variables) {
    Map<String, String> before = siege.stored();
    Instant start = Instant.now();

    Answer answer = graphql(query, variables);

    assertThat(answer.status()).as("%s", answer).isIn(200, 400, 413);
    assertThat(Duration.between(start, Instant.now())).isLessThan(SOON);
    assertThat(answer.body().length()).as("an answer of few words").isLessThan(1_100_000);
    assertNoCanary(answer);
    assertThat(siege.stored()).isEqualTo(before);
  }

  private static Answer ask(Root root, String form, Victim named) {
    return form.equals("inline")
        ? graphql(root.inline(named), "{}")
        : graphql(root.byVariable(), root.variables(named));
  }

  private static Answer graphql(String query, String variables) {
    return siege.send("acme", message(query, variables));
  }

  private static Ask message(String query, String variables) {
    byte[] body =
        Json.write(
            out -> {
              out.writeStringField("query", query);
              out.writeFieldName("variables");
              out.writeRawValue(variables);
            });
    return Ask.of("POST", "/graphql").json("").bytes(body);
  }

  private static @Nullable String hidden(Answer answer, Victim named) {
    return answer.body().replace(named.run(), "RUN").replace(named.experiment(), "EXPERIMENT");
  }
}
