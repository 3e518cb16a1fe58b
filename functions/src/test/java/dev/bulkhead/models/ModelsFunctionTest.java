package dev.bulkhead.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.fakes.Answer;
import dev.bulkhead.fakes.Client;
import dev.bulkhead.fakes.FakeStores;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages are those of MLflow 3.17.2, recorded from its server. */
class ModelsFunctionTest {
  private static final String SEE =
      " See the API docs for more information about request parameters.";
  private static final String MODEL = "logged-models/{model_id}";

  private final FakeStores stores = new FakeStores();
  private final Client client = new Client(new ModelsFunction(stores.application()));
  private String id = "";

  @BeforeEach
  void logAModel() {
    stores.experiments().with("0", "Default").with("7", "churn").withDeleted("8", "old");
    Answer answer =
        create(
            "{\"experiment_id\":\"7\",\"name\":\"nm\",\"modelType\":\"x\","
                + "\"params\":[{\"key\":\"k\",\"value\":\"v\"}],\"tags\":[{\"key\":\"t\",\"value\":\"w\"}]}");
    id = id(answer);
  }

  private Answer create(String body) {
    return client.post("logged-models", body);
  }

  private static String id(Answer answer) {
    Map<?, ?> model = (Map<?, ?>) answer.json().get("model");
    return (String) ((Map<?, ?>) model.get("info")).get("model_id");
  }

  private Answer call(String method, String path, String body) {
    return client.call(method, MODEL + path, "", Map.of("model_id", id, "tag_key", "it's"), body);
  }

  @Test
  void getsAModelAsMlflowWritesIt() {
    assertThat(call("GET", "", "").body())
        .isEqualTo(
            ("{'model':{'info':{'model_id':'ID','experiment_id':'7','name':'nm',"
                    + "'creation_timestamp_ms':1700000000000,'last_updated_timestamp_ms':"
                    + "1700000000000,'artifact_uri':'mlflow-artifacts:/7/models/ID/artifacts',"
                    + "'status':'LOGGED_MODEL_PENDING','model_type':'x','source_run_id':'',"
                    + "'tags':[{'key':'t','value':'w'}]},'data':{'params':[{'key':'k','value':'v'}]}}}")
                .replace('\'', '"')
                .replace("ID", id));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | 400 INVALID_PARAMETER_VALUE: Missing value for required parameter 'experiment_id'.+
          {"experiment_id":"abc"} | 400 INVALID_PARAMETER_VALUE: Invalid experiment ID 'abc'. Experiment ID must be a valid integer.
          {"experiment_id":"777"} | 404 RESOURCE_DOES_NOT_EXIST: No Experiment with id=777 exists
          {"experiment_id":"8"} | 400 INVALID_PARAMETER_VALUE: The experiment 8 must be in the 'active' state. Current state is deleted.
          {"experiment_id":"0","name":"a/b"} | 400 INVALID_PARAMETER_VALUE: Invalid model name ('a/b') provided. Model name must be a non-empty string and cannot contain the following characters: ('/', ':', '.', '%', '"', "'")
          {"experiment_id":"0","name":"a'b"} | 400 INVALID_PARAMETER_VALUE: Invalid model name ("a'b") provided. Model name must be a non-empty string and cannot contain the following characters: ('/', ':', '.', '%', '"', "'")
          {"experiment_id":"0","name":5} | 400 INVALID_PARAMETER_VALUE: Invalid value 5 for parameter 'name' supplied:  Hint: Value was of type 'int'.+
          {"experiment_id":"0","params":{}} | 400 INVALID_PARAMETER_VALUE: Invalid value {} for parameter 'params' supplied:  Hint: Value was of type 'dict'.+
          {"experiment_id":"0","params":[{"key":"k"},{"key":"k"}]} | 400 INVALID_PARAMETER_VALUE: Duplicate parameter keys have been submitted: ['k'].
          """)
  void refusesAWrongModel(String body, String error) {
    assertThat(create(body).error()).isEqualTo(error.replaceFirst("\\+$", SEE));
  }

  @Test
  void namesAModelThatNobodyNamed() {
    assertThat(create("{\"experiment_id\":\"0\",\"name\":\"\"}").body())
        .containsPattern("\"name\":\"[a-z]+-[a-z]+-\\d{1,3}\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | 400 INVALID_PARAMETER_VALUE: Missing value for required parameter 'model_id'.+
          {"model_id":"$"} | 400 INVALID_PARAMETER_VALUE: Missing value for required parameter 'status'.+
          {"model_id":"m-nope","status":"LOGGED_MODEL_READY"} | 404 RESOURCE_DOES_NOT_EXIST: Logged model with ID 'm-nope' not found.
          {"model_id":"$","status":"READY"} | 400 INVALID_PARAMETER_VALUE: Invalid value "READY" for parameter 'status' supplied:  Hint: Value was of type 'str'.+
          """)
  void refusesAWrongStatus(String body, String error) {
    assertThat(call("PATCH", "", body.replace("$", id)).error())
        .isEqualTo(error.replaceFirst("\\+$", SEE));
  }

  @Test
  void changesWhatItIsAskedToChange() {
    call(
        "PATCH",
        "",
        "{\"model_id\":\"%s\",\"status\":\"LOGGED_MODEL_UPLOAD_FAILED\"}".formatted(id));
    call("PATCH", "/tags", "{\"tags\":[{\"key\":\"a\",\"value\":\"1\"},{\"key\":\"a\"}]}");
    call("DELETE", "/tags/{tag_key}", "");
    call("POST", "/params", "{\"model_id\":\"%s\",\"params\":[{\"key\":\"p\"}]}".formatted(id));
    Answer deleted = call("DELETE", "", "{\"model_id\":\"" + id + "\"}");

    assertThat(stores.models().changes())
        .containsExactly(
            "finish UPLOAD_FAILED",
            "set [Tag[key=a, value=]]",
            "unset it's",
            "log [Param[key=p, value=]]",
            "delete " + id);
    assertThat(deleted.body()).isEqualTo("{}");
  }

  @Test
  void doesNotFindAModelThatIsNotThere() {
    id = "m-nope";

    assertThat(call("GET", "", "").error())
        .isEqualTo("404 RESOURCE_DOES_NOT_EXIST: Logged model with ID 'm-nope' not found.");
    assertThat(call("DELETE", "", "").status()).isEqualTo(404);
    assertThat(call("PATCH", "/tags", "{\"tags\":[]}").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | Missing value for required parameter 'experiment_ids'.+
          {"experiment_ids":"0"} | Invalid value "0" for parameter 'experiment_ids' supplied:  Hint: Value was of type 'str'.+
          {"experiment_ids":[5]} | Invalid value [5] for parameter 'experiment_ids' supplied:  Hint: Value was of type 'list'.+
          {"experiment_ids":["abc"]} | Invalid experiment ID 'abc'. Experiment ID must be a valid integer.
          {"experiment_ids":["0"],"order_by":[{"field_name":"bogus"}]} | Invalid order by field name: bogus
          {"experiment_ids":["0"],"datasets":[{}]} | ~dataset_name~ in the `datasets` clause must be specified.
          {"experiment_ids":["0"],"max_results":"x"} | Invalid value "x" for parameter 'max_results' supplied:  Hint: Value was of type 'str'.+
          {"experiment_ids":["0"],"max_results":-1} | Invalid value -1 for parameter 'max_results' supplied. It must be a positive integer
          {"experiment_ids":["0"],"page_token":"abc"} | Invalid page token, could not base64-decode
          """)
  void refusesAWrongSearch(String body, String message) {
    assertThat(client.post("logged-models/search", body).error())
        .isEqualTo(
            "400 INVALID_PARAMETER_VALUE: " + message.replaceFirst("\\+$", SEE).replace('~', '`'));
  }

  @Test
  void walksASearchInPagesAndRefusesItsTokenElsewhere() {
    create("{\"experiment_id\":\"7\",\"name\":\"b\"}");
    create("{\"experiment_id\":\"7\",\"name\":\"a\"}");
    create("{\"experiment_id\":\"0\",\"name\":\"other\"}");
    String query =
        "\"experiment_ids\":[\"7\"],\"max_results\":2,\"order_by\":[{\"field_name\":\"name\"}]";

    Answer first = client.post("logged-models/search", "{" + query + "}");
    String token = ",\"page_token\":\"" + first.json().get("next_page_token") + "\"";
    Answer second = client.post("logged-models/search", "{" + query + token + "}");

    assertThat(names(first)).isEqualTo("[a, b]");
    assertThat(names(second)).isEqualTo("[nm]");
    assertThat(second.json().containsKey("next_page_token")).isFalse();
    assertThat(
            client
                .post("logged-models/search", "{" + query.replace("7", "0") + token + "}")
                .error())
        .startsWith("400 INVALID_PARAMETER_VALUE: Experiment IDs in the page token do not match");
    assertThat(
            client.tenant("acme2").post("logged-models/search", "{" + query + token + "}").status())
        .isEqualTo(400);
  }

  private static String names(Answer answer) {
    return answer.list("models").stream()
        .map(model -> ((Map<?, ?>) model.get("info")).get("name"))
        .toList()
        .toString();
  }

  @ParameterizedTest
  @CsvSource({"allow_deleted=true, 1", "allow_deleted=TRUE, 1", "allow_deleted=false, 0", "'', 0"})
  void getsADeletedModelOnlyForThoseWhoAllowIt(String query, int asked) {
    var _ = client.call("GET", MODEL, query, Map.of("model_id", id), "");

    assertThat(stores.models().changes()).hasSize(asked);
  }
}
