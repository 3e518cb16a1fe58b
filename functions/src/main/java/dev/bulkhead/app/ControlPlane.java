package dev.bulkhead.app;

import dev.bulkhead.control.CredentialLookup;
import dev.bulkhead.control.DynamoCredentialLookup;
import dev.bulkhead.control.DynamoGuestBook;
import dev.bulkhead.control.DynamoTenantRegistry;
import dev.bulkhead.control.DynamoTokenStore;
import dev.bulkhead.control.GuestBook;
import dev.bulkhead.control.TenantDirectory;
import dev.bulkhead.control.TenantRegistry;
import dev.bulkhead.control.TokenStores;
import dev.bulkhead.tenancy.Encryption;
import dev.bulkhead.tenancy.StsSessionIssuer;
import dev.bulkhead.tenancy.TenantSessions;
import dev.bulkhead.tenancy.TokensRole;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The ways to the control table. The authorizer and the operators' function reach it as themselves;
 * a tenant's admins in a session that reaches their tenant's tokens alone.
 */
public final class ControlPlane {
  private ControlPlane() {}

  /** The authorizer's way: reading alone, and soon done or given up. */
  public static CredentialLookup credentials(Environment environment) {
    return new DynamoCredentialLookup(
        own(environment, Patience.OF_THE_AUTHORIZER), table(environment));
  }

  /** The operators' way to the tenants. */
  public static TenantRegistry tenants(Environment environment) {
    return new DynamoTenantRegistry(own(environment, Patience.OF_A_FUNCTION), table(environment));
  }

  /** The way of S3's events to the tenants' storage quotas: reading tenants alone. */
  public static StorageQuotas quotas(Environment environment) {
    return new StorageQuotas(tenants(environment), Clock.systemUTC());
  }

  /** The maintenance's way to the list of tenants, and to nothing else of the table. */
  public static TenantDirectory directory(Environment environment) {
    return tenants(environment);
  }

  /** The operators' way to any tenant's tokens. */
  public static TokenStores tokens(Environment environment) {
    DynamoDbClient dynamo = own(environment, Patience.OF_A_FUNCTION);
    String table = table(environment);
    return (tenant, _) -> new DynamoTokenStore(dynamo, table, tenant);
  }

  /** The operators' way to who is a guest where. */
  public static GuestBook guests(Environment environment) {
    return new DynamoGuestBook(own(environment, Patience.OF_A_FUNCTION), table(environment));
  }

  /** The admins' way to their tenant's tokens. */
  public static TokenStores sessionTokens(Environment environment) {
    var clients = new AwsClients(environment, Patience.OF_A_FUNCTION);
    var sessions =
        new TenantSessions(
            new StsSessionIssuer(clients.sts(environment.credentials())), Clock.systemUTC());
    var role =
        new TokensRole(
            environment.required("TOKENS_ROLE_ARN"),
            environment.required("CONTROL_TABLE_ARN"),
            Encryption.of(environment.required("DATA_KEY_ARN")));
    var cache =
        new SessionCache<DynamoDbClient>(
            request -> {
              var credentials = new SessionCredentials(sessions, request);
              return new RenewedDynamoDb(clients.dynamoDb(credentials), new Renewal(credentials));
            });
    String table = table(environment);
    return (tenant, access) ->
        new DynamoTokenStore(cache.get(role.session(tenant, access)), table, tenant);
  }

  private static DynamoDbClient own(Environment environment, Patience patience) {
    return new AwsClients(environment, patience).dynamoDb(environment.credentials());
  }

  private static String table(Environment environment) {
    return environment.required("CONTROL_TABLE");
  }
}
