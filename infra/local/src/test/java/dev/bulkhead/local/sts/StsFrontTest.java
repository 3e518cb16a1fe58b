package dev.bulkhead.local.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulkhead.local.LoopbackServer;
import dev.bulkhead.local.iam.AccessRequest;
import dev.bulkhead.local.iam.Identity;
import dev.bulkhead.local.iam.LocalIam;
import dev.bulkhead.local.iam.PolicyDocument;
import dev.bulkhead.local.iam.PolicyType;
import dev.bulkhead.local.iam.Role;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

/** The SDK's own client against the local STS. */
final class StsFrontTest {
  private static final String REGION = "us-east-1";
  private static final String DATA_ROLE = "arn:aws:iam::000000000000:role/TenantDataRole";
  private static final String FUNCTION_ROLE = "arn:aws:iam::000000000000:role/RunsFunctionRole";

  /** What the template says of the tenant role: two functions, and a tenant and access in tags. */
  private static final PolicyDocument TRUST =
      PolicyDocument.parse(
          PolicyType.TRUST,
          """
          {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"AWS": "%1$s"}, "Action": "sts:AssumeRole",
             "Condition": {"StringEquals": {"aws:RequestTag/access": ["read", "write"]},
                           "StringLike": {"aws:RequestTag/tenant": "?*"},
                           "ForAllValues:StringEquals": {"aws:TagKeys": ["tenant", "access"]}}},
            {"Effect": "Allow", "Principal": {"AWS": "%1$s"}, "Action": "sts:TagSession"}]}
          """
              .formatted(FUNCTION_ROLE));

  private static final PolicyDocument MAY_ASSUME =
      PolicyDocument.parse(
          PolicyType.IDENTITY,
          """
          {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
           "Action": ["sts:AssumeRole", "sts:TagSession"], "Resource": "%s"}}
          """
              .formatted(DATA_ROLE));

  private static final PolicyDocument OWN_ITEMS =
      PolicyDocument.parse(
          PolicyType.IDENTITY,
          """
          {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
           "Action": ["dynamodb:GetItem", "dynamodb:PutItem"], "Resource": "*",
           "Condition": {
             "ForAllValues:StringLike": {"dynamodb:LeadingKeys": "T#${aws:PrincipalTag/tenant}#*"},
             "Null": {"dynamodb:LeadingKeys": "false"}}}}
          """);

  private final LocalIam iam =
      new LocalIam(
          Clock.systemUTC(),
          List.of(new Role("TenantDataRole", DATA_ROLE, TRUST, List.of(OWN_ITEMS))),
          List.of());
  private LoopbackServer server;

  @BeforeEach
  void start() throws IOException {
    server = LoopbackServer.start(0, new StsFront(iam, REGION, Clock.systemUTC()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void handsOutASessionOfTheRole() {
    Credentials credentials = assume(function(), _ -> {});

    Identity session = iam.find(credentials.accessKeyId()).orElseThrow();
    assertThat(session.secretAccessKey()).isEqualTo(credentials.secretAccessKey());
    assertThat(session.sessionToken()).contains(credentials.sessionToken());
    assertThat(session.principalArn())
        .isEqualTo("arn:aws:sts::000000000000:assumed-role/TenantDataRole/acme");
    assertThat(credentials.expiration())
        .isCloseTo(Instant.now().plus(Duration.ofHours(1)), within(Duration.ofSeconds(30)));
  }

  @Test
  void tagsTheSession() {
    Identity session = session(assume(function(), _ -> {}));

    assertThat(iam.allows(session, put("T#acme#X"))).isTrue();
    assertThat(iam.allows(session, put("T#acme2#X"))).isFalse();
  }

  @Test
  void narrowsTheSessionByItsPolicy() {
    Identity session =
        session(
            assume(
                function(),
                r ->
                    r.policy(
                        """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                         "Action":"dynamodb:GetItem","Resource":"*"}]}""")));

    assertThat(iam.allows(session, put("T#acme#X"))).isFalse();
    assertThat(iam.allows(session, item("dynamodb:GetItem", "T#acme#X"))).isTrue();
  }

  @Test
  void leavesNoPermissionWhereThePolicyHasNone() {
    Identity session =
        session(assume(function(), r -> r.policy("{\"Version\":\"2012-10-17\",\"Statement\":[]}")));

    assertThat(iam.allows(session, item("dynamodb:GetItem", "T#acme#X"))).isFalse();
  }

  @Test
  void endsTheSessionWhenItWasAskedTo() {
    Credentials credentials = assume(function(), r -> r.durationSeconds(900));

    assertThat(credentials.expiration())
        .isCloseTo(Instant.now().plus(Duration.ofMinutes(15)), within(Duration.ofSeconds(30)));
  }

  @Test
  void tellsASessionWhoItIs() {
    Credentials c = assume(function(), _ -> {});

    try (StsClient client =
        client(
            AwsSessionCredentials.create(c.accessKeyId(), c.secretAccessKey(), c.sessionToken()))) {
      var identity = client.getCallerIdentity();
      assertThat(identity.arn())
          .isEqualTo("arn:aws:sts::000000000000:assumed-role/TenantDataRole/acme");
      assertThat(identity.account()).isEqualTo("000000000000");
      assertThat(identity.userId()).startsWith("AROA").endsWith(":acme");
    }
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        row("899 seconds", "ValidationError", r -> r.durationSeconds(899)),
        row("3601 seconds", "ValidationError", r -> r.durationSeconds(3601)),
        row("a policy of 2,049 characters", "ValidationError", r -> r.policy(policyOf(2049))),
        row("a policy that is no JSON", "MalformedPolicyDocument", r -> r.policy("{")),
        row(
            "a policy given twice in one",
            "MalformedPolicyDocument",
            r -> r.policy(policyOf(300) + "{}")),
        row(
            "a policy with a principal",
            "MalformedPolicyDocument",
            r ->
                r.policy(
                    """
                    {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*",
                     "Action":"*","Resource":"*"}}""")),
        row(
            "a policy of unusual characters",
            "ValidationError",
            r -> r.policy(policyOf(300) + "\u20ac")),
        row("a session's name of one letter", "ValidationError", r -> r.roleSessionName("a")),
        row("a session's name with a slash", "ValidationError", r -> r.roleSessionName("a/b")),
        row(
            "a tag's value with an asterisk",
            "ValidationError",
            r -> r.tags(tag("tenant", "*"), tag("access", "read"))),
        row(
            "a tag's value with a variable",
            "ValidationError",
            r -> r.tags(tag("tenant", "${aws:username}"), tag("access", "read"))),
        row(
            "two tags that differ in case",
            "ValidationError",
            r -> r.tags(tag("tenant", "acme"), tag("Tenant", "acme2"))),
        row(
            "51 tags",
            "ValidationError",
            r -> r.tags(IntStream.range(0, 51).mapToObj(i -> tag("t" + i, "x")).toList())),
        row("transitive tags", "ValidationError", r -> r.transitiveTagKeys("tenant")),
        row(
            "managed session policies",
            "ValidationError",
            r ->
                r.policyArns(
                    PolicyDescriptorType.builder()
                        .arn("arn:aws:iam::aws:policy/ReadOnlyAccess")
                        .build())),
        row("another role", "AccessDenied", r -> r.roleArn(DATA_ROLE + "2")),
        row("no tags", "AccessDenied", r -> r.tags(List.of())),
        row("no tenant", "AccessDenied", r -> r.tags(tag("access", "read"))),
        row(
            "an empty tenant",
            "AccessDenied",
            r -> r.tags(tag("tenant", ""), tag("access", "read"))),
        row(
            "an unknown access",
            "AccessDenied",
            r -> r.tags(tag("tenant", "acme"), tag("access", "admin"))),
        row(
            "a tag too many",
            "AccessDenied",
            r -> r.tags(tag("tenant", "acme"), tag("access", "read"), tag("role", "admin"))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("invalid")
  void refusesAndStartsNoSession(
      String what, String code, Consumer<AssumeRoleRequest.Builder> change) {
    StsException refused =
        catchThrowableOfType(StsException.class, () -> assume(function(), change));

    assertThat(refused).isNotNull();
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
  }

  @Test
  void takesAPolicyOf2048Characters() {
    assertThat(session(assume(function(), r -> r.policy(policyOf(2048))))).isNotNull();
  }

  @Test
  void refusesACallerWhomTheRoleDoesNotTrust() {
    Identity stranger = iam.issueKeys(function("SearchFunctionRole", MAY_ASSUME));

    assertThatThrownBy(() -> assume(stranger, _ -> {}))
        .isInstanceOf(StsException.class)
        .hasMessageContaining("because no role trust policy allows the sts:AssumeRole action");
  }

  @Test
  void refusesACallerWhoseOwnPolicyIsSilent() {
    Identity mute = iam.issueKeys(new Role("RunsFunctionRole", FUNCTION_ROLE, TRUST, List.of()));

    assertThatThrownBy(() -> assume(mute, _ -> {}))
        .isInstanceOf(StsException.class)
        .hasMessageContaining("because no identity-based policy allows the sts:AssumeRole action");
  }

  @Test
  void refusesTagsOfACallerWhoMayNotTag() {
    PolicyDocument untagged =
        PolicyDocument.parse(
            PolicyType.IDENTITY,
            """
            {"Version": "2012-10-17",
             "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}}
            """);
    Identity caller = iam.issueKeys(function("RunsFunctionRole", untagged));

    assertThatThrownBy(() -> assume(caller, _ -> {}))
        .isInstanceOf(StsException.class)
        .hasMessageContaining("sts:TagSession");
  }

  @Test
  void refusesATenantsSessionThatWouldBecomeAnother() {
    Credentials c = assume(function(), _ -> {});
    Identity tenant = session(c);

    assertThatThrownBy(
            () -> assume(tenant, r -> r.tags(tag("tenant", "acme2"), tag("access", "write"))))
        .isInstanceOf(StsException.class)
        .hasMessageContaining("not authorized to perform: sts:AssumeRole");
  }

  @Test
  void refusesAWrongSecret() {
    Identity f = function();
    Identity thief =
        new Identity(
            f.accessKeyId(), "guessed", f.sessionToken(), f.expiration(), f.principalArn());

    StsException refused = catchThrowableOfType(StsException.class, () -> assume(thief, _ -> {}));

    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
    assertThat(refused.statusCode()).isEqualTo(403);
  }

  private Identity function() {
    return iam.issueKeys(function("RunsFunctionRole", MAY_ASSUME));
  }

  private static Role function(String name, PolicyDocument policy) {
    return new Role(name, "arn:aws:iam::000000000000:role/" + name, TRUST, List.of(policy));
  }

  private Credentials assume(Identity caller, Consumer<AssumeRoleRequest.Builder> change) {
    try (StsClient client = client(credentials(caller))) {
      AssumeRoleRequest.Builder request =
          AssumeRoleRequest.builder()
              .roleArn(DATA_ROLE)
              .roleSessionName("acme")
              .tags(tag("tenant", "acme"), tag("access", "write"));
      change.accept(request);
      return client.assumeRole(request.build()).credentials();
    }
  }

  private StsClient client(AwsCredentials credentials) {
    return StsClient.builder()
        .region(Region.of(REGION))
        .endpointOverride(server.uri())
        .httpClientBuilder(Apache5HttpClient.builder())
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }

  private static AwsCredentials credentials(Identity identity) {
    return identity
        .sessionToken()
        .<AwsCredentials>map(
            token ->
                AwsSessionCredentials.create(
                    identity.accessKeyId(), identity.secretAccessKey(), token))
        .orElseGet(
            () -> AwsBasicCredentials.create(identity.accessKeyId(), identity.secretAccessKey()));
  }

  private Identity session(Credentials credentials) {
    return iam.find(credentials.accessKeyId()).orElseThrow();
  }

  private static AccessRequest put(String key) {
    return item("dynamodb:PutItem", key);
  }

  private static AccessRequest item(String action, String key) {
    return new AccessRequest(
        action,
        "arn:aws:dynamodb:us-east-1:000000000000:table/runs",
        Map.of("dynamodb:LeadingKeys", List.of(key)));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static String policyOf(int length) {
    String start = "{\"Version\":\"2012-10-17\",\"Statement\":[]";
    return start + " ".repeat(length - start.length() - 1) + "}";
  }

  private static org.assertj.core.data.TemporalUnitOffset within(Duration duration) {
    return org.assertj.core.api.Assertions.within(duration.toSeconds(), ChronoUnit.SECONDS);
  }

  private static Arguments row(
      String what, String code, Consumer<AssumeRoleRequest.Builder> change) {
    return Arguments.of(what, code, change);
  }
}
