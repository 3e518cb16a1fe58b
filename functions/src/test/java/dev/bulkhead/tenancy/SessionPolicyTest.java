package dev.bulkhead.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionPolicyTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantRole ROLE =
      new TenantRole(
          "arn:aws:iam::123456789012:role/data",
          "arn:aws:dynamodb:eu-west-1:123456789012:table/tracking",
          "artifacts");

  /** As long as AWS lets each name be, in the partition with the longest name. */
  private static final TenantRole LONGEST_ROLE =
      new TenantRole(
          "arn:aws-us-gov:iam::123456789012:role/data",
          "arn:aws-us-gov:dynamodb:us-gov-east-1:123456789012:table/" + "t".repeat(255),
          "b".repeat(63),
          Encryption.of("arn:aws-us-gov:kms:us-gov-east-1:123456789012:key/mrk-" + "0".repeat(32)));

  private static final TenantId LONGEST_TENANT = new TenantId("a".repeat(40));

  @Test
  void trackingThatWritesReachesItemsAndSpillOfOneTenant() throws IOException {
    assertDocument(
        ROLE.session(ACME, Access.WRITE, Capability.TRACKING),
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": [
                "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query",
                "dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:PutItem",
                "dynamodb:UpdateItem"
              ],
              "Resource": "arn:aws:dynamodb:eu-west-1:123456789012:table/tracking",
              "Condition": {
                "ForAllValues:StringLike": {"dynamodb:LeadingKeys": "T#acme#*"},
                "Null": {"dynamodb:LeadingKeys": "false"}
              }
            },
            {
              "Effect": "Allow",
              "Action": ["s3:GetObject", "s3:PutObject"],
              "Resource": "arn:aws:s3:::artifacts/tenants/acme/spill/*"
            }
          ]
        }
        """);
  }

  @Test
  void trackingThatReadsHoldsNoWriteAction() throws IOException {
    assertDocument(
        ROLE.session(ACME, Access.READ, Capability.TRACKING),
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"],
              "Resource": "arn:aws:dynamodb:eu-west-1:123456789012:table/tracking",
              "Condition": {
                "ForAllValues:StringLike": {"dynamodb:LeadingKeys": "T#acme#*"},
                "Null": {"dynamodb:LeadingKeys": "false"}
              }
            },
            {
              "Effect": "Allow",
              "Action": ["s3:GetObject"],
              "Resource": "arn:aws:s3:::artifacts/tenants/acme/spill/*"
            }
          ]
        }
        """);
  }

  @Test
  void artifactsThatWriteReadTheTableAndListBelowTheTenantsFolder() throws IOException {
    assertDocument(
        ROLE.session(ACME, Access.WRITE, Capability.ARTIFACTS),
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"],
              "Resource": "arn:aws:dynamodb:eu-west-1:123456789012:table/tracking",
              "Condition": {
                "ForAllValues:StringLike": {"dynamodb:LeadingKeys": "T#acme#*"},
                "Null": {"dynamodb:LeadingKeys": "false"}
              }
            },
            {
              "Effect": "Allow",
              "Action": [
                "s3:GetObject", "s3:AbortMultipartUpload", "s3:DeleteObject",
                "s3:ListMultipartUploadParts", "s3:PutObject"
              ],
              "Resource": "arn:aws:s3:::artifacts/tenants/acme/artifacts/*"
            },
            {
              "Effect": "Allow",
              "Action": ["s3:ListBucket"],
              "Resource": "arn:aws:s3:::artifacts",
              "Condition": {"StringLike": {"s3:prefix": "tenants/acme/artifacts/*"}}
            }
          ]
        }
        """);
  }

  @Test
  void artifactsThatReadHoldNoWriteAction() throws IOException {
    assertDocument(
        ROLE.session(ACME, Access.READ, Capability.ARTIFACTS),
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"],
              "Resource": "arn:aws:dynamodb:eu-west-1:123456789012:table/tracking",
              "Condition": {
                "ForAllValues:StringLike": {"dynamodb:LeadingKeys": "T#acme#*"},
                "Null": {"dynamodb:LeadingKeys": "false"}
              }
            },
            {
              "Effect": "Allow",
              "Action": ["s3:GetObject"],
              "Resource": "arn:aws:s3:::artifacts/tenants/acme/artifacts/*"
            },
            {
              "Effect": "Allow",
              "Action": ["s3:ListBucket"],
              "Resource": "arn:aws:s3:::artifacts",
              "Condition": {"StringLike": {"s3:prefix": "tenants/acme/artifacts/*"}}
            }
          ]
        }
        """);
  }

  @Test
  void whatIsHandedOutReachesArtifactsAloneAndNoTable() throws IOException {
    assertDocument(
        ROLE.session(ACME, Access.WRITE, Capability.FILES),
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": [
                "s3:GetObject", "s3:AbortMultipartUpload", "s3:DeleteObject",
                "s3:ListMultipartUploadParts", "s3:PutObject"
              ],
              "Resource": "arn:aws:s3:::artifacts/tenants/acme/artifacts/*"
            },
            {
              "Effect": "Allow",
              "Action": ["s3:ListBucket"],
              "Resource": "arn:aws:s3:::artifacts",
              "Condition": {"StringLike": {"s3:prefix": "tenants/acme/artifacts/*"}}
            }
          ]
        }
        """);
    assertDocument(
        ROLE.session(ACME, Access.READ, Capability.FILES),
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": ["s3:GetObject"],
              "Resource": "arn:aws:s3:::artifacts/tenants/acme/artifacts/*"
            },
            {
              "Effect": "Allow",
              "Action": ["s3:ListBucket"],
              "Resource": "arn:aws:s3:::artifacts",
              "Condition": {"StringLike": {"s3:prefix": "tenants/acme/artifacts/*"}}
            }
          ]
        }
        """);
  }

  @Test
  void maintenanceThatReadsSeesAllOfTheTenantAndHoldsNoWriteAction() throws IOException {
    assertDocument(
        ROLE.session(ACME, Access.READ, Capability.MAINTENANCE),
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"],
              "Resource": "arn:aws:dynamodb:eu-west-1:123456789012:table/tracking",
              "Condition": {
                "ForAllValues:StringLike": {"dynamodb:LeadingKeys": "T#acme#*"},
                "Null": {"dynamodb:LeadingKeys": "false"}
              }
            },
            {
              "Effect": "Allow",
              "Action": ["s3:GetObject"],
              "Resource": "arn:aws:s3:::artifacts/tenants/acme/*"
            },
            {
              "Effect": "Allow",
              "Action": ["s3:ListBucket"],
              "Resource": "arn:aws:s3:::artifacts",
              "Condition": {"StringLike": {"s3:prefix": "tenants/acme/*"}}
            }
          ]
        }
        """);
  }

  @Test
  void maintenanceThatWritesTidiesObjectsToo() {
    assertThat(ROLE.session(ACME, Access.WRITE, Capability.MAINTENANCE).policy().json())
        .contains(
            "[\"s3:GetObject\",\"s3:DeleteObject\",\"s3:DeleteObjectTagging\",\"s3:PutObject\",\"s3:PutObjectTagging\"]")
        .contains("dynamodb:DeleteItem");
  }

  @Test
  void tokensAreOnePartitionOfTheControlTable() throws IOException {
    assertDocument(
        new TokensRole("arn:aws:iam::123456789012:role/tokens", "arn:aws:dynamodb:::table/control")
            .session(ACME, Access.WRITE),
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": ["dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem"],
              "Resource": "arn:aws:dynamodb:::table/control",
              "Condition": {
                "ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "TOKENS#acme"},
                "Null": {"dynamodb:LeadingKeys": "false"}
              }
            }
          ]
        }
        """);
  }

  @Test
  void bucketIsNamedInTheTablesPartition() {
    var role =
        new TenantRole("", "arn:aws-cn:dynamodb:cn-north-1:123456789012:table/tracking", "bucket");

    assertThat(role.session(ACME, Access.READ, Capability.TRACKING).policy().json())
        .contains("\"arn:aws-cn:s3:::bucket/tenants/acme/spill/*\"");
  }

  @Test
  void aKeyOfTheDeploymentIsUsedThroughTheServicesThatTheSessionReaches() {
    var role =
        new TenantRole(
            ROLE.arn(), ROLE.tableArn(), ROLE.bucket(), Encryption.of("arn:aws:kms:r:1:key/k"));

    assertThat(policy(role.session(ACME, Access.WRITE, Capability.TRACKING)))
        .endsWith(
            """
            {"Effect":"Allow","Action":["kms:Decrypt"],"Resource":"arn:aws:kms:r:1:key/k",\
            "Condition":{"StringEquals":{"kms:ViaService":"dynamodb.r.amazonaws.com"}}},\
            {"Effect":"Allow","Action":["kms:Decrypt","kms:GenerateDataKey"],\
            "Resource":"arn:aws:kms:r:1:key/k",\
            "Condition":{"StringEquals":{"kms:ViaService":"s3.r.amazonaws.com"}}}]}""");
    assertThat(policy(role.session(ACME, Access.READ, Capability.ARTIFACTS)))
        .contains("kms:Decrypt")
        .doesNotContain("kms:GenerateDataKey");
  }

  @Test
  void tokensAreDecryptedThroughDynamoDbAlone() {
    var role = new TokensRole("arn:r", "arn:t", Encryption.of("arn:aws-cn:kms:r:1:key/k"));

    assertThat(policy(role.session(ACME, Access.WRITE)))
        .contains("\"kms:ViaService\":\"dynamodb.r.amazonaws.com.cn\"")
        .doesNotContain("s3.");
  }

  private static String policy(SessionRequest request) {
    return request.policy().json();
  }

  @ParameterizedTest
  @EnumSource
  void longestNamesFitIntoWhatStsTakes(Capability capability) {
    SessionPolicy policy = LONGEST_ROLE.session(LONGEST_TENANT, Access.WRITE, capability).policy();

    assertThat(policy.json()).hasSizeLessThanOrEqualTo(SessionPolicy.MAX_LENGTH);
  }

  @Test
  void refusesWhatStsWouldNotTake() {
    assertThatThrownBy(() -> new SessionPolicy(" ".repeat(SessionPolicy.MAX_LENGTH + 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "T#*#*",
        "T#a?#*",
        "T#${aws:username}#*",
        "T#a\"#*",
        "T#a\\#*",
        "T#a\n#*",
        "T#a b#*",
        "*",
        "T#acme*",
        "T#аcme#*",
        ""
      })
  void refusesToWriteWhatIamReadsAsMoreThanItself(String value) {
    Statement statement = Statement.allow(List.of("dynamodb:GetItem"), "arn:aws:x");

    assertThatThrownBy(() -> statement.when("StringLike", "dynamodb:LeadingKeys", value))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Statement.allow(List.of("dynamodb:GetItem"), value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "dynamodb:*", "s3:Get*", "dynamodb:Get?tem"})
  void refusesActionsThatAreNotNamed(String action) {
    assertThatThrownBy(() -> Statement.allow(List.of(action), "arn:aws:x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesStatementWithoutActions() {
    assertThatThrownBy(() -> Statement.allow(List.of(), "arn:aws:x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertDocument(SessionRequest request, String document) throws IOException {
    assertThat(Json.read(request.policy().json().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Json.read(document.getBytes(StandardCharsets.UTF_8)));
  }
}
