package dev.bulkhead.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.control.CredentialLookup.Found;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ControlTableTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId ACME2 = new TenantId("acme2");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");

  private final TestControlTable table = new TestControlTable();
  private final TenantRegistry tenants = table.tenants();
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
                Optional.of(token)));

    tenants.setStanding(ACME, Standing.SUSPENDED);
    table.tokens(ACME).revoke(token.id(), NOW.plusSeconds(1));

    Found found = credentials.find(ACME, token.id());
    assertThat(found.tenant()).map(Tenant::standing).contains(Standing.SUSPENDED);
    assertThat(found.token()).flatMap(Token::revoked).contains(NOW.plusSeconds(1));
  }

  @Test
  void findsNothingOfWhatIsNotThere() {
    tenants.create(ACME, NOW);
    Token token = issue(ACME);

    assertThat(credentials.find(ACME2, token.id()))
        .isEqualTo(new Found(Optional.empty(), Optional.empty()));
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

  private Token issue(TenantId tenant) {
    ApiToken token = ApiToken.create(tenant, new SecureRandom());
    Token kept =
        new Token(
            token.id(),
            "alice",
            Role.EDITOR,
            token.hash(),
            NOW,
            Optional.empty(),
            Optional.empty());
    table.tokens(tenant).create(kept);
    return kept;
  }
}
