package dev.bulkhead.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "IAM JSON policy elements: Principal", for the trust policies of roles. */
final class TrustPolicyTest {
  private static final String CALLER = "arn:aws:iam::000000000000:role/RunsFunctionRole";
  private static final String DATA = "arn:aws:iam::000000000000:role/TenantDataRole";

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          everybody                   | "*"                                                             | true
          everybody of AWS            | {"AWS": "*"}                                                    | true
          the role                    | {"AWS": "arn:aws:iam::000000000000:role/RunsFunctionRole"}      | true
          one of several              | {"AWS": ["arn:aws:iam::000000000000:role/A", "arn:aws:iam::000000000000:role/RunsFunctionRole"]} | true
          the account by its ARN      | {"AWS": "arn:aws:iam::000000000000:root"}                       | true
          the account by its number   | {"AWS": "000000000000"}                                         | true
          the session                 | {"AWS": "arn:aws:sts::000000000000:assumed-role/RunsFunctionRole/RunsFunctionRole"} | true
          another session of the role | {"AWS": "arn:aws:sts::000000000000:assumed-role/RunsFunctionRole/other"} | false
          another role                | {"AWS": "arn:aws:iam::000000000000:role/RunsFunctionRole2"}     | false
          another account             | {"AWS": "111111111111"}                                         | false
          another account's role      | {"AWS": "arn:aws:iam::111111111111:role/RunsFunctionRole"}      | false
          a service                   | {"Service": "lambda.amazonaws.com"}                             | false
          a service beside the role   | {"Service": "lambda.amazonaws.com", "AWS": "arn:aws:iam::000000000000:role/RunsFunctionRole"} | true
          """)
  void trusts(String who, String principal, boolean trusted) {
    assertThat(
            decide(
                    "{\"Effect\":\"Allow\",\"Principal\":"
                        + principal
                        + ",\"Action\":\"sts:AssumeRole\"}")
                .isAllowed())
        .isEqualTo(trusted);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the tag as demanded      | {"StringEquals": {"aws:RequestTag/tenant": "acme"}}                       | true
          another value of the tag | {"StringEquals": {"aws:RequestTag/tenant": "acme2"}}                      | false
          a tag that is missing    | {"StringLike": {"aws:RequestTag/access": "*"}}                            | false
          only the tags allowed    | {"ForAllValues:StringEquals": {"aws:TagKeys": ["tenant", "access"]}}      | true
          a tag that is too many   | {"ForAllValues:StringEquals": {"aws:TagKeys": ["access"]}}                | false
          all tags that must be    | {"ForAnyValue:StringEquals": {"aws:TagKeys": "tenant"}}                   | true
          the session's name       | {"StringEquals": {"sts:RoleSessionName": "${aws:RequestTag/tenant}"}}     | true
          the caller's role        | {"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::*:role/RunsFunctionRole"}} | true
          """)
  void holdsTheCallToItsConditions(String what, String condition, boolean trusted) {
    assertThat(
            decide(
                    """
                    {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole",
                     "Condition": %s}
                    """
                        .formatted(condition))
                .isAllowed())
        .isEqualTo(trusted);
  }

  @ParameterizedTest
  @CsvSource({"sts:TagSession", "sts:Assume", "sts:AssumeRoleWithSAML"})
  void allowsOnlyTheActionsThatItNames(String action) {
    assertThat(
            decide("{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"" + action + "\"}")
                .isAllowed())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({"role/RunsFunctionRole", "root"})
  void deniesWhomeverElseItAllows(String denied) {
    Decision decision =
        decide(
            """
            {"Effect": "Allow", "Principal": "*", "Action": "sts:*"},
            {"Effect": "Deny", "Principal": {"AWS": "arn:aws:iam::000000000000:%s"},
             "Action": "sts:AssumeRole"}
            """
                .formatted(denied));

    assertThat(decision).isEqualTo(new Decision.Denied(PolicyType.TRUST));
  }

  private static Decision decide(String statements) {
    PolicyDocument trust =
        PolicyDocument.parse(
            PolicyType.TRUST, "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}");
    Role role = new Role("TenantDataRole", DATA, trust, List.of());
    LocalIam iam = new LocalIam(Clock.systemUTC(), List.of(role), List.of());
    Identity caller =
        iam.issueKeys(
            new Role("RunsFunctionRole", CALLER, TestPolicies.trustsEverybody(), List.of()));
    return iam.judgeTrust(
        caller,
        role,
        new AccessRequest(
            "sts:AssumeRole",
            DATA,
            Map.of(
                "aws:RequestTag/tenant", List.of("acme"),
                "aws:TagKeys", List.of("tenant"),
                "sts:RoleSessionName", List.of("acme"))));
  }
}
