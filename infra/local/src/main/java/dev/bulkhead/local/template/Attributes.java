package dev.bulkhead.local.template;

import java.util.Map;

/** What a reference to a resource stands for, by the resource's type. */
final class Attributes {
  private static final String ALIAS = ".Alias";

  private final Account account;
  private final Map<String, String> types;
  private final Map<String, String> names;

  /**
   * @param types of the resources, by logical id
   * @param names of those that the template names itself
   */
  Attributes(Account account, Map<String, String> types, Map<String, String> names) {
    this.account = account;
    this.types = types;
    this.names = names;
  }

  /** What {@code !Ref} gives: as a rule, the resource's name. */
  String reference(String id) {
    if (id.endsWith(ALIAS)) {
      String function = id.substring(0, id.length() - ALIAS.length());
      return attribute(function, "Arn") + ":live";
    }
    return switch (type(id)) {
      case "AWS::SQS::Queue" -> account.queueUrl(name(id));
      default -> name(id);
    };
  }

  /** What {@code !GetAtt} gives. */
  String attribute(String id, String attribute) {
    String name = name(id);
    return switch (type(id) + "." + attribute) {
      case "AWS::DynamoDB::Table.Arn" -> account.arn("dynamodb", "table/" + name);
      case "AWS::IAM::Role.Arn" -> account.roleArn(id);
      case "AWS::KMS::Key.Arn" -> account.arn("kms", "key/" + name);
      case "AWS::Logs::LogGroup.Arn" -> account.arn("logs", "log-group:" + name + ":*");
      case "AWS::SQS::Queue.QueueName" -> name;
      case "AWS::SQS::Queue.Arn" -> account.arn("sqs", name);
      case "AWS::S3::Bucket.Arn" -> "arn:aws:s3:::" + name;
      case "AWS::Serverless::Function.Arn" -> account.arn("lambda", "function:" + name);
      default ->
          throw new InvalidTemplate(
              "The local stack does not know the attribute %s of %s.".formatted(attribute, id));
    };
  }

  private String type(String id) {
    String type = types.get(id);
    if (type == null) {
      throw new InvalidTemplate("The template refers to " + id + ", which it does not have.");
    }
    return type;
  }

  private String name(String id) {
    return names.getOrDefault(id, account.nameOf(id));
  }
}
