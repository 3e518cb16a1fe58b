package dev.bulkhead.store.dynamodb;

import dev.bulkhead.tenancy.TenantId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The table as one tenant may see it: what all of a tenant's stores are made of.
 *
 * @param dynamo a client with credentials that can name no other tenant
 * @param table the tracking table's name
 * @param stages this tenant's alone
 */
public record TenantTable(
    DynamoDbClient dynamo, String table, TenantId tenant, ExperimentStages stages) {

  Table open() {
    return new Table(dynamo, table, stages::now);
  }

  OpenNotes notes() {
    return new OpenNotes(open(), stages::now);
  }

  Keys keys() {
    return new Keys(tenant);
  }
}
