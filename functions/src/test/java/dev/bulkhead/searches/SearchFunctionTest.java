package dev.bulkhead.searches;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.Dataset;
import dev.bulkhead.domain.DatasetUse;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.fakes.Answer;
import dev.bulkhead.fakes.Client;
import dev.bulkhead.fakes.FakeStores;
import java.time.Instant;
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

/** The messages are those of MLflow 3.17.2, recorded from its server. */
class SearchFunctionTest {
  private static final int LAMBDA_LIMIT = 6 * 1024 * 1024;
  private static final String SEE =
      " See the API docs for more information about request parameters.";

  private final FakeStores stores = new FakeStores();
  private final Client client =
      new Client(new SearchFunction(stores.application(), stores.application()));
  private final Random random = new Random(11);

  private RunId addRun(int number, Map<String, String> params) {
    Instant start = Instant.ofEpochMilli(number / 3);
    RunId id = RunId.create(new ExperimentId("7"), start, random);
    stores
        .runs()
        .add(
            new Run(
                new RunInfo(
                    id,
                    "n" + number,
                    "ana",
                    RunStatus.RUNNING,
                    start,
                    Optional.empty(),
                    LifecycleStage.ACTIVE,
                    "mlflow-artifacts:/7/" + id + "/artifacts"),
                Map.of("m", Metric.of("m", number % 5 == 0 ? Double.NaN : number % 7, 1, 1)),
                params,
                Map.of(),
                List.of(),
                List.of(),
                List.of()));
    return id;
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip"})
  void walksTenThousandFatRunsInPagesThatLambdaHandsOver(String encoding) {
    for (int i = 0; i < 10_000; i++) {
      Map<String, String> params = new HashMap<>();
      for (int p = 0; p < 10; p++) {
        params.put("\"p" + p, Long.toHexString(random.nextLong()) + "\"quoted\"");
      }
      var _ = addRun(i, params);
    }
    client.header("accept-encoding", encoding);

    List<Object> seen =
        walk("\"experiment_ids\":[\"7\"],\"max_results\":10000", "\"", LAMBDA_LIMIT);

    assertThat(seen).hasSize(10_000).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[\"metrics.m DESC\"]",
        "[\"run_id\"]",
        "[\"params.`x` ASC\", \"attributes.run_name\"]"
      })
  void walksEveryOrderOnceAndCompletely(String orderBy) {
    for (int i = 0; i < 50; i++) {
      addRun(i, i % 2 == 0 ? Map.of("x", "v" + i % 4) : Map.of());
    }

    List<Object> whole =
        walk("\"experiment_ids\":[\"7\"],\"order_by\":" + orderBy, "\"", LAMBDA_LIMIT);
    List<Object> pages =
        walk(
            "\"experiment_ids\":[\"7\"],\"max_results\":7,\"order_by\":" + orderBy,
            "\"",
            LAMBDA_LIMIT);

    assertThat(whole).hasSize(50);
    assertThat(pages).isEqualTo(whole);
  }

  private List<Object> walk(String query, String quote, int limit) {
    var seen = new ArrayList<Object>();
    Answer page = client.post("runs/search", "{" + query + "}");
    while (true) {
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      assertThat(page.size()).isLessThanOrEqualTo(limit);
      page.list("runs").forEach(run -> seen.add(((Map<?, ?>) run.get("info")).get("run_id")));
      Object token = page.json().get("next_page_token");
      if (token == null) {
        return seen;
      }
      page =
          client.post(
              "runs/search", "{" + query + ",\"page_token\":" + quote + token + quote + "}");
    }
  }

  @Test
  void refusesATokenOfAnotherQueryOrTenantOrAFlippedOne() {
    addRun(1, Map.of());
    addRun(2, Map.of());
    String query = "\"experiment_ids\":[\"7\"],\"max_results\":1";
    String token =
        (String) client.post("runs/search", "{" + query + "}").json().get("next_page_token");
    String last = token.endsWith("A") ? "B" : "A";
    String tokenField = ",\"page_token\":\"" + token + "\"";

    assertThat(client.post("runs/search", "{" + query + tokenField + "}").status()).isEqualTo(200);
    for (String wrong :
        List.of(
            query.replace("7", "8") + tokenField,
            query + ",\"filter\":\"metrics.m > 1\"" + tokenField,
            query + ",\"order_by\":[\"attributes.run_name\"]" + tokenField,
            query + ",\"run_view_type\":\"ALL\"" + tokenField,
            query + ",\"page_token\":\"" + token.substring(0, token.length() - 1) + last + "\"",
            query + ",\"page_token\":\"" + token.substring(4) + "\"",
            query + ",\"page_token\":\"" + token.substring(0, 20) + "\"",
            query + ",\"page_token\":\"!\"")) {
      assertThat(client.post("runs/search", "{" + wrong + "}").error())
          .as(wrong)
          .startsWith("400 INVALID_PARAMETER_VALUE: Invalid page token");
    }
    assertThat(client.tenant("acme2").post("runs/search", "{" + query + tokenField + "}").status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"experiment_ids":"0"} | Invalid value "0" for parameter 'experiment_ids' supplied:  Hint: Value was of type 'str'.+
          {"experiment_ids":["abc"]} | Invalid experiment ID 'abc'. Experiment ID must be a valid integer.
          {"max_results":0} | Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer
          {"max_results":-1} | Invalid value -1 for parameter 'max_results' supplied. It must be a positive integer
          {"max_results":50001} | Invalid value 50001 for parameter 'max_results' supplied:  Hint: Value was of type 'int'.+
          {"max_results":2147483648} | Invalid value 2147483648 for parameter 'max_results' supplied:  Hint: Value was of type 'int'.+
          {"max_results":"abc"} | Invalid value "abc" for parameter 'max_results' supplied:  Hint: Value was of type 'str'.+
          {"order_by":[5]} | Invalid value [5] for parameter 'order_by' supplied:  Hint: Value was of type 'list'.+
          {"order_by":"x"} | Invalid value "x" for parameter 'order_by' supplied:  Hint: Value was of type 'str'.+
          {"filter":5} | Invalid value 5 for parameter 'filter' supplied:  Hint: Value was of type 'int'.+
          {"filter":"x ="} | Invalid clause(s) in filter string: 'x', '='
          {"page_token":"abc"} | Invalid page token, could not base64-decode
          """)
  void refusesAWrongSearchInMlflowsWords(String body, String message) {
    assertThat(client.post("runs/search", body).error())
        .isEqualTo("400 INVALID_PARAMETER_VALUE: " + message.replaceFirst("\\+$", SEE));
  }

  @Test
  void findsNothingInNoExperimentOrOnesThatAreNotThere() {
    addRun(1, Map.of());

    assertThat(client.post("runs/search", "{}").body()).isEqualTo("{}");
    assertThat(client.post("runs/search", "{\"experiment_ids\":[\"777\",\"-1\"]}").body())
        .isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '' | Missing value for required parameter 'run_id'.+
          ?run_id=r | Missing value for required parameter 'metric_key'.+
          ?metric_key=k | Missing value for required parameter 'run_id'.+
          ?run_id=r&metric_key=k&max_results=0 | Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer.
          ?run_id=r&metric_key=k&max_results=x | Invalid value "x" for parameter 'max_results' supplied:  Hint: Value was of type 'str'.+
          ?run_id=r&metric_key=k&page_token=abc | Invalid page token, could not base64-decode
          """)
  void refusesAWrongHistoryInMlflowsWords(String query, String message) {
    assertThat(client.get("metrics/get-history" + query).error())
        .isEqualTo("400 INVALID_PARAMETER_VALUE: " + message.replaceFirst("\\+$", SEE));
  }

  @Test
  void tellsNothingOfARunThatIsNotThere() {
    assertThat(client.get("metrics/get-history?run_id=nope&metric_key=k").body()).isEqualTo("{}");
    assertThat(client.get("metrics/get-history?run_id=" + "0".repeat(32) + "&metric_key=k").body())
        .isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip"})
  void walksAHistoryWithALongKeyInPagesThatLambdaHandsOver(String encoding) {
    String key = "k".repeat(250);
    for (int i = 0; i < 25_001; i++) {
      stores.runs().add(Metric.of(key, random.nextDouble(), i / 10, i));
    }
    client.header("accept-encoding", encoding);

    List<Object> steps = history("run_id=" + "0".repeat(32) + "&metric_key=" + key);

    assertThat(steps).hasSize(25_001).doesNotHaveDuplicates();
    assertThat(steps.getFirst()).isEqualTo(0L);
    assertThat(steps.getLast()).isEqualTo(25_000L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 100})
  void neitherRepeatsNorSkipsPointsThatAreEqualInOrder(int max) {
    for (int step = 0; step < 3; step++) {
      stores.runs().add(Metric.of("k", Double.NaN, 1, step));
      stores.runs().add(Metric.of("k", 0, 1, step));
      stores.runs().add(Metric.of("k", 0, 1, step));
    }

    List<Object> steps = history("run_id=" + "0".repeat(32) + "&metric_key=k&max_results=" + max);

    assertThat(steps).containsExactly(0L, 0L, 1L, 1L, 2L, 2L);
  }

  private List<Object> history(String query) {
    var steps = new ArrayList<Object>();
    Answer page = client.get("metrics/get-history?" + query);
    while (true) {
      assertThat(page.size()).isLessThanOrEqualTo(LAMBDA_LIMIT);
      page.list("metrics").forEach(point -> steps.add(point.get("step")));
      Object token = page.json().get("next_page_token");
      if (token == null) {
        return steps;
      }
      page = client.get("metrics/get-history?" + query + "&page_token=" + token);
    }
  }

  private static final String INTERVAL = "metrics/get-history-bulk-interval";
  private static final String BULK = "metrics/get-history-bulk";

  private String runId(int number) {
    return addRun(number, Map.of()).value();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          metric_key=m | Missing value for required parameter 'run_ids'.+
          run_ids=a | Missing value for required parameter 'metric_key'.+
          run_ids=a&metric_key=m&max_results=0 | max_results must be between 1 and 2500.+
          run_ids=a&metric_key=m&max_results=2501 | max_results must be between 1 and 2500.+
          run_ids=a&metric_key=m&start_step=1 | If either start step or end step are specified, both must be specified.
          run_ids=a&metric_key=m&start_step=2&end_step=1 | end_step must be greater than start_step. Found start_step=2 and end_step=1.
          """)
  void refusesIntervalsAsMlflowDoes(String query, String message) {
    assertThat(client.get(INTERVAL + "?" + query).error())
        .isEqualTo("400 INVALID_PARAMETER_VALUE: " + message.replace("+", SEE));
  }

  @Test
  void refusesMoreThanAHundredRuns() {
    assertThat(client.get(INTERVAL + "?metric_key=m" + "&run_ids=a".repeat(101)).error())
        .contains("must specify at most 100 run_ids. Received 101 run_ids." + SEE);
    assertThat(client.get(BULK + "?metric_key=m" + "&run_id=a".repeat(101)).error())
        .endsWith("cannot specify more than 100 run_ids. Received 101 run_ids.");
  }

  @Test
  void samplesEachRunInTheOrderAskedFor() {
    for (int step = 0; step < 10; step++) {
      stores.runs().add(Metric.of("m", step == 9 ? Double.NaN : step, 1, step));
    }
    String first = runId(1);
    String second = runId(2);

    Answer answer =
        client.get(
            INTERVAL
                + "?metric_key=m&max_results=2&start_step=3&end_step=9&run_ids=%s&run_ids=%s&run_ids=x"
                    .formatted(second, first));

    assertThat(answer.texts("metrics", "step")).containsExactly("3", "9", "3", "9");
    assertThat(answer.texts("metrics", "value")).containsExactly("3.0", "NaN", "3.0", "NaN");
    assertThat(answer.texts("metrics", "run_id")).containsExactly(second, second, first, first);
  }

  /** A hundred runs of 2,500 points each, the most that a chart can ask for. */
  private String largestChart() {
    long time = 1_700_000_000_000L;
    for (int step = 0; step < 2500; step++) {
      time += 900 + random.nextInt(200);
      stores.runs().add(Metric.of("validation/loss", random.nextDouble(), time, step));
    }
    var query = new StringBuilder(INTERVAL + "?metric_key=validation/loss");
    for (int number = 0; number < 100; number++) {
      query.append("&run_ids=").append(runId(number));
    }
    return query.toString();
  }

  @Test
  void theLargestChartFitsIntoACompressedAnswer() {
    Answer answer = client.header("accept-encoding", "gzip").get(largestChart());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.size()).isLessThanOrEqualTo(LAMBDA_LIMIT);
    assertThat(answer.list("metrics")).hasSizeGreaterThan(100 * 1000);
  }

  @Test
  void aChartThatWouldBeTooLongHasFewerPointsOfEachRun() {
    Answer answer = client.get(largestChart());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.size()).isLessThanOrEqualTo(LAMBDA_LIMIT);
    Map<Object, List<Object>> steps =
        answer.list("metrics").stream()
            .collect(
                groupingBy(point -> point.get("run_id"), mapping(p -> p.get("step"), toList())));
    assertThat(steps).hasSize(100);
    assertThat(steps.values())
        .allSatisfy(of -> assertThat(of).hasSize(312).startsWith(0L).endsWith(2499L));
  }

  @Test
  void tellsHistoriesInBulkRunByRunUpToAsManyAsAreWanted() {
    for (int step = 0; step < 4; step++) {
      stores.runs().add(Metric.of("m", step, 1, step));
    }
    String first = runId(1);
    String second = runId(2);
    String runs = "&run_id=" + second + "&run_id=" + first + "&run_id=" + first;

    Answer answer = client.get(BULK + "?metric_key=m&max_results=6" + runs);

    assertThat(answer.texts("metrics", "step")).containsExactly("0", "1", "2", "3", "0", "1");
    assertThat(answer.texts("metrics", "run_id")).isSorted().contains(first, second);
    assertThat(client.get(BULK + "?metric_key=m&max_results=0" + runs).body())
        .isEqualTo("{\"metrics\":[]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | SearchDatasets request must specify at least one experiment_id.
          {"experiment_ids":["a"]} | Invalid experiment ID 'a'. Experiment ID must be a valid integer.
          """)
  void refusesSummariesAsMlflowDoes(String body, String message) {
    assertThat(client.post("experiments/search-datasets", body).error())
        .isEqualTo("400 INVALID_PARAMETER_VALUE: " + message);
  }

  @Test
  void tellsNoMoreThanAThousandSummaries() {
    for (int i = 0; i < 700; i++) {
      for (String experiment : List.of("7", "8")) {
        stores
            .runs()
            .add(
                new DatasetUse(
                    new ExperimentId(experiment),
                    new Dataset.Id("d" + i, "x"),
                    i == 0 ? Optional.of("train") : Optional.of("")));
      }
    }

    Answer answer =
        client.post("experiments/search-datasets", "{\"experiment_ids\":[\"7\",\"7\",\"8\"]}");

    assertThat(answer.list("dataset_summaries")).hasSize(1000);
    assertThat(answer.texts("dataset_summaries", "context").subList(0, 2))
        .containsExactly("train", "null");
  }
}
