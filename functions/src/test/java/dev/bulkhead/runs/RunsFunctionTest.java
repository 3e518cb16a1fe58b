package dev.bulkhead.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.Dataset;
import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.ModelOutput;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.fakes.Answer;
import dev.bulkhead.fakes.Client;
import dev.bulkhead.fakes.FakeStores;
import dev.bulkhead.store.RunStore.Batch;
import dev.bulkhead.store.RunStore.Update;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages are those of MLflow 3.17.2, recorded from its server. */
class RunsFunctionTest {
  private static final String SEE =
      " See the API docs for more information about request parameters.";
  private static final RunId ID =
      RunId.create(new ExperimentId("7"), Instant.ofEpochMilli(5), new Random(3));
  private static final String POINT = "\"key\":\"k\",\"value\":1,\"timestamp\":1";

  private final FakeStores stores = new FakeStores();
  private final Client client = new Client(new RunsFunction(stores.application()));

  RunsFunctionTest() {
    stores.experiments().with("0", "Default").with("7", "churn");
    stores.runs().add(run());
  }

  private static Run run() {
    return new Run(
        new RunInfo(
            ID,
            "brisk-bay-1",
            "ana",
            RunStatus.FINISHED,
            Instant.ofEpochMilli(5),
            Optional.of(Instant.ofEpochMilli(9)),
            LifecycleStage.ACTIVE,
            "mlflow-artifacts:/7/" + ID + "/artifacts"),
        Map.of("nan", Metric.of("nan", Double.NaN, 2, -3), "a", Metric.of("a", 1.5, 1, 0)),
        Map.of("lr", "0.1"),
        Map.of("mlflow.runName", "brisk-bay-1"),
        List.of(
            new DatasetInput(
                new Dataset("d", "x", "local", "s", Optional.of("{}"), Optional.empty()),
                List.of(new Tag("mlflow.data.context", "train")))),
        List.of("m-1"),
        List.of(new ModelOutput("m-2", 4)));
  }

  @Test
  void getsARunAsMlflowWritesIt() {
    assertThat(client.get("runs/get?run_uuid=" + ID).body())
        .isEqualTo(
            ("{'run':{'info':{'run_uuid':'ID','experiment_id':'7','run_name':'brisk-bay-1',"
                    + "'user_id':'ana','status':'FINISHED','start_time':5,'end_time':9,'artifact_uri':"
                    + "'mlflow-artifacts:/7/ID/artifacts','lifecycle_stage':'active','run_id':'ID'},"
                    + "'data':{'metrics':[{'key':'a','value':1.5,'timestamp':1,'step':0},"
                    + "{'key':'nan','value':'NaN','timestamp':2,'step':-3}],"
                    + "'params':[{'key':'lr','value':'0.1'}],"
                    + "'tags':[{'key':'mlflow.runName','value':'brisk-bay-1'}]},"
                    + "'inputs':{'dataset_inputs':[{'tags':[{'key':'mlflow.data.context','value':"
                    + "'train'}],'dataset':{'name':'d','digest':'x','source_type':'local','source':"
                    + "'s','schema':'{}'}}],'model_inputs':[{'model_id':'m-1'}]},"
                    + "'outputs':{'model_outputs':[{'model_id':'m-2','step':4}]}}}")
                .replace('\'', '"')
                .replace("ID", ID.value()));
  }

  @Test
  void createsARunWithNameTagAndArtifactUri() {
    Answer answer =
        client.post(
            "runs/create",
            "{\"experiment_id\":\"7\",\"user_id\":\"ana\",\"start_time\":\"123\","
                + "\"runName\":\"mine\",\"tags\":[{\"key\":\"a\",\"value\":\"b\"}]}");

    Map<?, ?> run = (Map<?, ?>) answer.json().get("run");
    Map<?, ?> info = (Map<?, ?>) run.get("info");
    String id = (String) info.get("run_id");
    assertThat(new RunId(id).experiment()).isEqualTo(new ExperimentId("7"));
    assertThat(info.get("artifact_uri")).isEqualTo("mlflow-artifacts:/7/" + id + "/artifacts");
    assertThat(info.get("run_name")).isEqualTo("mine");
    assertThat(info.get("start_time")).isEqualTo(123L);
    assertThat(info.get("status")).isEqualTo("RUNNING");
    assertThat(run.get("data").toString())
        .isEqualTo("{tags=[{key=a, value=b}, {key=mlflow.runName, value=mine}]}");
    assertThat(stores.runs().logged().getLast())
        .isEqualTo(List.of(new Tag("a", "b"), new Tag("mlflow.runName", "mine")));
  }

  @Test
  void namesARunThatNobodyNamed() {
    Answer answer = client.post("runs/create", "{\"experiment_id\":\"7\"}");

    RunInfo info = (RunInfo) stores.runs().logged().getFirst();
    assertThat(info.name()).matches("[a-z]+-[a-z]+-\\d{1,3}");
    assertThat(stores.runs().logged().getLast())
        .isEqualTo(List.of(new Tag("mlflow.runName", info.name())));
    assertThat(answer.body()).contains("\"run_name\":\"" + info.name() + "\"");
  }

  @Test
  void createsNothingInADeletedExperimentOrInNone() {
    stores.experiments().withDeleted("8", "old");

    assertThat(client.post("runs/create", "{\"experiment_id\":\"8\"}").error())
        .isEqualTo(
            "400 INVALID_PARAMETER_VALUE: The experiment 8 must be in the 'active' state. Current"
                + " state is deleted.");
    assertThat(client.post("runs/create", "{\"experiment_id\":\"777\"}").error())
        .isEqualTo("404 RESOURCE_DOES_NOT_EXIST: No Experiment with id=777 exists");
    assertThat(stores.runs().logged()).isEmpty();
  }

  @Test
  void takesTheNameFromItsTag() {
    client.post("runs/create", "{\"tags\":[{\"key\":\"mlflow.runName\",\"value\":\"q\"}]}");

    RunInfo info = (RunInfo) stores.runs().logged().getFirst();
    assertThat(info.name()).isEqualTo("q");
    assertThat(info.id().experiment()).isEqualTo(ExperimentId.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          create | {"experiment_id":0} | Invalid value 0 for parameter 'experiment_id' supplied:  Hint: Value was of type 'int'.+
          create | {"experiment_id":"abc"} | Invalid experiment ID 'abc'. Experiment ID must be a valid integer.
          create | {"start_time":"x"} | Invalid value "x" for parameter 'start_time' supplied:  Hint: Value was of type 'str'.+
          create | {"run_name":5} | Invalid value 5 for parameter 'run_name' supplied:  Hint: Value was of type 'int'.+
          create | {"run_name":"r","tags":[{"key":"mlflow.runName","value":"q"}]} | Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values (run_name='r', mlflow.runName='q').
          update | {} | Missing value for required parameter 'run_id'.+
          update | {"run_id":5} | Invalid value 5 for parameter 'run_id' supplied:  Hint: Value was of type 'int'.+
          update | {"run_id":"$","status":9} | Invalid value 9 for parameter 'status' supplied:  Hint: Value was of type 'int'.+
          update | {"run_id":"$","end_time":"z"} | Invalid value "z" for parameter 'end_time' supplied:  Hint: Value was of type 'str'.+
          delete | {} | Missing value for required parameter 'run_id'.+
          restore | {} | Missing value for required parameter 'run_id'.+
          log-metric | {} | Missing value for required parameter 'run_id'.+
          log-metric | {"run_id":"$","key":"","value":1,"timestamp":1} | Missing value for required parameter 'key'.+
          log-metric | {"run_id":"$","key":"k","timestamp":1} | Missing value for required parameter 'value'.+
          log-metric | {"run_id":"$","key":"k","value":"","timestamp":1} | Missing value for required parameter 'value'.+
          log-metric | {"run_id":"$","key":"k","value":"x","timestamp":1} | Invalid value "x" for parameter 'value' supplied:  Hint: Value was of type 'str'.+
          log-metric | {"run_id":"$","key":"k","value":1} | Missing value for required parameter 'timestamp'.+
          log-metric | {"run_id":"$","key":"k","value":1,"timestamp":-1} | Invalid value -1 for parameter 'timestamp' supplied: metric 'k' (value=1.0). Timestamp must be a nonnegative long (64-bit integer) #
          log-metric | {"run_id":"$","key":"k","value":1,"timestamp":"abc"} | Invalid value "abc" for parameter 'timestamp' supplied:  Hint: Value was of type 'str'.+
          log-metric | {"run_id":"$","key":"k","value":1,"timestamp":1,"step":"x"} | Invalid value "x" for parameter 'step' supplied:  Hint: Value was of type 'str'.+
          log-metric | {"run_id":"$","key":"k","value":1,"timestamp":1,"step":9223372036854775808} | Invalid value 9223372036854775808 for parameter 'step' supplied:  Hint: Value was of type 'int'.+
          log-metric | {"run_id":"$","key":"k","value":1e400,"timestamp":1} | Invalid value inf for parameter 'value' supplied:  Hint: Value was of type 'float'.+
          log-metric | {"run_id":"$","key":"k","value":NaN,"timestamp":1} | Invalid value nan for parameter 'value' supplied:  Hint: Value was of type 'float'.+
          log-metric | {"run_id":"$","key":"../a","value":1,"timestamp":1} | Invalid value "../a" for parameter 'name' supplied: Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to '../a'
          log-metric | {"run_id":"$","key":"a\\tb","value":1,"timestamp":1} | Invalid value "a\\tb" for parameter 'name' supplied: Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).
          log-metric | {"run_id":"$","key":"k","value":1,"timestamp":1,"model_id":5} | Invalid value 5 for parameter 'model_id' supplied:  Hint: Value was of type 'int'.+
          log-parameter | {"run_id":"$"} | Missing value for required parameter 'key'.+
          log-parameter | {"run_id":"$","key":"k","value":5} | Invalid value 5 for parameter 'value' supplied:  Hint: Value was of type 'int'.+
          log-parameter | {"run_id":"$","key":"a//"} | Invalid value "a//" for parameter 'key' supplied: Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to 'a'
          set-tag | {"run_id":"$"} | Missing value for required parameter 'key'.+
          set-tag | {"run_id":"$","key":"k","value":5} | Invalid value 5 for parameter 'value' supplied:  Hint: Value was of type 'int'.+
          delete-tag | {"run_id":"$","key":""} | Missing value for required parameter 'key'.+
          log-batch | {} | Missing value for required parameter 'run_id'.+
          log-batch | {"run_id":"bad id!"} | Invalid value "bad id!" for parameter 'run_id' supplied.
          log-batch | {"run_id":"$","metrics":{}} | Invalid value {} for parameter 'metrics' supplied:  Hint: Value was of type 'dict'.+
          log-batch | {"run_id":"$","metrics":[{}]} | Missing value for required parameter 'metrics[0].key'.+
          log-batch | {"run_id":"$","metrics":[{"key":"a"}]} | Missing value for required parameter 'metrics[0].value'.+
          log-batch | {"run_id":"$","metrics":[{"key":"a","value":1}]} | Missing value for required parameter 'metrics[0].timestamp'.+
          log-batch | {"run_id":"$","metrics":[{"key":"m","value":1,"timestamp":-1}]} | Invalid value -1 for parameter 'metrics[0].timestamp' supplied: metric 'm' (value=1.0). Timestamp must be a nonnegative long (64-bit integer) #
          log-batch | {"run_id":"$","metrics":[{"key":"a//b","value":1,"timestamp":1}]} | Invalid value "a//b" for parameter 'metrics[0].name' supplied: Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to 'a/b'
          log-batch | {"run_id":"$","params":[{"key":""}]} | Missing value for required parameter 'params[0].key'.+
          log-batch | {"run_id":"$","params":[{"key":"d","value":"1"},{"key":"d","value":"1"}]} | Duplicate parameter keys have been submitted: ['d']. Please ensure the request contains only one param value per param key.
          log-batch | {"run_id":"$","tags":[{}]} | Missing value for required parameter 'tags[0].key'.+
          log-batch | {"run_id":"$","tags":[{"key":"t//"}]} | Invalid value "t//" for parameter 'tags[0].key' supplied: Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to 't'
          log-inputs | {} | Missing value for required parameter 'run_id'.+
          log-inputs | {"run_id":"bad id!"} | Invalid value "bad id!" for parameter 'run_id' supplied.
          log-inputs | {"run_id":"$","datasets":{}} | Invalid value {} for parameter 'datasets' supplied:  Hint: Value was of type 'dict'.+
          log-inputs | {"run_id":"$","models":{}} | Invalid value {} for parameter 'models' supplied:  Hint: Value was of type 'dict'.+
          outputs | {"run_id":"$"} | Missing value for required parameter 'models'.+
          outputs | {"run_id":"$","models":"x"} | Invalid value "x" for parameter 'models' supplied:  Hint: Value was of type 'str'.+
          """)
  void refusesAWrongMessageInMlflowsWords(String call, String body, String message) {
    Answer answer = client.post("runs/" + call, body.replace("$", ID.value()));

    assertThat(answer.error())
        .isEqualTo(
            "400 INVALID_PARAMETER_VALUE: "
                + message.replaceFirst("\\+$", SEE).replaceFirst("#$", ""));
    assertThat(stores.runs().logged()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "delete",
    "restore",
    "update",
    "log-metric",
    "log-parameter",
    "set-tag",
    "delete-tag",
    "log-batch",
    "log-inputs",
    "outputs"
  })
  void doesNotFindARunThatIsNotThere(String call) {
    Answer answer =
        client.post("runs/" + call, "{\"run_id\":\"nope\",\"models\":[]," + POINT + "}");

    if (call.equals("log-parameter") || call.equals("set-tag")) {
      answer = client.post("runs/" + call, "{\"run_id\":\"nope\",\"key\":\"k\"}");
    }
    assertThat(answer.error()).isEqualTo("404 RESOURCE_DOES_NOT_EXIST: Run with id=nope not found");
  }

  @ParameterizedTest
  @CsvSource({"metrics,1001,1000,metrics", "params,101,100,params", "tags,101,100,tags"})
  void limitsABatch(String list, int count, int limit, String what) {
    String entries =
        IntStream.range(0, count)
            .mapToObj(i -> "{\"key\":\"k" + i + "\",\"value\":\"1\",\"timestamp\":1}")
            .collect(Collectors.joining(","));

    Answer answer =
        client.post(
            "runs/log-batch", "{\"run_id\":\"%s\",\"%s\":[%s]}".formatted(ID, list, entries));

    assertThat(answer.error())
        .isEqualTo(
            ("400 INVALID_PARAMETER_VALUE: A batch logging request can contain at most %d %s. Got %d"
                    + " %s. Please split up %s across multiple requests and try again.")
                .formatted(limit, what, count, what, what));
  }

  @Test
  void limitsABatchAsAWhole() {
    String metrics =
        IntStream.range(0, 1000)
            .mapToObj(i -> "{\"key\":\"m\",\"value\":1,\"timestamp\":1,\"step\":" + i + "}")
            .collect(Collectors.joining(","));

    Answer answer =
        client.post(
            "runs/log-batch",
            "{\"run_id\":\"%s\",\"metrics\":[%s],\"tags\":[{\"key\":\"t\"}]}"
                .formatted(ID, metrics));

    assertThat(answer.error())
        .startsWith(
            "400 INVALID_PARAMETER_VALUE: A batch logging request can contain at most 1000 metrics,"
                + " params, and tags. Got 1001 metrics, params, and tags.");
  }

  @Test
  void logsAPointAsItWasSent() {
    client.post(
        "runs/log-metric",
        ("{\"run_uuid\":\"%s\",\"key\":\"k\",\"value\":\"-Infinity\",\"timestamp\":\"4\","
                + "\"step\":\"-7\",\"model_id\":\"m-1\",\"dataset_name\":\"d\"}")
            .formatted(ID));

    assertThat(stores.runs().logged())
        .containsExactly(
            new Batch(
                List.of(
                    new Metric(
                        "k",
                        -Double.MAX_VALUE,
                        4,
                        -7,
                        Optional.of("m-1"),
                        Optional.of("d"),
                        Optional.empty())),
                List.of(),
                List.of()));
  }

  @Test
  void cutsLongValuesToWhatMlflowKeeps() {
    client.post(
        "runs/log-batch",
        ("{\"run_id\":\"%s\",\"params\":[{\"key\":\"p\",\"value\":\"%s\"},{\"key\":\"q\"}],"
                + "\"tags\":[{\"key\":\"t\",\"value\":\"%s\"}]}")
            .formatted(ID, "v".repeat(6001), "v".repeat(8001)));

    assertThat(stores.runs().logged())
        .containsExactly(
            new Batch(
                List.of(),
                List.of(new Param("p", "v".repeat(6000)), new Param("q", "")),
                List.of(new Tag("t", "v".repeat(8000)))));
  }

  @Test
  void updatesWhatIsGiven() {
    client.post(
        "runs/update", "{\"run_id\":\"%s\",\"status\":\"KILLED\",\"end_time\":12}".formatted(ID));
    Answer answer =
        client.post("runs/update", "{\"run_id\":\"%s\",\"run_name\":\"\"}".formatted(ID));

    assertThat(stores.runs().logged())
        .containsExactly(
            new Update(
                Optional.of(RunStatus.KILLED),
                Optional.of(Instant.ofEpochMilli(12)),
                Optional.empty()),
            new Update(Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(answer.json().get("run_info")).isNotNull();
  }

  @Test
  void notesInputsAndOutputs() {
    client.post(
        "runs/log-inputs",
        ("{\"run_id\":\"%s\",\"datasets\":[{\"tags\":[{\"key\":\"c\",\"value\":\"a\"},{\"key\":\"c\","
                + "\"value\":\"b\"}],\"dataset\":{\"name\":\"d\",\"digest\":\"x\",\"sourceType\":\"s\","
                + "\"source\":\"so\"}}],\"models\":[{\"modelId\":\"ignored\",\"model_id\":\"m-1\"}]}")
            .formatted(ID)
            .replace("\"modelId\":\"ignored\",", ""));
    client.post(
        "runs/outputs",
        "{\"run_id\":\"%s\",\"models\":[{\"model_id\":\"m-2\",\"step\":\"3\"}]}".formatted(ID));

    assertThat(stores.runs().logged())
        .containsExactly(
            List.of(
                new DatasetInput(
                    new Dataset("d", "x", "s", "so", Optional.empty(), Optional.empty()),
                    List.of(new Tag("c", "b")))),
            List.of("m-1"),
            List.of(new ModelOutput("m-2", 3)));
  }

  @ParameterizedTest
  @CsvSource({"name,501,500", "digest,37,36", "source,65536,65535", "schema,1048576,1048575"})
  void limitsADataset(String field, int length, int limit) {
    String dataset =
        "{\"name\":\"d\",\"digest\":\"x\",\"source_type\":\"s\",\"source\":\"so\",\"schema\":\"\"}"
            .replaceFirst(
                "\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":\"" + "n".repeat(length) + "\"");

    Answer answer =
        client.post(
            "runs/log-inputs",
            "{\"run_id\":\"%s\",\"datasets\":[{\"dataset\":%s}]}".formatted(ID, dataset));

    assertThat(answer.error())
        .isEqualTo(
            "400 INVALID_PARAMETER_VALUE: '%s' exceeds the maximum length of %d characters"
                .formatted(field, limit));
  }

  private static final String MODEL =
      "{\\\"run_id\\\":\\\"r\\\",\\\"artifact_path\\\":\\\"é\\\",\\\"utc_time_created\\\":\\\"t\\\","
          + "\\\"flavors\\\":{\\\"f\\\":{\\\"config\\\":{},\\\"n\\\":1.50}},\\\"more\\\":1}";

  private Answer logModel(String json) {
    return client.post(
        "runs/log-model", "{\"run_id\":\"" + ID + "\",\"model_json\":\"" + json + "\"}");
  }

  @Test
  void addsAModelToTheTagAsMlflowWritesIt() {
    assertThat(logModel(MODEL).body()).isEqualTo("{}");

    assertThat(stores.runs().logged())
        .containsExactly(
            new Tag(
                "mlflow.log-model.history",
                "[{'run_id': 'r', 'artifact_path': '\\u00e9', 'utc_time_created': 't', 'model_uuid': null, 'flavors': {'f': {'n': 1.5}}}]"
                    .replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | Model json is missing mandatory fields: {'artifact_path', 'flavors', 'run_id', 'utc_time_created'}
          [ | Malformed model info. ~ [ ~ is not a valid JSON.
          [] | Malformed model info. ~ [] ~ is not a valid JSON.
          """)
  void refusesAModelAsMlflowDoes(String json, String message) {
    assertThat(logModel(json).error())
        .isEqualTo("400 INVALID_PARAMETER_VALUE: " + message.replace("~", "\n"));
    assertThat(stores.runs().logged()).isEmpty();
  }

  @Test
  void refusesAModelThatTheTagCannotHold() {
    String flavor = "\\\"big\\\":\\\"" + "x".repeat(299_990) + "\\\",";

    assertThat(logModel(MODEL.replace("{\\\"f\\\"", "{" + flavor + "\\\"f\\\"")).error())
        .isEqualTo(
            "400 INVALID_PARAMETER_VALUE: The run has more models than its tag"
                + " mlflow.log-model.history can hold.");
  }
}
