package dev.bulkhead.control;

import dev.bulkhead.tenancy.TenantId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A tenant's attributes in the control table. */
final class TenantItem {
  static final String STANDING = "standing";
  private static final String TENANT = "tenant";
  private static final String CREATED = "created_at";

  private TenantItem() {}

  static Map<String, AttributeValue> encode(Map<String, AttributeValue> key, Tenant tenant) {
    return new Item(key)
        .with(TENANT, tenant.id().value())
        .with(STANDING, tenant.standing().word())
        .with(CREATED, tenant.created())
        .attributes();
  }

  static Tenant decode(Map<String, AttributeValue> attributes) {
    var item = new Item(attributes);
    return new Tenant(
        new TenantId(item.text(TENANT)), Standing.of(item.text(STANDING)), item.instant(CREATED));
  }
}
