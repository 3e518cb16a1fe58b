package dev.bulkhead.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.fakes.Answer;
import dev.bulkhead.fakes.Client;
import dev.bulkhead.fakes.FakeStores;
import dev.bulkhead.tenancy.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages are those of MLflow 3.17.2, recorded from its server. */
class ExperimentsFunctionTest {
  private static final String SEE =
      " See the API docs for more information about request parameters.";

  private final FakeStores stores = new FakeStores();
  private final Client client = new Client(new ExperimentsFunction(stores.application()));

  ExperimentsFunctionTest() {
    stores.experiments().with("0", "Default").with("7", "churn");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          create | {}                                  | Missing value for required parameter 'name'.+
          create | {"name":""}                         | Missing value for required parameter 'name'.+
          create | {"name":5}                          | Invalid value 5 for parameter 'name' supplied:  Hint: Value was of type 'int'.+
          create | {"name":"x","artifact_location":7}  | Invalid value 7 for parameter 'artifact_location' supplied:  Hint: Value was of type 'int'.+
          create | {"name":"x","tags":{}}              | Invalid value {} for parameter 'tags' supplied:  Hint: Value was of type 'dict'.+
          create | {"name":"x","tags":[{"value":"a"}]} | Invalid value "" for parameter 'key' supplied: Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to '.'
          create | {"name":"x","tags":[{"key":"é!"}]}  | Invalid value "\\u00e9!" for parameter 'key' supplied: Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).
          create | {"name":"x","artifactLocation":"a","artifact_location":"b"} | Request specifies both 'artifact_location' and 'artifactLocation'; provide only one of them.
          update | {}                                  | Missing value for required parameter 'experiment_id'.+
          update | {"experiment_id":"7"}               | Missing value for required parameter 'new_name'.+
          update | {"experiment_id":"7","newName":"z"} | Missing value for required parameter 'new_name'.+
          update | {"experiment_id":"abc","new_name":"z"} | Invalid experiment ID 'abc'. Experiment ID must be a valid integer.
          delete | {}                                  | Missing value for required parameter 'experiment_id'.+
          delete | {"experiment_id":5}                 | Invalid value 5 for parameter 'experiment_id' supplied:  Hint: Value was of type 'int'.+
          restore | {}                                 | Missing value for required parameter 'experiment_id'.+
          set-experiment-tag | {}                      | Missing value for required parameter 'experiment_id'.+
          set-experiment-tag | {"experiment_id":"7"}   | Missing value for required parameter 'key'.+
          set-experiment-tag | {"experiment_id":"7","key":"k","value":5} | Invalid value 5 for parameter 'value' supplied:  Hint: Value was of type 'int'.+
          set-experiment-tag | {"experiment_id":"7","key":"a//"} | Invalid value "a//" for parameter 'key' supplied: Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to 'a'
          delete-experiment-tag | {"experiment_id":"7"} | Missing value for required parameter 'key'.+
          search | {}                                  | Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer
          search | {"max_results":-1}                  | Invalid value -1 for parameter 'max_results' supplied. It must be a positive integer
          search | {"max_results":50001}               | Invalid value 50001 for parameter 'max_results' supplied. It must be at most 50000
          search | {"max_results":"x"}                 | Invalid value "x" for parameter 'max_results' supplied:  Hint: Value was of type 'str'.+
          search | {"order_by":"name"}                 | Invalid value "name" for parameter 'order_by' supplied:  Hint: Value was of type 'str'.+
          search | {"filter":5}                        | Invalid value 5 for parameter 'filter' supplied:  Hint: Value was of type 'int'.+
          search | {"page_token":5}                    | Invalid value 5 for parameter 'page_token' supplied:  Hint: Value was of type 'int'.+
          search | {"max_results":2,"page_token":"abc"} | Invalid page token, could not base64-decode
          """)
  void refusesAWrongMessageInMlflowsWords(String call, String body, String message) {
    Answer answer = client.post("experiments/" + call, body);

    assertThat(answer.error())
        .isEqualTo("400 INVALID_PARAMETER_VALUE: " + message.replaceFirst("\\+$", SEE));
    assertThat(stores.experiments().changes()).isEmpty();
    assertThat(stores.experiments().list()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"name,501,500", "key,251,250", "value,20001,20000"})
  void limitsLengths(String what, int length, int limit) {
    String body =
        "{\"name\":\"n\",\"tags\":[{\"key\":\"k\",\"value\":\"v\"}]}"
            .replaceFirst(
                "\"" + what + "\":\"\\w\"", "\"" + what + "\":\"" + "x".repeat(length) + "\"");

    assertThat(client.post("experiments/create", body).error())
        .isEqualTo(
            "400 INVALID_PARAMETER_VALUE: '%s' exceeds the maximum length of %d characters"
                .formatted(what, limit));
  }

  @Test
  void createsBelowTheTenantsRootUnderAnIdThatIsFree() {
    stores.experiments().taken(2);

    Answer answer =
        client.post(
            "experiments/create",
            "{\"name\":\"new\",\"tags\":[{\"key\":\"a\",\"value\":\"1\"},{\"key\":\"a\"}]}");

    String id = (String) answer.json().get("experiment_id");
    var created = stores.experiments().find(new ExperimentId(id)).orElseThrow();
    assertThat(created.artifactLocation()).isEqualTo("mlflow-artifacts:/" + id);
    assertThat(created.tags()).isEqualTo(Map.of("a", ""));
    assertThat(created.creationTime()).isEqualTo(FakeStores.NOW);
    assertThat(stores.opened()).containsOnly(Access.WRITE);
  }

  @Test
  void takesALocationBelowTheRootAndNoOther() {
    Answer taken =
        client.post(
            "experiments/create",
            "{\"name\":\"a\",\"artifact_location\":\"mlflow-artifacts:/x/\"}");
    Answer refused =
        client.post(
            "experiments/create", "{\"name\":\"b\",\"artifact_location\":\"file:///other/x\"}");

    ExperimentId id = new ExperimentId((String) taken.json().get("experiment_id"));
    assertThat(stores.experiments().find(id).orElseThrow().artifactLocation())
        .isEqualTo("mlflow-artifacts:/x");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(stores.experiments().findByName("b")).as("nothing written").isEmpty();
  }

  @Test
  void getsAnExperimentAsMlflowWritesIt() {
    assertThat(client.get("experiments/get?experiment_id=7").body())
        .isEqualTo(
            "{\"experiment\":{\"experiment_id\":\"7\",\"name\":\"churn\",\"artifact_location\":"
                + "\"mlflow-artifacts:/7\",\"lifecycle_stage\":\"active\",\"last_update_time\":1001,"
                + "\"creation_time\":1001,\"workspace\":\"acme\"}}");
    assertThat(client.get("experiments/get-by-name?experiment_name=churn").body())
        .contains("\"experiment_id\":\"7\"");
    assertThat(stores.opened()).containsOnly(Access.READ);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          get | 400 INVALID_PARAMETER_VALUE: Missing value for required parameter 'experiment_id'.+
          get?experiment_id= | 400 INVALID_PARAMETER_VALUE: Missing value for required parameter 'experiment_id'.+
          get?experiment_id=abc | 400 INVALID_PARAMETER_VALUE: Invalid experiment ID 'abc'. Experiment ID must be a valid integer.
          get?experiment_id=-5 | 404 RESOURCE_DOES_NOT_EXIST: No Experiment with id=-5 exists
          get?experiment_id=777 | 404 RESOURCE_DOES_NOT_EXIST: No Experiment with id=777 exists
          get-by-name | 400 INVALID_PARAMETER_VALUE: Missing value for required parameter 'experiment_name'.+
          get-by-name?experiment_name=no | 404 RESOURCE_DOES_NOT_EXIST: Could not find experiment with name 'no'
          search | 400 INVALID_PARAMETER_VALUE: Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer
          search?max_results=x | 400 INVALID_PARAMETER_VALUE: Invalid value "x" for parameter 'max_results' supplied:  Hint: Value was of type 'str'.+
          """)
  void refusesAWrongQueryInMlflowsWords(String query, String error) {
    assertThat(client.get("experiments/" + query).error())
        .isEqualTo(error.replaceFirst("\\+$", SEE));
  }

  @Test
  void changesWhatItIsAskedToChange() {
    client.post("experiments/update", "{\"experiment_id\":\"7\",\"new_name\":\"z\"}");
    client.post("experiments/delete", "{\"experiment_id\":\"7\"}");
    client.post("experiments/restore", "{\"experiment_id\":\" 07\"}");
    client.post("experiments/set-experiment-tag", "{\"experiment_id\":\"7\",\"key\":\"k\"}");
    client.post("experiments/delete-experiment-tag", "{\"experiment_id\":\"7\",\"key\":\"k\"}");

    assertThat(stores.experiments().changes())
        .containsExactly("rename 7 z", "move 7 DELETED", "move 7 ACTIVE", "set 7 k=", "unset 7 k");
  }

  @Test
  void walksASearchInPagesAndRefusesItsTokensElsewhere() {
    for (int i = 100; i < 120; i++) {
      stores.experiments().with(String.valueOf(i), "e" + i);
    }
    String query = "\"max_results\":6,\"order_by\":[\"name ASC\"],\"filter\":\"name LIKE 'e%'\"";
    var names = new ArrayList<Object>();

    Answer page = client.post("experiments/search", "{" + query + "}");
    String first = (String) page.json().get("next_page_token");
    for (String token = first; ; token = (String) page.json().get("next_page_token")) {
      page.list("experiments").forEach(experiment -> names.add(experiment.get("name")));
      if (token == null) {
        break;
      }
      page = client.post("experiments/search", "{" + query + ",\"page_token\":\"" + token + "\"}");
    }

    assertThat(names).hasSize(20).doesNotHaveDuplicates().isSorted();
    List<String> elsewhere =
        List.of(
            query.replace("'e%'", "'e1%'"),
            query.replace("ASC", "DESC"),
            query + ",\"view_type\":\"ALL\"");
    for (String other : elsewhere) {
      assertThat(
              client
                  .post("experiments/search", "{" + other + ",\"page_token\":\"" + first + "\"}")
                  .status())
          .as(other)
          .isEqualTo(400);
    }
    assertThat(
            client
                .tenant("acme2")
                .post("experiments/search", "{" + query + ",\"page_token\":\"" + first + "\"}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void searchesByGetAsTheUiDoes() {
    Answer answer =
        client.get(
            "experiments/search?max_results=25&order_by=last_update_time+DESC&filter="
                + "tags.%60mlflow.experiment.isGateway%60+IS+NULL&view_type=1");

    assertThat(answer.texts("experiments", "name")).containsExactly("churn", "Default");
  }

  @Test
  void listsForOldClientsByIdAndInPages() {
    stores.experiments().with("30", "a").with("4", "b");

    Answer all = client.get("experiments/list");
    Answer first = client.get("experiments/list?view_type=ACTIVE_ONLY&max_results=3");
    Answer second =
        client.get(
            "experiments/list?view_type=ACTIVE_ONLY&max_results=3&page_token="
                + first.json().get("next_page_token"));

    assertThat(all.texts("experiments", "experiment_id")).containsExactly("0", "4", "7", "30");
    assertThat(all.json().containsKey("next_page_token")).isFalse();
    assertThat(first.list("experiments")).hasSize(3);
    assertThat(second.texts("experiments", "experiment_id")).containsExactly("30");
    assertThat(client.get("experiments/list?view_type=DELETED_ONLY").body()).isEqualTo("{}");
  }
}
