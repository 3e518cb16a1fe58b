package dev.bulkhead.tenants;

import dev.bulkhead.control.Token;
import dev.bulkhead.control.TokenId;
import dev.bulkhead.control.TokenStore;
import dev.bulkhead.control.TokenStores;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens that remember who opened them, and for what. */
final class KnownTokens implements TokenStores {
  private final List<String> opened = new ArrayList<>();
  private final Map<TenantId, List<Token>> tokens = new HashMap<>();

  List<String> opened() {
    return opened;
  }

  List<Token> of(TenantId tenant) {
    return tokens.computeIfAbsent(tenant, _ -> new ArrayList<>());
  }

  @Override
  public TokenStore open(TenantId tenant, Access access) {
    opened.add(tenant + " " + access.tag());
    return new OfTenant(of(tenant));
  }

  private record OfTenant(List<Token> known) implements TokenStore {
    @Override
    public void create(Token token) {
      known.add(token);
    }

    @Override
    public List<Token> list() {
      return List.copyOf(known);
    }

    @Override
    public void revoke(TokenId id, Instant now) {
      Token token =
          known.stream()
              .filter(each -> each.id().equals(id))
              .findFirst()
              .orElseThrow(() -> new NotFound("No token with id=" + id + " exists"));
      known.set(known.indexOf(token), revoked(token, now));
    }

    private static Token revoked(Token token, Instant now) {
      return new Token(
          token.id(),
          token.principal(),
          token.role(),
          token.hash(),
          token.issued(),
          token.expires(),
          Optional.of(now));
    }
  }
}
