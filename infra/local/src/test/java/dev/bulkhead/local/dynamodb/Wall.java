package dev.bulkhead.local.dynamodb;

import dev.bulkhead.local.iam.Identity;
import dev.bulkhead.local.iam.LocalIam;
import dev.bulkhead.local.iam.PolicyDocument;
import dev.bulkhead.local.iam.PolicyType;
import dev.bulkhead.local.iam.Role;
import dev.bulkhead.local.iam.SessionRequest;
import dev.bulkhead.local.iam.TestPolicies;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What keeps a tenant's session to its own: either policy alone, with the other letting all pass.
 */
enum Wall {
  ROLE_ALONE,
  SESSION_ALONE,
  BOTH;

  private static final String BY_TAG =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow",
         "Action": ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:BatchGetItem"],
         "Resource": "arn:aws:dynamodb:us-east-1:000000000000:table/runs",
         "Condition": {
           "ForAllValues:StringLike": {"dynamodb:LeadingKeys": "T#${aws:PrincipalTag/tenant}#*"},
           "Null": {"dynamodb:LeadingKeys": "false"}}},
        {"Effect": "Allow",
         "Action": ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem",
                    "dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem"],
         "Resource": "arn:aws:dynamodb:us-east-1:000000000000:table/runs",
         "Condition": {
           "ForAllValues:StringLike": {"dynamodb:LeadingKeys": "T#${aws:PrincipalTag/tenant}#*"},
           "Null": {"dynamodb:LeadingKeys": "false"},
           "StringEquals": {"aws:PrincipalTag/access": "write"}}}]}
      """;

  private static final String READS =
      "\"dynamodb:GetItem\", \"dynamodb:Query\", \"dynamodb:BatchGetItem\"";
  private static final String WRITES =
      ", \"dynamodb:PutItem\", \"dynamodb:UpdateItem\", \"dynamodb:DeleteItem\","
          + " \"dynamodb:BatchWriteItem\", \"dynamodb:ConditionCheckItem\"";

  private static String literal(String tenant, String access) {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[%s],
     "Resource":"arn:aws:dynamodb:us-east-1:000000000000:table/runs",
     "Condition":{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":"T#%s#*"},
                  "Null":{"dynamodb:LeadingKeys":"false"}}}]}
    """
        .formatted(access.equals("write") ? READS + WRITES : READS, tenant);
  }

  Identity session(LocalIam iam, String tenant, String access, Duration duration) {
    PolicyDocument role =
        this == SESSION_ALONE
            ? TestPolicies.allowsEverything(PolicyType.IDENTITY)
            : PolicyDocument.parse(PolicyType.IDENTITY, BY_TAG);
    PolicyDocument session =
        this == ROLE_ALONE
            ? TestPolicies.allowsEverything(PolicyType.SESSION)
            : PolicyDocument.parse(PolicyType.SESSION, literal(tenant, access));
    return iam.startSession(
        new SessionRequest(
            new Role(
                "TenantDataRole",
                "arn:aws:iam::000000000000:role/TenantDataRole",
                TestPolicies.trustsEverybody(),
                List.of(role)),
            tenant,
            duration,
            List.of(session),
            Map.of("tenant", tenant, "access", access)));
  }
}
