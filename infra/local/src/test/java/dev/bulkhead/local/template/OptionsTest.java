package dev.bulkhead.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the template's parameters change, and that nothing that costs at idle is there unasked. */
class OptionsTest {
  private static final Map<String, String> KEY = Map.of("OwnKey", "true");
  private static final String KEY_ARN =
      "arn:aws:kms:us-east-1:000000000000:key/bulkhead-local-DataKey";
  private static final Map<?, ?> PARAMETERS =
      (Map<?, ?>) TemplateYaml.read(Project.yaml()).get("Parameters");

  @Test
  void nothingThatCostsAtIdleIsThereUnlessAskedFor() {
    Resources plain = Project.resources();

    assertThat(
            Stream.of(
                    "AWS::KMS::Key",
                    "AWS::CloudWatch::Alarm",
                    "AWS::CloudWatch::Dashboard",
                    "AWS::ApiGatewayV2::DomainName",
                    "AWS::Route53::RecordSet",
                    "AWS::SNS::Topic")
                .flatMap(type -> plain.ofType(type).stream()))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void everyParameterHasADescriptionADefaultAndAConstraint(String name) {
    Map<?, ?> parameter = (Map<?, ?>) PARAMETERS.get(name);

    assertThat(parameter.get("Description").toString()).as(name).hasSizeGreaterThan(20);
    assertThat(parameter.get("Default")).as(name).isNotNull();
    assertThat(
            Stream.of("AllowedValues", "AllowedPattern", "MinValue").filter(parameter::containsKey))
        .as(name)
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Stage | prod | Prod",
        "Stage | dev-2 | 2dev",
        "DomainName | mlflow.example.com | example",
        "DomainName | '' | https://mlflow.example.com",
        "CertificateArn | arn:aws:acm:eu-west-1:123456789012:certificate/a | arn:aws:iam::123456789012:role/a",
        "HostedZoneId | Z0123ABC | mlflow.example.com",
        "AlarmEmail | ops@example.com | ops",
      })
  void aParameterTakesWhatItIsFor(String name, String good, String bad) {
    String pattern = ((Map<?, ?>) PARAMETERS.get(name)).get("AllowedPattern").toString();

    assertThat(Pattern.matches(pattern, good)).as(good).isTrue();
    assertThat(Pattern.matches(pattern, bad)).as(bad).isFalse();
  }

  @Test
  void aKeyOfItsOwnEncryptsTablesFilesAndLogsAndIsKept() {
    Resources resources = Project.resources(KEY);

    assertThat(resources.ofType("AWS::DynamoDB::Table"))
        .hasSize(2)
        .allSatisfy(
            table ->
                assertThat(table.properties().get("SSESpecification").document())
                    .isEqualTo(
                        Map.of("SSEEnabled", true, "SSEType", "KMS", "KMSMasterKeyId", KEY_ARN)));
    assertThat(resources.one("AWS::S3::Bucket").properties().get("BucketEncryption").document())
        .asString()
        .contains("SSEAlgorithm=aws:kms", "KMSMasterKeyID=" + KEY_ARN, "BucketKeyEnabled=true");
    assertThat(resources.ofType("AWS::Logs::LogGroup"))
        .hasSizeGreaterThan(10)
        .allSatisfy(log -> assertThat(log.properties().get("KmsKeyId").text()).isEqualTo(KEY_ARN));
    Resource key = resources.one("AWS::KMS::Key");
    assertThat(key.whole().get("DeletionPolicy").text()).isEqualTo("Retain");
    assertThat(key.whole().get("UpdateReplacePolicy").text()).isEqualTo("Retain");
    assertThat(key.properties().get("EnableKeyRotation").text()).isEqualTo("true");
  }

  @Test
  void nobodyUsesTheKeyButThroughDynamoDbAndS3AndForOurLogs() {
    List<Section> statements =
        Project.resources(KEY)
            .one("AWS::KMS::Key")
            .properties()
            .get("KeyPolicy")
            .get("Statement")
            .items();

    for (Section statement : statements) {
      List<String> actions = statement.get("Action").texts();
      assertThat(actions).noneMatch(action -> action.contains("*"));
      if (statement.get("Sid").text().equals("UseForLogs")) {
        assertThat(statement.get("Principal").document())
            .isEqualTo(Map.of("Service", "logs.us-east-1.amazonaws.com"));
        assertThat(statement.get("Condition").document())
            .isEqualTo(
                Map.of(
                    "ArnLike",
                    Map.of(
                        "kms:EncryptionContext:aws:logs:arn",
                        "arn:aws:logs:us-east-1:000000000000:log-group:bulkhead-local-*")));
      } else if (actions.stream().anyMatch(OptionsTest::usesAKey)) {
        assertThat(statement.get("Condition").get("StringEquals").get("kms:ViaService").texts())
            .isSubsetOf("dynamodb.us-east-1.amazonaws.com", "s3.us-east-1.amazonaws.com");
        assertThat(statement.get("Condition").get("StringEquals").get("kms:CallerAccount").text())
            .isEqualTo(Account.LOCAL.id());
      }
    }
    assertThat(statements).hasSize(4);
  }

  private static boolean usesAKey(String action) {
    return Stream.of("Encrypt", "Decrypt", "ReEncrypt", "GenerateDataKey", "CreateGrant", "Sign")
        .anyMatch(use -> action.startsWith("kms:" + use));
  }

  @ParameterizedTest
  @MethodSource("roles")
  void whoeverReachesDataMayUseTheKeyAndOnlyAsFarAsItDoes(IamRole role) {
    var expected = new HashSet<String>();
    if (actions(role).anyMatch(action -> action.startsWith("dynamodb:"))) {
      expected.add("kms:Decrypt through [dynamodb.us-east-1.amazonaws.com] by anybody");
    }
    if (actions(role).anyMatch(action -> action.equals("s3:GetObject"))) {
      expected.add("kms:Decrypt through [s3.us-east-1.amazonaws.com] by anybody");
      expected.add("kms:GenerateDataKey through [s3.us-east-1.amazonaws.com] by write");
    }

    assertThat(statements(role).filter(s -> s.get("Resource").equals(KEY_ARN)))
        .extracting(OptionsTest::use)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String use(Map<?, ?> statement) {
    var conditions = new HashMap<Object, Object>((Map<?, ?>) statement.get("Condition"));
    var equal = new HashMap<Object, Object>((Map<?, ?>) conditions.remove("StringEquals"));
    assertThat(conditions).isEmpty();
    Object service = equal.remove("kms:ViaService");
    Object access = equal.remove("aws:PrincipalTag/access");
    assertThat(equal).isEmpty();
    return "%s through [%s] by %s"
        .formatted(statement.get("Action"), service, access == null ? "anybody" : access);
  }

  private static Stream<IamRole> roles() {
    return Project.template(KEY).roles().stream();
  }

  private static Stream<String> actions(IamRole role) {
    return statements(role)
        .flatMap(
            s ->
                s.get("Action") instanceof List<?> list
                    ? list.stream()
                    : Stream.of(s.get("Action")))
        .map(Object::toString);
  }

  @Test
  void everyFunctionWithASessionIsToldOfTheKey() {
    assertThat(Project.template(KEY).functions())
        .filteredOn(
            f ->
                f.environment().containsKey("TENANT_ROLE_ARN")
                    || f.environment().containsKey("TOKENS_ROLE_ARN"))
        .isNotEmpty()
        .allSatisfy(f -> assertThat(f.environment()).containsEntry("DATA_KEY_ARN", KEY_ARN));
  }

  @Test
  void tracedFunctionsMayWriteTracesAndNothingElseOfEverything() {
    Template traced = Project.template(Map.of("Tracing", "Active"));

    for (LambdaFunction function : traced.functions()) {
      IamRole role =
          traced.roles().stream()
              .filter(r -> r.arn().equals(function.roleArn()))
              .findFirst()
              .orElseThrow();
      assertThat(statements(role).filter(s -> s.get("Resource").equals("*")))
          .as(function.id())
          .singleElement()
          .extracting(s -> s.get("Action"))
          .isEqualTo(List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"));
    }
  }

  @Test
  void searchesLeaveExecutionsToWhatLogsOnceThatIsAskedFor() {
    assertThat(reserved(Map.of())).isEmpty();
    assertThat(reserved(Map.of("SearchConcurrency", "200"))).containsExactly("SearchFunction 200");
  }

  private static List<String> reserved(Map<String, String> parameters) {
    return Project.resources(parameters).ofType(Resources.FUNCTION).stream()
        .filter(f -> f.properties().has("ReservedConcurrentExecutions"))
        .map(f -> f.id() + " " + f.properties().get("ReservedConcurrentExecutions").text())
        .toList();
  }

  @Test
  void theGatewayLimitsRoutesOnceThatIsAskedFor() {
    assertThat(routeSettings(Map.of())).isEmpty();
    assertThat(routeSettings(Map.of("RouteRequestsPerSecond", "50")))
        .hasToString("{ThrottlingRateLimit=50, ThrottlingBurstLimit=50}");
  }

  private static Map<?, ?> routeSettings(Map<String, String> parameters) {
    return (Map<?, ?>)
        Project.resources(parameters)
            .one("AWS::Serverless::HttpApi")
            .properties()
            .get("DefaultRouteSettings")
            .document();
  }

  @Test
  void aNameOfItsOwnIsTheOnlyWayIn() {
    Resources named =
        Project.resources(
            Map.of(
                "DomainName", "mlflow.example.com",
                "HostedZoneId", "Z1",
                "CertificateArn", "arn:aws:acm:us-east-1:000000000000:certificate/a"));

    assertThat(
            named
                .one("AWS::Serverless::HttpApi")
                .properties()
                .get("DisableExecuteApiEndpoint")
                .text())
        .isEqualTo("true");
    assertThat(
            named
                .one("AWS::ApiGatewayV2::DomainName")
                .properties()
                .get("DomainNameConfigurations")
                .items()
                .getFirst()
                .get("SecurityPolicy")
                .text())
        .isEqualTo("TLS_1_2");
    assertThat(named.ofType("AWS::Route53::RecordSet")).hasSize(1);
  }

  private static Stream<Map<?, ?>> statements(IamRole role) {
    return role.policies().stream()
        .flatMap(policy -> ((List<?>) policy.get("Statement")).stream())
        .map(statement -> (Map<?, ?>) statement);
  }

  private static Stream<String> parameters() {
    return PARAMETERS.keySet().stream().map(Object::toString);
  }
}
