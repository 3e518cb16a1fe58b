package dev.bulkhead.control;

import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A guest's attributes in the control table. */
final class GuestItem {
  static final String DISMISSED = "dismissed_at";
  private static final String HOME = "home";
  private static final String TOKEN = "token_id";
  private static final String PRINCIPAL = "principal";
  private static final String ROLE = "role";
  private static final String ADMITTED = "admitted_at";

  private GuestItem() {}

  static Map<String, AttributeValue> encode(Map<String, AttributeValue> key, Guest guest) {
    Item item =
        new Item(key)
            .with(HOME, guest.home().value())
            .with(TOKEN, guest.token().value())
            .with(PRINCIPAL, guest.principal())
            .with(ROLE, guest.role().word())
            .with(ADMITTED, guest.admitted());
    return guest.dismissed().map(end -> item.with(DISMISSED, end)).orElse(item).attributes();
  }

  static Guest decode(Map<String, AttributeValue> attributes) {
    var item = new Item(attributes);
    return new Guest(
        new TenantId(item.text(HOME)),
        new TokenId(item.text(TOKEN)),
        item.text(PRINCIPAL),
        Role.of(item.text(ROLE)).orElseThrow(),
        item.instant(ADMITTED),
        item.optionalInstant(DISMISSED));
  }
}
