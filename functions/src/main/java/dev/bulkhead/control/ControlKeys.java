package dev.bulkhead.control;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.bulkhead.tenancy.TenantId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where things lie in the control table. A tenant's tokens have a partition apart from the tenant's
 * standing, so that credentials for the one cannot change the other.
 */
final class ControlKeys {
  static final String PARTITION = "pk";
  static final String SORT = "sk";

  /** A copy of every tenant in one partition: listed by operators, never read by a request. */
  static final String DIRECTORY = "TENANTS";

  private ControlKeys() {}

  static Map<String, AttributeValue> tenant(TenantId id) {
    return key("TENANT#" + id, "TENANT");
  }

  static Map<String, AttributeValue> listed(TenantId id) {
    return key(DIRECTORY, id.value());
  }

  static String tokens(TenantId tenant) {
    return "TOKENS#" + tenant;
  }

  static Map<String, AttributeValue> token(TenantId tenant, TokenId id) {
    return key(tokens(tenant), id.value());
  }

  /**
   * What makes a tenant's tokens good in other tenants. No session reaches these partitions, as it
   * reaches a tenant's tokens: a tenant's admin cannot let anybody into another.
   */
  static String passes(TenantId home) {
    return "PASSES#" + home;
  }

  static Map<String, AttributeValue> pass(TenantId home, TokenId id) {
    return key(passes(home), id.value());
  }

  /** A copy of every pass in each tenant that it leads to: for operators, read by no request. */
  static String guests(TenantId host) {
    return "GUESTS#" + host;
  }

  static Map<String, AttributeValue> guest(TenantId host, TenantId home, TokenId id) {
    return key(guests(host), home + "#" + id);
  }

  private static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of(PARTITION, fromS(partition), SORT, fromS(sort));
  }
}
