package dev.bulkhead.local.template;

/** A table of the template; both its keys are strings. */
public record DynamoTable(String id, String name, String partitionKey, String sortKey) {}
