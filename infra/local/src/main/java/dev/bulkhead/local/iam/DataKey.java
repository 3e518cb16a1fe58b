package dev.bulkhead.local.iam;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A key in KMS that encrypts tables and files. DynamoDB and S3 use it in the name of whoever asks
 * them, so that what touches data asks for the key as well.
 *
 * @param arn the key's
 */
public record DataKey(String arn) {
  private static final Set<String> OF_ITEMS =
      Set.of(
          "dynamodb:BatchGetItem",
          "dynamodb:BatchWriteItem",
          "dynamodb:ConditionCheckItem",
          "dynamodb:DeleteItem",
          "dynamodb:GetItem",
          "dynamodb:PutItem",
          "dynamodb:Query",
          "dynamodb:Scan",
          "dynamodb:UpdateItem");

  /** What else must be allowed for this to be done. */
  List<AccessRequest> asked(AccessRequest request) {
    return switch (request.action()) {
      case "s3:GetObject" -> List.of(through("s3", "kms:Decrypt"));
      case "s3:PutObject" -> List.of(through("s3", "kms:GenerateDataKey"));
      case String action when OF_ITEMS.contains(action) ->
          List.of(through("dynamodb", "kms:Decrypt"));
      default -> List.of();
    };
  }

  private AccessRequest through(String service, String action) {
    String region = arn.split(":", 5)[3];
    return new AccessRequest(
        action, arn, Map.of("kms:ViaService", List.of(service + "." + region + ".amazonaws.com")));
  }
}
