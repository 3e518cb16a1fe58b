package dev.bulkhead.tenants;

import dev.bulkhead.control.GuestPass;
import dev.bulkhead.control.Token;
import dev.bulkhead.control.TokenId;
import dev.bulkhead.control.TokenStores;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.TenantId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code list-tokens}; operators are told where else they are good. */
final class ListTokens implements TenantCommand {
  private final TokenStores tokens;
  private final Function<TenantId, Map<TokenId, GuestPass>> passes;

  ListTokens(TokenStores tokens, Function<TenantId, Map<TokenId, GuestPass>> passes) {
    this.tokens = tokens;
    this.passes = passes;
  }

  @Override
  public JsonBody run(TenantId tenant, Fields fields) {
    List<Token> all = tokens.open(tenant, Access.READ).list();
    Map<TokenId, GuestPass> good = passes.apply(tenant);

    return out -> {
      out.writeArrayFieldStart("tokens");
      for (Token token : all) {
        out.writeStartObject();
        GuestPass pass = good.get(token.id());
        TokenJson.write(out, token, pass == null ? Map.of() : pass.roles());
        out.writeEndObject();
      }
      out.writeEndArray();
    };
  }
}
