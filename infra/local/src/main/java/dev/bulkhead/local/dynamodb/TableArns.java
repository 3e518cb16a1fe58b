package dev.bulkhead.local.dynamodb;

/** Names tables as policies do. */
record TableArns(String region, String account) {

  /**
   * @param nameOrArn DynamoDB takes either wherever it takes a table's name
   */
  String table(String nameOrArn) {
    return nameOrArn.startsWith("arn:")
        ? nameOrArn
        : "arn:aws:dynamodb:%s:%s:table/%s".formatted(region, account, nameOrArn);
  }

  String index(String nameOrArn, String index) {
    return table(nameOrArn) + "/index/" + index;
  }
}
