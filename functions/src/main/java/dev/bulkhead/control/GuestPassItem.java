package dev.bulkhead.control;

import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A guest pass's attributes in the control table. */
final class GuestPassItem {
  static final String ROLES = "roles";
  private static final String HASH = "secret_hash";

  private GuestPassItem() {}

  static Map<String, AttributeValue> encode(Map<String, AttributeValue> key, GuestPass pass) {
    var words = new HashMap<String, String>();
    pass.roles().forEach((tenant, role) -> words.put(tenant.value(), role.word()));
    return new Item(key).with(HASH, pass.hash().hex()).with(ROLES, words).attributes();
  }

  static GuestPass decode(Map<String, AttributeValue> attributes) {
    var item = new Item(attributes);
    SortedMap<TenantId, Role> roles = new TreeMap<>();
    item.texts(ROLES)
        .forEach((name, word) -> roles.put(new TenantId(name), Role.of(word).orElseThrow()));
    return new GuestPass(new SecretHash(item.text(HASH)), roles);
  }
}
