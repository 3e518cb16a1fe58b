package dev.bulkhead.tenancy;

import static dev.bulkhead.tenancy.Statement.allow;

import java.util.ArrayList;
import java.util.List;

/**
 * The inline policy of one session: AWS grants what both it and the role allow. It names one tenant
 * literally, lists every action, and holds no write action for a session that only reads.
 *
 * @param json the policy document
 */
public record SessionPolicy(String json) {
  /** As many characters as STS takes. */
  static final int MAX_LENGTH = 2048;

  private static final String LEADING_KEYS = "dynamodb:LeadingKeys";
  private static final List<String> READ_ITEMS =
      List.of("dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query");
  private static final List<String> WRITE_ITEMS =
      List.of(
          "dynamodb:ConditionCheckItem",
          "dynamodb:DeleteItem",
          "dynamodb:PutItem",
          "dynamodb:UpdateItem");
  private static final List<String> READ_OBJECTS = List.of("s3:GetObject");
  private static final List<String> WRITE_SPILL = List.of("s3:PutObject");
  private static final List<String> WRITE_ARTIFACTS =
      List.of(
          "s3:AbortMultipartUpload",
          "s3:DeleteObject",
          "s3:ListMultipartUploadParts",
          "s3:PutObject");
  private static final List<String> TAG_ARTIFACTS =
      List.of("s3:DeleteObjectTagging", "s3:PutObjectTagging");
  private static final List<String> TIDY_OBJECTS =
      List.of("s3:DeleteObject", "s3:DeleteObjectTagging", "s3:PutObject", "s3:PutObjectTagging");
  private static final List<String> READ_TOKENS = List.of("dynamodb:Query");
  private static final List<String> WRITE_TOKENS =
      List.of("dynamodb:PutItem", "dynamodb:UpdateItem");

  /** Refuses what STS would refuse. */
  public SessionPolicy {
    if (json.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("A session policy of " + json.length() + " characters");
    }
  }

  static SessionPolicy ofData(
      TenantId tenant, Access access, Capability capability, TenantRole role) {
    String bucket = bucket(role);
    String folder = "tenants/" + tenant + "/";
    return switch (capability) {
      case TRACKING ->
          of(
              role.encryption(),
              items(grants(access, READ_ITEMS, WRITE_ITEMS), tenant, "", role),
              allow(grants(access, READ_OBJECTS, WRITE_SPILL), bucket + "/" + folder + "spill/*"));
      case ARTIFACTS ->
          of(
              role.encryption(),
              items(READ_ITEMS, tenant, "", role),
              allow(
                  grants(access, READ_OBJECTS, WRITE_ARTIFACTS),
                  bucket + "/" + folder + "artifacts/*"),
              listing(bucket, folder + "artifacts/*"));
      case FILES ->
          of(
              role.encryption(),
              allow(
                  grants(access, READ_OBJECTS, WRITE_ARTIFACTS),
                  bucket + "/" + folder + "artifacts/*"),
              listing(bucket, folder + "artifacts/*"));
      case ACCOUNTING -> accounting(tenant, access, role);
      case MAINTENANCE ->
          of(
              role.encryption(),
              items(grants(access, READ_ITEMS, WRITE_ITEMS), tenant, "", role),
              allow(grants(access, READ_OBJECTS, TIDY_OBJECTS), bucket + "/" + folder + "*"),
              listing(bucket, folder + "*"));
    };
  }

  /**
   * Tokens have a partition of their own: an admin's session cannot touch the tenant's standing.
   */
  static SessionPolicy ofTokens(TenantId tenant, Access access, TokensRole role) {
    return of(
        role.encryption(),
        onLeadingKey(
            allow(grants(access, READ_TOKENS, WRITE_TOKENS), role.tableArn()),
            "StringEquals",
            "TOKENS#" + tenant));
  }

  private static SessionPolicy accounting(TenantId tenant, Access access, TenantRole role) {
    String bucket = bucket(role);
    String artifacts = "tenants/" + tenant + "/artifacts/*";
    Statement items = items(grants(access, READ_ITEMS, WRITE_ITEMS), tenant, "U#", role);
    Statement listing = listing(bucket, artifacts);
    return switch (access) {
      case READ -> of(role.encryption(), items, listing);
      case WRITE ->
          of(role.encryption(), items, listing, allow(TAG_ARTIFACTS, bucket + "/" + artifacts));
    };
  }

  /**
   * Whatever the delimiter, a listing holds nothing outside its prefix. Unfinished uploads are not
   * listed: for these IAM knows no prefix, so that whoever may list any may list everybody's.
   */
  private static Statement listing(String bucket, String prefixes) {
    return allow(List.of("s3:ListBucket"), bucket).when("StringLike", "s3:prefix", prefixes);
  }

  private static Statement items(
      List<String> actions, TenantId tenant, String part, TenantRole role) {
    return onLeadingKey(
        allow(actions, role.tableArn()), "StringLike", "T#" + tenant + "#" + part + "*");
  }

  private static String bucket(TenantRole role) {
    return partition(role.tableArn()) + "s3:::" + role.bucket();
  }

  /** {@code ForAllValues} holds for a request without any such key, a Scan: hence the Null. */
  private static Statement onLeadingKey(Statement statement, String operator, String pattern) {
    return statement
        .when("ForAllValues:" + operator, LEADING_KEYS, pattern)
        .when("Null", LEADING_KEYS, "false");
  }

  private static List<String> grants(Access access, List<String> reads, List<String> writes) {
    var actions = new ArrayList<String>(reads);
    switch (access) {
      case READ -> {}
      case WRITE -> actions.addAll(writes);
    }
    return actions;
  }

  /** {@code arn:aws:}, or as the table's ARN has it in China or GovCloud. */
  private static String partition(String arn) {
    return arn.substring(0, arn.indexOf(':', "arn:".length()) + 1);
  }

  private static SessionPolicy of(Encryption encryption, Statement... granted) {
    var statements = new ArrayList<>(List.of(granted));
    statements.addAll(encryption.needed(statements));
    return new SessionPolicy(Statement.document(statements));
  }
}
