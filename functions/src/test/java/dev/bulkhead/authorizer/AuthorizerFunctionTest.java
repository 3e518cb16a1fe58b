package dev.bulkhead.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.control.ApiToken;
import dev.bulkhead.control.CredentialLookup;
import dev.bulkhead.control.CredentialLookup.Found;
import dev.bulkhead.control.GuestPass;
import dev.bulkhead.control.SecretHash;
import dev.bulkhead.control.Standing;
import dev.bulkhead.control.Tenant;
import dev.bulkhead.control.Token;
import dev.bulkhead.control.TokenId;
import dev.bulkhead.domain.NewerFormat;
import dev.bulkhead.fakes.FakeLambda;
import dev.bulkhead.http.Json;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthorizerFunctionTest {
  private static final String DENIED = "{\"isAuthorized\":false}";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId ACME2 = new TenantId("acme2");
  private static final TenantId ZETA = new TenantId("zeta");
  private static final ApiToken SHOWN = ApiToken.create(ACME, new SecureRandom());

  private final FakeLambda lambda = new FakeLambda();
  private final List<TokenId> asked = new ArrayList<>();

  @ParameterizedTest
  @EnumSource
  void saysWhoseAGoodTokenIs(Role role) throws IOException {
    String answer = ask(known(token(role)), "Bearer " + SHOWN.text());

    assertThat(answer)
        .isEqualTo(
            "{\"isAuthorized\":true,\"context\":{\"tenant\":\"acme\",\"principal\":\"alice\",\"role\":\""
                + role.word()
                + "\"}}");
  }

  @Test
  void takesTokenAsBasicPassword() throws IOException {
    String basic = Base64.getEncoder().encodeToString(("whoever:" + SHOWN.text()).getBytes(UTF_8));

    assertThat(ask(known(token(Role.VIEWER)), "Basic " + basic)).contains("true");
  }

  @Test
  void deniesAnotherSecretUnderAKnownId() throws IOException {
    String other = new ApiToken(ACME, SHOWN.id(), "0".repeat(64)).text();

    assertThat(ask(known(token(Role.ADMIN)), "Bearer " + other)).isEqualTo(DENIED);
  }

  @Test
  void deniesTokenOfWhichNothingIsKnownAfterTheSameWork() throws IOException {
    assertThat(ask(found(Optional.empty(), Optional.empty()), "Bearer " + SHOWN.text()))
        .isEqualTo(DENIED);
    assertThat(asked).containsExactly(SHOWN.id());
  }

  @Test
  void deniesTokenWhoseTenantIsGone() throws IOException {
    var lookup = found(Optional.empty(), Optional.of(token(Role.ADMIN)));

    assertThat(ask(lookup, "Bearer " + SHOWN.text())).isEqualTo(DENIED);
  }

  @Test
  void deniesRevokedToken() throws IOException {
    Token revoked = token(Optional.empty(), Optional.of(NOW.minusSeconds(1)));

    assertThat(ask(known(revoked), "Bearer " + SHOWN.text())).isEqualTo(DENIED);
    assertThat(lambda.log()).contains("\"error_code\":\"CREDENTIAL_REVOKED\"");
  }

  @Test
  void deniesExpiredToken() throws IOException {
    Token expired = token(Optional.of(NOW), Optional.empty());

    assertThat(ask(known(expired), "Bearer " + SHOWN.text())).isEqualTo(DENIED);
    assertThat(lambda.log()).contains("\"error_code\":\"CREDENTIAL_EXPIRED\"");
  }

  @Test
  void takesTokenThatHasNotYetExpired() throws IOException {
    Token expiring = token(Optional.of(NOW.plus(Duration.ofMillis(1))), Optional.empty());

    assertThat(ask(known(expiring), "Bearer " + SHOWN.text())).contains("true");
  }

  @Test
  void deniesTokensOfSuspendedTenant() throws IOException {
    var lookup =
        found(
            Optional.of(new Tenant(ACME, Standing.SUSPENDED, Optional.empty(), NOW)),
            Optional.of(token(Role.ADMIN)));

    assertThat(ask(lookup, "Bearer " + SHOWN.text())).isEqualTo(DENIED);
    assertThat(lambda.log()).contains("\"error_code\":\"CREDENTIAL_SUSPENDED\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"text\"",
        "{",
        "{}",
        "{\"identitySource\":null}",
        "{\"identitySource\":\"Bearer x\"}",
        "{\"identitySource\":[]}",
        "{\"identitySource\":[null]}",
        "{\"identitySource\":[7]}",
        "{\"identitySource\":[{\"a\":1}]}",
        "{\"identitySource\":[\"Bearer x\",\"Bearer y\"]}",
        "{\"identitySource\":[\"\"]}",
        "{\"identitySource\":[\"Bearer\"]}",
        "{\"identitySource\":[\"Bearer \\u0000\"]}",
        "{\"identitySource\":[\"Bearer \\ud800\"]}",
        "{\"identitySource\":[\"Basic %%%\"]}",
        "{\"identitySource\":[\"Basic /w==\"]}",
        "{\"identitySource\":[\"Negotiate abc\"]}",
        "{\"headers\":{\"authorization\":\"Bearer {token}\"}}",
        "{\"identitySource\":[\"Bearer {token},Bearer {token}\"]}",
        "{\"identitySource\":[\"Bearer {token}\\r\\n\",\"\"]}"
      })
  void deniesWhatIsMalformedWithoutAsking(String event) throws IOException {
    var function = function(known(token(Role.ADMIN)));

    assertThat(lambda.invoke(function, event.replace("{token}", SHOWN.text()))).isEqualTo(DENIED);
    assertThat(asked).isEmpty();
  }

  @Test
  void deniesTheLongestHeaderThatAGatewayPasses() throws IOException {
    assertThat(ask(known(token(Role.ADMIN)), "Bearer " + "x".repeat(10_000))).isEqualTo(DENIED);
  }

  @Test
  void logsNothingThatAClientSent() throws IOException {
    String other = new ApiToken(ACME, SHOWN.id(), "5ec2e7".repeat(10) + "0000").text();
    ask(known(token(Role.ADMIN)), "Bearer " + other);
    ask(known(token(Role.ADMIN)), "Bearer nonsense");

    assertThat(lambda.log())
        .contains("CREDENTIAL_UNKNOWN", "CREDENTIAL_MALFORMED")
        .doesNotContain("bh_", SHOWN.id().value(), "5ec2e7", "nonsense");
  }

  /** The gateway makes it a 500, which clients repeat and the gateway does not keep. */
  @Test
  void throwsWhenTheControlTableDoesNotAnswer() {
    var down =
        new Known(
            () -> {
              throw new IllegalStateException("down");
            },
            Set.of());

    assertThatThrownBy(() -> ask(down, "Bearer " + SHOWN.text()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void deniesWhatANewerReleaseWroteAndSaysSoInTheLog() throws IOException {
    var newer =
        new Known(
            () -> {
              throw new NewerFormat("An item of the control table", "2", 1);
            },
            Set.of());

    assertThat(ask(newer, "Bearer " + SHOWN.text())).isEqualTo(DENIED);
    assertThat(lambda.log()).contains("\"error_code\":\"CREDENTIAL_NEWER_FORMAT\"");
  }

  @Test
  void saysInWhichOtherTenantsAGoodTokenIsAGuest() throws IOException {
    var lookup = guest(pass(SHOWN.hash()), Set.of(ACME2, ZETA));

    assertThat(ask(lookup, "Bearer " + SHOWN.text()))
        .isEqualTo(
            "{\"isAuthorized\":true,\"context\":{\"tenant\":\"acme\",\"principal\":\"alice\","
                + "\"role\":\"admin\",\"guest\":\"acme2=viewer,zeta=editor\"}}");
  }

  @Test
  void leavesOutTenantsThatAreSuspendedOrGone() throws IOException {
    assertThat(ask(guest(pass(SHOWN.hash()), Set.of(ZETA)), "Bearer " + SHOWN.text()))
        .contains("\"guest\":\"zeta=editor\"");
    assertThat(ask(guest(pass(SHOWN.hash()), Set.of()), "Bearer " + SHOWN.text()))
        .contains("\"isAuthorized\":true")
        .doesNotContain("guest");
  }

  /** Whoever could write the token of a tenant anew has not become a guest by it. */
  @Test
  void passMadeForAnotherSecretLeadsNowhere() throws IOException {
    var lookup = guest(pass(SecretHash.of("another")), Set.of(ACME2, ZETA));

    assertThat(ask(lookup, "Bearer " + SHOWN.text()))
        .contains("\"isAuthorized\":true")
        .doesNotContain("guest");
  }

  @Test
  void suspendedHomeEndsATokenEverywhere() throws IOException {
    var lookup =
        found(
            Optional.of(new Tenant(ACME, Standing.SUSPENDED, Optional.empty(), NOW)),
            Optional.of(token(Role.ADMIN)),
            Optional.of(pass(SHOWN.hash())),
            Set.of(ACME2, ZETA));

    assertThat(ask(lookup, "Bearer " + SHOWN.text())).isEqualTo(DENIED);
  }

  @Test
  void asksForOtherTenantsOnlyIfTheSecretIsRight() throws IOException {
    String wrong = new ApiToken(ACME, SHOWN.id(), "0".repeat(64)).text();
    var lookup = guest(pass(SHOWN.hash()), Set.of(ACME2, ZETA));

    ask(lookup, "Bearer " + wrong);
    assertThat(lookup.asked()).isEmpty();
    ask(lookup, "Bearer " + SHOWN.text());
    assertThat(lookup.asked()).containsExactly(Set.of(ACME2, ZETA));
  }

  private String ask(Known lookup, String header) throws IOException {
    byte[] event =
        Json.write(
            out -> {
              out.writeStringField("version", "2.0");
              out.writeArrayFieldStart("identitySource");
              out.writeString(header);
              out.writeEndArray();
            });
    return lambda.invoke(function(lookup), new String(event, UTF_8));
  }

  private AuthorizerFunction function(Known lookup) {
    return new AuthorizerFunction(
        new CredentialLookup() {
          @Override
          public Found find(TenantId tenant, TokenId token) {
            asked.add(token);
            return lookup.find(tenant, token);
          }

          @Override
          public Set<TenantId> active(Set<TenantId> tenants) {
            return lookup.active(tenants);
          }
        },
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** What a control table says. */
  private record Known(Supplier<Found> found, Set<TenantId> active, List<Set<TenantId>> asked)
      implements CredentialLookup {
    Known(Supplier<Found> found, Set<TenantId> active) {
      this(found, active, new ArrayList<>());
    }

    @Override
    public Found find(TenantId tenant, TokenId token) {
      return found.get();
    }

    @Override
    public Set<TenantId> active(Set<TenantId> tenants) {
      asked.add(tenants);
      return tenants.stream().filter(active::contains).collect(Collectors.toSet());
    }
  }

  private static Known known(Token token) {
    return found(
        Optional.of(new Tenant(ACME, Standing.ACTIVE, Optional.empty(), NOW)), Optional.of(token));
  }

  private static Known found(Optional<Tenant> tenant, Optional<Token> token) {
    return found(tenant, token, Optional.empty(), Set.of());
  }

  private static Known found(
      Optional<Tenant> tenant,
      Optional<Token> token,
      Optional<GuestPass> pass,
      Set<TenantId> active) {
    return new Known(() -> new Found(tenant, token, pass), active);
  }

  private static Known guest(GuestPass pass, Set<TenantId> active) {
    return found(
        Optional.of(new Tenant(ACME, Standing.ACTIVE, Optional.empty(), NOW)),
        Optional.of(token(Role.ADMIN)),
        Optional.of(pass),
        active);
  }

  private static GuestPass pass(SecretHash hash) {
    return new GuestPass(hash, new TreeMap<>(Map.of(ACME2, Role.VIEWER, ZETA, Role.EDITOR)));
  }

  private static Token token(Role role) {
    return new Token(
        SHOWN.id(), "alice", role, SHOWN.hash(), NOW, Optional.empty(), Optional.empty());
  }

  private static Token token(Optional<Instant> expires, Optional<Instant> revoked) {
    return new Token(SHOWN.id(), "alice", Role.ADMIN, SHOWN.hash(), NOW, expires, revoked);
  }
}
