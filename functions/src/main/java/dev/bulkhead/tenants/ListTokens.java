package dev.bulkhead.tenants;

import dev.bulkhead.control.Token;
import dev.bulkhead.control.TokenStores;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.TenantId;
import java.util.List;

/** {@code list-tokens}. */
final class ListTokens implements TenantCommand {
  private final TokenStores tokens;

  ListTokens(TokenStores tokens) {
    this.tokens = tokens;
  }

  @Override
  public JsonBody run(TenantId tenant, Fields fields) {
    List<Token> all = tokens.open(tenant, Access.READ).list();

    return out -> {
      out.writeArrayFieldStart("tokens");
      for (Token token : all) {
        out.writeStartObject();
        TokenJson.write(out, token);
        out.writeEndObject();
      }
      out.writeEndArray();
    };
  }
}
