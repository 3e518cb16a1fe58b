package dev.bulkhead.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.control.CredentialLookup.Found;
import dev.bulkhead.domain.NewerFormat;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ControlTableTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId ACME2 = new TenantId("acme2");
  private static final TenantId ZETA = new TenantId("zeta");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");

  private final TestControlTable table = new TestControlTable();
  private final TenantRegistry tenants = table.tenants();
  private final GuestBook guests = table.guests();
  private final CredentialLookup credentials = table.credentials();

  @Test
  void newTenantIsActive() {
    assertThat(tenants.create(ACME, NOW))
        .isEqualTo(new Tenant(ACME, Standing.ACTIVE, Optional.empty(), NOW));
    assertThat(tenants.find(ACME))
        .contains(new Tenant(ACME, Standing.ACTIVE, Optional.empty(), NOW));
    assertThat(tenants.find(ACME2)).isEmpty();
  }

  @Test
  void creatingTenantAgainLeavesItAsItIs() {
    tenants.create(ACME, NOW);
    tenants.setStanding(ACME, Standing.SUSPENDED);

    assertThat(tenants.create(ACME, NOW.plusSeconds(60)))
        .isEqualTo(new Tenant(ACME, Standing.SUSPENDED, Optional.empty(), NOW));
  }

  @Test
  void listsTenantsAsTheyNowAre() {
    tenants.create(ACME2, NOW);
    tenants.create(ACME, NOW);
    tenants.setStanding(ACME, Standing.SUSPENDED);

    assertThat(tenants.list())
        .containsExactly(
            new Tenant(ACME, Standing.SUSPENDED, Optional.empty(), NOW),
            new Tenant(ACME2, Standing.ACTIVE, Optional.empty(), NOW));
  }

  @Test
  void refusesToSuspendNobody() {
    assertThatThrownBy(() -> tenants.setStanding(ACME, Standing.SUSPENDED))
        .isInstanceOf(NotFound.class)
        .hasMessage("No tenant 'acme' exists");
    assertThat(tenants.list()).isEmpty();
  }

  @Test
  void findsTenantAndTokenAsTheyNowAre() {
    tenants.create(ACME, NOW);
    Token token = issue(ACME);

    assertThat(credentials.find(ACME, token.id()))
        .isEqualTo(
            new Found(
                Optional.of(new Tenant(ACME, Standing.ACTIVE, Optional.empty(), NOW)),
                Optional.of(token),
                Optional.empty()));

    tenants.setStanding(ACME, Standing.SUSPENDED);
    table.tokens(ACME).revoke(token.id(), NOW.plusSeconds(1));

    Found found = credentials.find(ACME, token.id());
    assertThat(found.tenant()).map(Tenant::standing).contains(Standing.SUSPENDED);
    assertThat(found.token()).flatMap(Token::revoked).contains(NOW.plusSeconds(1));
  }

  @Test
  void refusesATokenThatANewerReleaseWrote() {
    tenants.create(ACME, NOW);
    Token token = issue(ACME);

    table.makeNewer(ControlKeys.token(ACME, token.id()));

    assertThatThrownBy(() -> credentials.find(ACME, token.id())).isInstanceOf(NewerFormat.class);
    assertThatThrownBy(() -> table.tokens(ACME).list()).isInstanceOf(NewerFormat.class);
  }

  @Test
  void refusesATenantThatANewerReleaseWrote() {
    tenants.create(ACME, NOW);
    Token token = issue(ACME);

    table.makeNewer(ControlKeys.tenant(ACME));

    assertThatThrownBy(() -> credentials.find(ACME, token.id())).isInstanceOf(NewerFormat.class);
    assertThatThrownBy(() -> credentials.active(Set.of(ACME))).isInstanceOf(NewerFormat.class);
    assertThatThrownBy(() -> tenants.find(ACME)).isInstanceOf(NewerFormat.class);
  }

  @Test
  void findsNothingOfWhatIsNotThere() {
    tenants.create(ACME, NOW);
    Token token = issue(ACME);

    assertThat(credentials.find(ACME2, token.id()))
        .isEqualTo(new Found(Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(credentials.find(ACME, new TokenId("0".repeat(16))).token()).isEmpty();
  }

  @Test
  void tokenStaysRevokedSinceItWasFirst() {
    Token token = issue(ACME);
    table.tokens(ACME).revoke(token.id(), NOW);

    table.tokens(ACME).revoke(token.id(), NOW.plus(Duration.ofDays(1)));

    assertThat(table.tokens(ACME).list()).singleElement().returns(Optional.of(NOW), Token::revoked);
  }

  @Test
  void tenantsWhoseNamesShareAPrefixHaveTokensOfTheirOwn() {
    Token token = issue(ACME);
    Token other = issue(ACME2);

    assertThat(table.tokens(ACME).list()).containsExactly(token);
    assertThatThrownBy(() -> table.tokens(ACME).revoke(other.id(), NOW))
        .isInstanceOf(NotFound.class)
        .hasMessage("No token with id=" + other.id() + " exists");
    assertThat(table.tokens(ACME2).list()).containsExactly(other);
  }

  @Test
  void guestIsKnownAtHomeAndWhereItIsAGuest() {
    Token token = token(ACME);
    SortedMap<TenantId, Role> roles = new TreeMap<>(Map.of(ACME2, Role.VIEWER, ZETA, Role.EDITOR));

    guests.issue(ACME, token, roles);

    assertThat(table.tokens(ACME).list()).containsExactly(token);
    assertThat(credentials.find(ACME, token.id()).pass())
        .contains(new GuestPass(token.hash(), roles));
    assertThat(guests.passes(ACME)).containsOnlyKeys(token.id());
    assertThat(guests.guests(ACME2))
        .containsExactly(new Guest(ACME, token.id(), "alice", Role.VIEWER, NOW, Optional.empty()));
    assertThat(guests.guests(ZETA)).singleElement().returns(Role.EDITOR, Guest::role);
    assertThat(guests.guests(ACME)).isEmpty();
    assertThat(guests.passes(ACME2)).isEmpty();
  }

  @Test
  void tokenThatIsNoGuestHasNoPass() {
    Token token = token(ACME);

    guests.issue(ACME, token, new TreeMap<>());

    assertThat(credentials.find(ACME, token.id()).pass()).isEmpty();
    assertThat(table.tokens(ACME).list()).containsExactly(token);
  }

  @Test
  void dismissedGuestIsOutOfThatTenantAlone() {
    Token token = token(ACME);
    guests.issue(ACME, token, new TreeMap<>(Map.of(ACME2, Role.VIEWER, ZETA, Role.EDITOR)));

    guests.dismiss(ACME2, ACME, token.id(), NOW);
    guests.dismiss(ACME2, ACME, token.id(), NOW.plusSeconds(9));

    assertThat(credentials.find(ACME, token.id()).pass().orElseThrow().roles())
        .containsOnlyKeys(ZETA);
    assertThat(guests.guests(ACME2)).singleElement().returns(Optional.of(NOW), Guest::dismissed);
    assertThat(guests.guests(ZETA)).singleElement().returns(Optional.empty(), Guest::dismissed);
  }

  @Test
  void refusesToDismissWhoIsNoGuest() {
    Token token = token(ACME);
    guests.issue(ACME, token, new TreeMap<>(Map.of(ZETA, Role.EDITOR)));

    assertThatThrownBy(() -> guests.dismiss(ACME2, ACME, token.id(), NOW))
        .isInstanceOf(NotFound.class)
        .hasMessage("No guest of acme with token id=" + token.id() + " exists");
    assertThatThrownBy(() -> guests.dismiss(ZETA, ACME2, token.id(), NOW))
        .isInstanceOf(NotFound.class);
    assertThat(credentials.find(ACME, token.id()).pass().orElseThrow().roles())
        .containsOnlyKeys(ZETA);
  }

  @Test
  void knowsWhichTenantsAreActive() {
    tenants.create(ACME, NOW);
    tenants.create(ACME2, NOW);
    tenants.setStanding(ACME2, Standing.SUSPENDED);

    assertThat(credentials.active(Set.of(ACME, ACME2, ZETA))).containsExactly(ACME);
  }

  private Token issue(TenantId tenant) {
    Token kept = token(tenant);
    table.tokens(tenant).create(kept);
    return kept;
  }

  private static Token token(TenantId tenant) {
    ApiToken token = ApiToken.create(tenant, new SecureRandom());
    return new Token(
        token.id(), "alice", Role.EDITOR, token.hash(), NOW, Optional.empty(), Optional.empty());
  }
}
