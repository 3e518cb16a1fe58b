package dev.bulkhead.local.iam;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The words that random policies and requests are made of: those of this project, and worse. */
final class Vocabulary {
  private Vocabulary() {}

  /**
   * What can be asked.
   *
   * @param keys the condition keys that AWS sends for the action besides the global ones
   */
  record Asked(String action, List<String> resources, List<String> keys) {}

  /** What the values of a condition key are, and so which operators fit it. */
  enum Kind {
    STRING(
        "StringEquals",
        "StringNotEquals",
        "StringEqualsIgnoreCase",
        "StringNotEqualsIgnoreCase",
        "StringLike",
        "StringNotLike",
        "StringLike",
        "StringEquals"),
    NUMBER(
        "NumericEquals",
        "NumericNotEquals",
        "NumericLessThan",
        "NumericLessThanEquals",
        "NumericGreaterThan",
        "NumericGreaterThanEquals"),
    DATE(
        "DateEquals",
        "DateNotEquals",
        "DateLessThan",
        "DateLessThanEquals",
        "DateGreaterThan",
        "DateGreaterThanEquals"),
    BOOL("Bool"),
    ARN("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike");

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> operators;

    Kind(String... operators) {
      this.operators = List.of(operators);
    }

    List<String> operators() {
      return operators;
    }
  }

  /**
   * A condition key.
   *
   * @param values what a request may bring
   * @param patterns what a policy may compare with
   */
  record ConditionKey(String name, Kind kind, List<String> values, List<String> patterns) {
    boolean isMultivalued() {
      return ConditionKeys.isMultivalued(name);
    }
  }

  private static final List<String> TABLES =
      List.of(
          "arn:aws:dynamodb:us-east-1:000000000000:table/runs",
          "arn:aws:dynamodb:us-east-1:000000000000:table/runs2");
  private static final List<String> OBJECTS =
      List.of(
          "arn:aws:s3:::artifacts/tenants/acme/artifacts/model.pkl",
          "arn:aws:s3:::artifacts/tenants/acme2/artifacts/model.pkl",
          "arn:aws:s3:::artifacts/tenants/acme/",
          "arn:aws:s3:::artifacts/tenants/acme",
          "arn:aws:s3:::artifacts/tenants/acme/a:b/c d",
          "arn:aws:s3:::artifacts/tenants/acme/[a].(b)+^",
          "arn:aws:s3:::artifacts/tenants/acme/$1/{x}",
          "arn:aws:s3:::artifacts2/tenants/acme/artifacts/model.pkl");
  private static final List<String> ITEM =
      List.of("dynamodb:LeadingKeys", "dynamodb:Attributes", "dynamodb:ReturnConsumedCapacity");

  static final List<Asked> ASKED =
      List.of(
          new Asked("dynamodb:GetItem", TABLES, plus(ITEM, "dynamodb:Select")),
          new Asked("dynamodb:BatchGetItem", TABLES, plus(ITEM, "dynamodb:Select")),
          new Asked("dynamodb:Query", TABLES, plus(ITEM, "dynamodb:Select")),
          new Asked("dynamodb:PutItem", TABLES, plus(ITEM, "dynamodb:ReturnValues")),
          new Asked("dynamodb:UpdateItem", TABLES, plus(ITEM, "dynamodb:EnclosingOperation")),
          new Asked("dynamodb:BatchWriteItem", TABLES, ITEM),
          new Asked("dynamodb:Scan", TABLES, List.of("dynamodb:Attributes", "dynamodb:Select")),
          new Asked("dynamodb:DescribeTable", TABLES, List.of()),
          new Asked("s3:GetObject", OBJECTS, List.of()),
          new Asked("s3:PutObject", OBJECTS, List.of()),
          new Asked("s3:AbortMultipartUpload", OBJECTS, List.of()),
          new Asked(
              "s3:ListBucket",
              List.of("arn:aws:s3:::artifacts", "arn:aws:s3:::artifacts2"),
              List.of("s3:prefix", "s3:delimiter", "s3:max-keys")),
          new Asked(
              "sts:AssumeRole",
              List.of(
                  "arn:aws:iam::000000000000:role/TenantDataRole",
                  "arn:aws:iam::000000000000:role/path/Other"),
              List.of(
                  "aws:RequestTag/tenant",
                  "aws:RequestTag/access",
                  "aws:TagKeys",
                  "sts:RoleSessionName")));

  private static final List<String> TENANTS =
      List.of("acme", "acme2", "ACME", "acme*", "ac?e", "*", "${aws:PrincipalTag/access}", "");
  private static final List<String> TENANT_PATTERNS =
      List.of(
          "acme",
          "acme2",
          "acme*",
          "ac?e",
          "?*",
          "*",
          "",
          "${*}",
          "acme${*}",
          "ac${?}e",
          "${$}{aws:PrincipalTag/access}",
          "${aws:PrincipalTag/tenant}",
          "${aws:PrincipalTag/absent, 'acme'}",
          "${aws:PrincipalTag/absent}");
  private static final List<String> ACCESSES = List.of("read", "write", "Write");
  private static final List<String> DATES =
      List.of(
          "2026-11-24T12:00:00Z",
          "2026-11-24T11:59:59Z",
          "2026-11-24T12:00:01Z",
          "2026-11-24T13:00:00+01:00",
          "2026-11-24",
          "1795521600");

  static final Map<String, ConditionKey> KEYS =
      Map.ofEntries(
          key(
              "dynamodb:LeadingKeys",
              Kind.STRING,
              List.of("T#acme#X", "T#acme2#X", "T#acme#", "T#acme", "t#acme#x", "T#*#X", ""),
              List.of(
                  "T#${aws:PrincipalTag/tenant}#*",
                  "T#${aws:PrincipalTag/tenant, 'acme'}#*",
                  "T#${aws:PrincipalTag/absent, 'acme2'}#*",
                  "T#${aws:PrincipalTag/absent}#*",
                  "T#acme#*",
                  "T#acme*",
                  "T#?cme#X",
                  "T#${*}#X",
                  "*",
                  "",
                  "T#acme#X")),
          key(
              "dynamodb:Attributes",
              Kind.STRING,
              List.of("pk", "sk", "body", "PK"),
              List.of("pk", "sk", "p?", "*", "b*y")),
          key(
              "dynamodb:ReturnConsumedCapacity",
              Kind.STRING,
              List.of("NONE", "TOTAL"),
              List.of("NONE", "TOTAL", "none", "T*")),
          key(
              "dynamodb:Select",
              Kind.STRING,
              List.of("COUNT", "SPECIFIC_ATTRIBUTES"),
              List.of("COUNT", "SPECIFIC_ATTRIBUTES", "*_ATTRIBUTES")),
          key(
              "dynamodb:ReturnValues",
              Kind.STRING,
              List.of("NONE", "ALL_OLD"),
              List.of("NONE", "ALL_OLD", "ALL_*")),
          key(
              "dynamodb:EnclosingOperation",
              Kind.STRING,
              List.of("TransactWriteItems"),
              List.of("TransactWriteItems", "Transact*")),
          key(
              "s3:prefix",
              Kind.STRING,
              List.of(
                  "tenants/acme/",
                  "tenants/acme/artifacts/",
                  "tenants/acme2/",
                  "tenants/acme",
                  "tenants/",
                  ""),
              List.of(
                  "tenants/${aws:PrincipalTag/tenant}/*",
                  "tenants/${aws:PrincipalTag/tenant, 'acme2'}/*",
                  "tenants/acme/*",
                  "tenants/acme*",
                  "tenants/acme/",
                  "",
                  "*")),
          key("s3:delimiter", Kind.STRING, List.of("/"), List.of("/", "?", "")),
          key(
              "s3:max-keys",
              Kind.NUMBER,
              List.of("0", "1", "10", "1000"),
              List.of("0", "1", "10", "10.0", "999", "1000", "-1")),
          key("aws:RequestTag/tenant", Kind.STRING, TENANTS, TENANT_PATTERNS),
          key("aws:RequestTag/access", Kind.STRING, ACCESSES, ACCESSES),
          key(
              "aws:TagKeys",
              Kind.STRING,
              List.of("tenant", "access", "Tenant", "other"),
              List.of("tenant", "access", "t*", "TENANT")),
          key(
              "sts:RoleSessionName",
              Kind.STRING,
              List.of("acme", "acme2"),
              List.of("acme", "acme?", "${aws:PrincipalTag/tenant}")),
          key("aws:PrincipalTag/tenant", Kind.STRING, TENANTS, TENANT_PATTERNS),
          key("aws:PrincipalTag/access", Kind.STRING, ACCESSES, ACCESSES),
          key("aws:PrincipalTag/absent", Kind.STRING, List.of(), TENANT_PATTERNS),
          key(
              "aws:PrincipalArn",
              Kind.ARN,
              List.of(),
              List.of(
                  "arn:aws:iam::000000000000:role/TenantDataRole",
                  "arn:aws:iam::000000000000:role/*",
                  "arn:aws:iam::*:role/Tenant*",
                  "arn:aws:iam::000000000000:*",
                  "arn:*:iam::00000000000?:role/TenantDataRol?",
                  "arn:aws:iam::000000000000:user/TenantDataRole")),
          key(
              "aws:SourceArn",
              Kind.ARN,
              List.of(),
              List.of("arn:aws:s3:::artifacts", "arn:aws:s3:::*")),
          key("aws:PrincipalType", Kind.STRING, List.of(), List.of("AssumedRole", "User")),
          key("aws:SecureTransport", Kind.BOOL, List.of(), List.of("true", "false")),
          key("aws:CurrentTime", Kind.DATE, List.of(), DATES),
          key("aws:TokenIssueTime", Kind.DATE, List.of(), DATES),
          key("aws:EpochTime", Kind.NUMBER, List.of(), List.of("1795521600", "1795521599", "0")));

  static final List<String> RESOURCE_PATTERNS =
      List.of(
          "*",
          "arn:aws:dynamodb:us-east-1:000000000000:table/*",
          "arn:aws:dynamodb:*:*:table/runs",
          "arn:aws:dynamodb:*:000000000000:table/run?",
          "arn:aws:dynamodb:us-east-1:000000000000:*",
          "arn:aws:dynamodb:us-*-1:000000000000:table/runs*",
          "arn:aws:dynamodb:us-east-1:00000000000?:table/runs",
          "arn:aws:s3:::artifacts",
          "arn:aws:s3:::artifacts*",
          "arn:aws:s3:::artifacts/*",
          "arn:aws:s3:::*/tenants/acme/*",
          "arn:aws:s3:::artifacts/tenants/acme*",
          "arn:aws:s3:::artifacts/tenants/acme/*",
          "arn:aws:s3:::artifacts/tenants/${aws:PrincipalTag/tenant}/*",
          "arn:aws:s3:::artifacts/tenants/${aws:PrincipalTag/tenant, 'acme'}/*",
          "arn:aws:s3:::artifacts/tenants/${aws:PrincipalTag/absent}/*",
          "arn:aws:s3:::artifacts/tenants/acme/${$}1/*",
          "arn:aws:s3:::artifacts/tenants/acme/[a].(b)+^",
          "arn:aws:s3:::artifacts/*/model.???",
          "arn:aws:iam::000000000000:role/*",
          "arn:aws:iam::000000000000:role/Tenant*");

  static final List<String> ACTION_PATTERNS =
      List.of(
          "*",
          "dynamodb:*",
          "s3:*",
          "sts:*",
          "dynamodb:Get*",
          "dynamodb:*Item",
          "dynamodb:?etItem",
          "s3:?utObject",
          "s3:Get*",
          "s3:*Object",
          "s3:GETOBJECT",
          "dynamodb:BATCHGETITEM",
          "dynamodb:BatchGet",
          "sts:AssumeRol?");

  private static List<String> plus(List<String> keys, String more) {
    return Stream.concat(keys.stream(), Stream.of(more)).toList();
  }

  private static Map.Entry<String, ConditionKey> key(
      String name, Kind kind, List<String> values, List<String> patterns) {
    return Map.entry(name, new ConditionKey(name, kind, values, patterns));
  }
}
