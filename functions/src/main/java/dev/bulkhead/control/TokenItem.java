package dev.bulkhead.control;

import dev.bulkhead.tenancy.Role;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An API token's attributes in the control table. */
final class TokenItem {
  static final String REVOKED = "revoked_at";
  private static final String PRINCIPAL = "principal";
  private static final String ROLE = "role";
  private static final String HASH = "secret_hash";
  private static final String ISSUED = "issued_at";
  private static final String EXPIRES = "expires_at";

  private TokenItem() {}

  static Map<String, AttributeValue> encode(Map<String, AttributeValue> key, Token token) {
    Item item =
        new Item(key)
            .with(PRINCIPAL, token.principal())
            .with(ROLE, token.role().word())
            .with(HASH, token.hash().hex())
            .with(ISSUED, token.issued());
    Item expiring = token.expires().map(end -> item.with(EXPIRES, end)).orElse(item);
    return token.revoked().map(end -> expiring.with(REVOKED, end)).orElse(expiring).attributes();
  }

  static Token decode(Map<String, AttributeValue> attributes) {
    var item = new Item(attributes);
    return new Token(
        new TokenId(item.text(ControlKeys.SORT)),
        item.text(PRINCIPAL),
        Role.of(item.text(ROLE)).orElseThrow(),
        new SecretHash(item.text(HASH)),
        item.instant(ISSUED),
        item.optionalInstant(EXPIRES),
        item.optionalInstant(REVOKED));
  }
}
