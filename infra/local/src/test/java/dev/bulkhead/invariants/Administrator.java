package dev.bulkhead.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.attacks.Answer;
import dev.bulkhead.attacks.Ask;
import java.util.List;

/** Manages a tenant's tokens, and what of workspaces can be asked. */
final class Administrator {
  private static final String TOKENS = "/api/2.0/bulkhead/tokens";
  private static final String WORKSPACES = "/api/3.0/mlflow/workspaces";

  private final Principal caller;
  private final Reference known;

  Administrator(Principal caller, Reference known) {
    this.caller = caller;
    this.known = known;
  }

  void issue(Step step) {
    Ask ask =
        Ask.of("POST", TOKENS)
            .json(Message.of("principal", caller.canary() + "t", "role", "viewer"));
    Answer answer = caller.administer(step.viewer(), ask);
    if (Writer.done(step, answer, true)) {
      String token = caller.secret(answer.field("token"));
      known.tokens.put(token.split("_", 4)[2], token);
      assertThat(caller.send(token, Ask.get("mlflow/experiments/get?experiment_id=0")).status())
          .isEqualTo(200);
    }
  }

  void revoke(Step step) {
    Reference.chosen(known.tokens, step.a())
        .ifPresent(
            id -> {
              Ask ask = Ask.of("DELETE", TOKENS + "/" + id);
              if (Writer.done(step, caller.administer(step.viewer(), ask), true)) {
                known.tokens.remove(id);
              }
            });
  }

  /** Tokens that were revoked are listed with those that were not. */
  void tokens(Step step) {
    Answer listed = caller.administer(step.viewer(), Ask.of("GET", TOKENS));
    if (Writer.done(step, listed, true)) {
      known.tokens.keySet().forEach(id -> assertThat(listed.body()).contains(id));
    }
  }

  /** Everybody may have some, each of their own tenant. */
  void credentials(Step step) {
    Answer lent =
        caller.send(step.viewer(), Ask.of("POST", "/api/2.0/bulkhead/s3-credentials").json("{}"));
    assertThat(lent.status()).as(lent.body()).isEqualTo(200);
    assertThat(lent.field("Tenant")).isEqualTo(caller.tenant());
    caller.secret(lent.field("SecretAccessKey"));
    caller.secret(lent.field("SessionToken"));
  }

  /** Nobody makes, changes or deletes one, whoever asks and whosever it is. */
  void changeWorkspaces(Step step) {
    String own = WORKSPACES + "/" + caller.tenant();
    for (Ask ask :
        List.of(
            Ask.of("POST", WORKSPACES).json("{\"name\":\"new-one\"}"),
            Ask.of("PATCH", own).json("{\"description\":\"x\"}"),
            Ask.of("DELETE", own))) {
      assertThat(caller.administer(step.viewer(), ask).status()).as("%s", ask).isEqualTo(403);
    }
  }

  void workspaces() {
    Answer all = caller.view(WORKSPACES);
    assertThat(all.status()).isEqualTo(200);
    assertThat(all.body()).contains("\"" + caller.tenant() + "\"");
    assertThat(caller.view(WORKSPACES + "/" + caller.tenant()).status()).isEqualTo(200);
    assertThat(caller.view(WORKSPACES + "/nobody").status()).isEqualTo(404);
  }

  void server() {
    for (String open : List.of("/health", "/version", "/api/3.0/mlflow/server-info")) {
      assertThat(caller.send("", Ask.of("GET", open)).status()).as(open).isEqualTo(200);
    }
    assertThat(caller.view("/api/2.0/mlflow/no/such/route").status()).isEqualTo(404);
  }
}
