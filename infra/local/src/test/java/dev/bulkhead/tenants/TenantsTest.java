package dev.bulkhead.tenants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.app.LiveStores;
import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.http.Json;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.stack.LocalAws;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operators, admins and the authorizer, on the whole local stack. */
final class TenantsTest {
  private static final String TOKENS = "/api/2.0/bulkhead/tokens";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final AdjustableClock CLOCK = new AdjustableClock();
  private static final Queue<String> LOG = new ConcurrentLinkedQueue<>();
  private static LocalAws aws;

  @BeforeAll
  static void start() throws IOException {
    Path template = Path.of(System.getProperty("bulkhead.root")).resolve("template.yaml");
    aws =
        LocalAws.start(
            new LocalAws.Config(template, 0, Optional.empty(), CLOCK, (_, text) -> LOG.add(text)));
  }

  @AfterAll
  static void stop() {
    aws.close();
    CLIENT.close();
  }

  @Test
  void newTenantHasTheDefaultExperimentAndNoOtherTenantGetsIt() throws IOException {
    assertThat(operate("{'operation':'create-tenant','tenant':'alpha'}"))
        .containsEntry("tenant", "alpha")
        .containsEntry("standing", "active");

    Experiment experiment = experiments("alpha").findOnly();
    assertThat(experiment.id()).isEqualTo(ExperimentId.DEFAULT);
    assertThat(experiment.name()).isEqualTo("Default");
    assertThat(experiment.artifactLocation()).isEqualTo("mlflow-artifacts:/0");
    assertThat(experiments("alpha2").all()).isEmpty();
  }

  @Test
  void creatingTenantAgainChangesNothing() throws IOException {
    Map<String, Object> first = operate("{'operation':'create-tenant','tenant':'beta'}");

    assertThat(operate("{'operation':'create-tenant','tenant':'beta'}")).isEqualTo(first);
    assertThat(experiments("beta").all()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "Acme | letters",
        "a | 3 to 40",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | 3 to 40",
        "a--b | hyphens",
        "acme* | letters",
        "${aws:username} | letters",
        "ac\\nme | letters",
        "default | reserved",
        "ajax-api | reserved"
      })
  void refusesToCreateWhatCannotBeATenantAndSaysWhy(String id, String reason) throws IOException {
    Map<?, ?> answer = operate("{'operation':'create-tenant','tenant':'" + id + "'}");

    assertThat(answer.get("error_code")).isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat((String) answer.get("message")).contains("cannot name a tenant").contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "[] | INVALID_PARAMETER_VALUE",
        "nonsense | INVALID_PARAMETER_VALUE",
        "{} | INVALID_PARAMETER_VALUE",
        "{'operation':'drop-tenant','tenant':'acme'} | INVALID_PARAMETER_VALUE",
        "{'operation':'create-tenant'} | INVALID_PARAMETER_VALUE",
        "{'operation':'suspend-tenant','tenant':'nobody'} | RESOURCE_DOES_NOT_EXIST",
        "{'operation':'suspend-tenant','tenant':'*'} | RESOURCE_DOES_NOT_EXIST",
        "{'operation':'issue-token','tenant':'nobody','principal':'a','role':'admin'} | RESOURCE_DOES_NOT_EXIST",
      })
  void refusesOtherMistakesOfOperators(String event, String code) throws IOException {
    assertThat(operate(event)).containsEntry("error_code", code);
  }

  @Test
  void tokenOpensTheApiUntilAMinuteAfterItIsRevoked() throws Exception {
    Token token = issue("gamma", "editor");

    assertThat(get(token.bearer()).statusCode()).isNotIn(401, 403);
    assertThat(get(token.basic()).statusCode()).isNotIn(401, 403);

    operate("{'operation':'revoke-token','tenant':'gamma','token_id':'%s'}".formatted(token.id()));
    CLOCK.pass(Duration.ofSeconds(61));

    assertThat(get(token.bearer()).statusCode()).isEqualTo(403);
    assertThat(get(token.basic()).statusCode()).isEqualTo(403);
    assertThat(LOG.toString()).doesNotContain(token.text());
  }

  @Test
  void suspendedTenantIsOutUntilItIsResumed() throws Exception {
    Token token = issue("delta", "viewer");
    operate("{'operation':'suspend-tenant','tenant':'delta'}");
    CLOCK.pass(Duration.ofSeconds(61));

    assertThat(get(token.bearer()).statusCode()).isEqualTo(403);

    operate("{'operation':'resume-tenant','tenant':'delta'}");
    CLOCK.pass(Duration.ofSeconds(61));
    assertThat(get(token.bearer()).statusCode()).isNotIn(401, 403);
  }

  @Test
  void tokenOfOneTenantUnderAnothersNameIsNobodys() throws Exception {
    Token token = issue("zeta", "admin");
    issue("zeta2", "admin");

    String forged = token.text().replace("bh_zeta_", "bh_zeta2_");

    assertThat(get("Bearer " + forged).statusCode()).isEqualTo(403);
  }

  @Test
  void adminManagesTheTokensOfTheOwnTenantAlone() throws Exception {
    Token admin = issue("eta", "admin");
    Token stranger = issue("eta2", "admin");

    HttpResponse<String> issued =
        send(admin, "POST", TOKENS, "{\"principal\":\"bob\",\"role\":\"viewer\"}");
    assertThat(issued.statusCode()).as(issued.body()).isEqualTo(200);
    Token bob = token(json(issued.body()));
    assertThat(get(bob.bearer()).statusCode()).isNotIn(401, 403);

    assertThat(send(admin, "GET", TOKENS, "").body())
        .contains(admin.id(), bob.id())
        .doesNotContain(stranger.id());
    assertThat(send(admin, "DELETE", TOKENS + "/" + stranger.id(), "").statusCode()).isEqualTo(404);
    assertThat(send(admin, "DELETE", TOKENS + "/" + bob.id(), "").statusCode()).isEqualTo(200);
    CLOCK.pass(Duration.ofSeconds(61));
    assertThat(get(bob.bearer()).statusCode()).isEqualTo(403);
    assertThat(get(stranger.bearer()).statusCode()).isNotIn(401, 403);
  }

  @Test
  void listsTenantsAndTokensWithoutSecrets() throws IOException {
    Token token = issue("theta", "viewer");

    assertThat(operate("{'operation':'list-tenants'}").get("tenants").toString()).contains("theta");
    assertThat(operate("{'operation':'list-tokens','tenant':'theta'}").get("tokens").toString())
        .contains(token.id())
        .doesNotContain(token.text().substring(token.text().lastIndexOf('_') + 1));
  }

  private static Token issue(String tenant, String role) throws IOException {
    operate("{'operation':'create-tenant','tenant':'%s'}".formatted(tenant));
    return token(
        operate(
            "{'operation':'issue-token','tenant':'%s','principal':'a','role':'%s'}"
                .formatted(tenant, role)));
  }

  private static Token token(Map<?, ?> issued) {
    assertThat(issued.get("token")).as(issued.toString()).isNotNull();
    return new Token((String) issued.get("token"), (String) issued.get("token_id"));
  }

  private static Map<String, Object> operate(String event) throws IOException {
    return switch (aws.invoke("TenantsFunction", event.replace('\'', '"').getBytes(UTF_8))) {
      case Outcome.Answered answered -> json(new String(answered.payload(), UTF_8));
      case Outcome failed -> throw new AssertionError(failed + " " + LOG);
    };
  }

  @SuppressWarnings("unchecked") // Json.read makes maps with string keys only
  private static Map<String, Object> json(String text) throws IOException {
    return (Map<String, Object>) Json.read(text.getBytes(UTF_8));
  }

  private static HttpResponse<String> get(String authorization) throws Exception {
    URI uri = aws.uri().resolve("/api/2.0/mlflow/experiments/get?experiment_id=0");
    return CLIENT.send(
        HttpRequest.newBuilder(uri).header("Authorization", authorization).build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> send(Token token, String method, String path, String body)
      throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(aws.uri().resolve(path))
            .header("Authorization", token.bearer())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private record Experiments(List<Experiment> all) {
    Experiment findOnly() {
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  private static Experiments experiments(String tenant) {
    var stores =
        new LiveStores(
            aws.environment(aws.template().function("ExperimentsFunction")), Capability.TRACKING);
    return new Experiments(stores.open(new TenantId(tenant), Access.READ).experiments().list());
  }

  private record Token(String text, String id) {
    String bearer() {
      return "Bearer " + text;
    }

    String basic() {
      return "Basic " + Base64.getEncoder().encodeToString(("me:" + text).getBytes(UTF_8));
    }
  }

  /** The stack's clock, which the test moves. */
  private static final class AdjustableClock extends Clock {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    void pass(Duration time) {
      ahead.updateAndGet(time::plus);
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
