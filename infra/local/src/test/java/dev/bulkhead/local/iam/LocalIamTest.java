package dev.bulkhead.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LocalIamTest {
  private static final Role ROLE =
      new Role(
          "RunsFunctionRole",
          "arn:aws:iam::000000000000:role/RunsFunctionRole",
          TestPolicies.trustsEverybody(),
          List.of(TestPolicies.allowsEverything(PolicyType.IDENTITY)));
  private static final AccessRequest PUT =
      new AccessRequest(
          "dynamodb:PutItem", "arn:aws:dynamodb:us-east-1:000000000000:table/runs", Map.of());

  private Instant now = Instant.parse("2026-11-24T12:00:00Z");

  /** A clock that the test moves on. */
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  private final LocalIam iam = new LocalIam(clock, List.of(ROLE), List.of());

  @Test
  void findsARoleByItsArn() {
    assertThat(iam.role(ROLE.arn())).contains(ROLE);
    assertThat(iam.role(ROLE.arn() + "2")).isEmpty();
  }

  @Test
  void givesAFunctionKeysOfItsRole() {
    Identity keys = iam.issueKeys(ROLE);

    assertThat(iam.find(keys.accessKeyId())).contains(keys);
    assertThat(keys.sessionToken()).as("as Lambda's").isPresent();
    assertThat(keys.expiration()).isEmpty();
    assertThat(keys.principalArn())
        .isEqualTo("arn:aws:sts::000000000000:assumed-role/RunsFunctionRole/RunsFunctionRole");
    assertThat(iam.allows(keys, PUT)).isTrue();
  }

  @Test
  void holdsAnOperatorToTheirPolicy() {
    PolicyDocument tables =
        PolicyDocument.of(
            PolicyType.IDENTITY,
            Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(Map.of("Effect", "Allow", "Action", "dynamodb:*Table", "Resource", "*"))));
    Identity operator = iam.issueOperatorKeys("arn:aws:iam::000000000000:user/operator", tables);

    assertThat(
            iam.allows(
                operator, new AccessRequest("dynamodb:CreateTable", PUT.resource(), Map.of())))
        .isTrue();
    assertThat(iam.allows(operator, PUT)).isFalse();
  }

  @Test
  void givesEverySessionItsOwnKeysAndToken() {
    Identity one = session(Map.of());
    Identity two = session(Map.of());

    assertThat(one.accessKeyId()).startsWith("ASIA").hasSize(20).isNotEqualTo(two.accessKeyId());
    assertThat(one.secretAccessKey()).isNotEqualTo(two.secretAccessKey());
    assertThat(one.sessionToken()).isPresent().isNotEqualTo(two.sessionToken());
    assertThat(one.expiration()).contains(now.plus(Duration.ofMinutes(15)));
  }

  @Test
  void remembersAnEndedSessionForAnHour() {
    Identity session = session(Map.of());

    now = now.plus(Duration.ofMinutes(70));
    session(Map.of());
    assertThat(iam.find(session.accessKeyId())).as("told from a key that never was").isPresent();

    now = now.plus(Duration.ofMinutes(10));
    session(Map.of());
    assertThat(iam.find(session.accessKeyId())).isEmpty();
  }

  @Test
  void refusesToJudgeAStranger() {
    Identity stranger = new LocalIam(clock, List.of(ROLE), List.of()).issueKeys(ROLE);

    assertThatThrownBy(() -> iam.judge(stranger, PUT)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesNoWordOfACallForItsPrincipal() {
    PolicyDocument ofAcme =
        PolicyDocument.parse(
            PolicyType.IDENTITY,
            """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*",
             "Resource": "*",
             "Condition":
               {"StringEquals": {"aws:PrincipalArn": "arn:aws:iam::000000000000:role/Admin"}}}}
            """);
    Identity operator = iam.issueOperatorKeys("arn:aws:iam::000000000000:user/operator", ofAcme);
    AccessRequest boasting =
        new AccessRequest(
            PUT.action(),
            PUT.resource(),
            Map.of("aws:PrincipalArn", List.of("arn:aws:iam::000000000000:role/Admin")));

    assertThat(iam.allows(operator, boasting)).isFalse();
  }

  @Test
  void saysWhichPolicyRefused() {
    Role mute = new Role("Mute", "arn:aws:iam::000000000000:role/Mute", ROLE.trust(), List.of());
    Identity caller = iam.issueKeys(mute);

    assertThat(iam.judge(caller, PUT).refusal(caller, PUT))
        .isEqualTo(
            "User: arn:aws:sts::000000000000:assumed-role/Mute/Mute is not authorized to perform:"
                + " dynamodb:PutItem on resource:"
                + " arn:aws:dynamodb:us-east-1:000000000000:table/runs because no identity-based"
                + " policy allows the dynamodb:PutItem action");
  }

  @Test
  void namesTheDenyEvenWhereNothingAllows() {
    PolicyDocument deny =
        PolicyDocument.parse(
            PolicyType.RESOURCE,
            """
            {"Version": "2012-10-17",
             "Statement": {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}}
            """);
    LocalIam closed = new LocalIam(clock, List.of(ROLE), List.of(deny));
    Identity caller = closed.issueKeys(new Role("Mute", ROLE.arn() + "2", ROLE.trust(), List.of()));

    assertThat(closed.judge(caller, PUT).refusal(caller, PUT))
        .endsWith("with an explicit deny in a resource-based policy");
  }

  @Test
  void hidesSecretsWhereAnIdentityIsPrinted() {
    Identity session = session(Map.of());

    assertThat(session.toString())
        .contains(session.accessKeyId())
        .doesNotContain(session.secretAccessKey())
        .doesNotContain(session.sessionToken().orElseThrow());
  }

  private Identity session(Map<String, String> tags) {
    return iam.startSession(
        new SessionRequest(ROLE, "acme", Duration.ofMinutes(15), List.of(), tags));
  }
}
