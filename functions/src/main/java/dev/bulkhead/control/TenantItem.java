package dev.bulkhead.control;

import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.tenancy.TenantId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A tenant's attributes in the control table. */
final class TenantItem {
  static final String STANDING = "standing";
  static final String QUOTA = "storage_quota";
  private static final String TENANT = "tenant";
  private static final String CREATED = "created_at";

  private TenantItem() {}

  static Map<String, AttributeValue> encode(Map<String, AttributeValue> key, Tenant tenant) {
    Item item =
        new Item(key)
            .with(TENANT, tenant.id().value())
            .with(STANDING, tenant.standing().word())
            .with(CREATED, tenant.created());
    return tenant.quota().map(quota -> item.with(QUOTA, quota.bytes())).orElse(item).attributes();
  }

  static Tenant decode(Map<String, AttributeValue> attributes) {
    var item = new Item(attributes);
    return new Tenant(
        new TenantId(item.text(TENANT)),
        Standing.of(item.text(STANDING)),
        item.optionalNumber(QUOTA).map(StorageQuota::new),
        item.instant(CREATED));
  }
}
