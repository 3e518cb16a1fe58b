package dev.bulkhead.attacks;

import static dev.bulkhead.attacks.Ask.get;
import static dev.bulkhead.attacks.Ask.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many clients at once. */
final class RacesTest extends Besieged {
  private static final int CLIENTS = AtOnce.CLIENTS;

  @Test
  void ofManyClientsThatSetOneParamOneWins() throws Exception {
    List<Answer> answers =
        AtOnce.run(
            i ->
                siege.send(
                    "acme",
                    post(
                        "mlflow/runs/log-parameter",
                        "{\"run_id\":\"%s\",\"key\":\"raced\",\"value\":\"v%d\"}"
                            .formatted(acme().run(), i))));

    String run = siege.send("acme", get("mlflow/runs/get?run_id=" + acme().run())).body();
    List<Integer> winners =
        IntStream.range(0, CLIENTS).filter(i -> answers.get(i).status() == 200).boxed().toList();
    assertThat(winners).hasSize(1);
    assertThat(run).contains("{\"key\":\"raced\",\"value\":\"v" + winners.getFirst() + "\"}");
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .allMatch(answer -> answer.field("error_code").equals("INVALID_PARAMETER_VALUE"));
  }

  @Test
  void ofManyClientsThatCreateOneExperimentOneWins() throws Exception {
    List<Answer> answers =
        AtOnce.run(
            _ -> siege.send("acme", post("mlflow/experiments/create", "{\"name\":\"raced\"}")));

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .allMatch(answer -> answer.field("error_code").equals("RESOURCE_ALREADY_EXISTS"));
  }

  /** A stack whose functions have no session of any tenant yet. */
  @Test
  void firstRequestsOfManyTenantsEachGetTheirOwn() throws Exception {
    List<String> tenants = List.of("abc", "abcd", "abc-d", "abd");
    try (var cold = new Siege(tenants)) {
      List<Answer> answers =
          AtOnce.run(
              i ->
                  cold.send(
                      tenants.get(i % tenants.size()),
                      i % 3 == 0 ? "viewer" : "editor",
                      post(
                          i % 2 == 0 ? "mlflow/runs/search" : "mlflow/logged-models/search",
                          "{\"experiment_ids\":[\"%s\"]}"
                              .formatted(
                                  cold.victim(tenants.get(i % tenants.size())).experiment()))));

      for (int i = 0; i < CLIENTS; i++) {
        var others = new HashSet<>(tenants);
        others.remove(tenants.get(i % tenants.size()));
        assertThat(answers.get(i).body())
            .contains(cold.victim(tenants.get(i % tenants.size())).canary())
            .doesNotContain(others.stream().map(t -> cold.victim(t).canary()).toList());
      }
      cold.assertLogIsClean();
    }
  }

  @Test
  void rolesOfOneTenantDoNotBorrowEachOthersSessions() throws Exception {
    List<Answer> answers =
        AtOnce.run(
            i ->
                siege.send(
                    "acme",
                    i % 2 == 0 ? "viewer" : "editor",
                    post(
                        "mlflow/runs/set-tag",
                        "{\"run_id\":\"%s\",\"key\":\"k%d\",\"value\":\"v\"}"
                            .formatted(acme().run(), i))));

    for (int i = 0; i < CLIENTS; i++) {
      assertThat(answers.get(i).status()).isEqualTo(i % 2 == 0 ? 403 : 200);
    }
  }
}
