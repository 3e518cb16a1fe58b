package dev.bulkhead.local.template;

/** The account, region and stack that a template is read for. */
public record Account(String id, String region, String stack) {
  /** The one that everything local lives in. */
  public static final Account LOCAL = new Account("000000000000", "us-east-1", "bulkhead-local");

  /** The name that CloudFormation would make up for a resource without one. */
  String nameOf(String logicalId) {
    return stack + "-" + logicalId;
  }

  String arn(String service, String resource) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, region, id, resource);
  }

  String queueUrl(String name) {
    return "https://sqs.%s.amazonaws.com/%s/%s".formatted(region, id, name);
  }

  String roleArn(String logicalId) {
    return "arn:aws:iam::%s:role/%s".formatted(id, nameOf(logicalId));
  }
}
