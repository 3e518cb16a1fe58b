package dev.bulkhead.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.http.Json;
import dev.bulkhead.local.stack.RolesDoor;
import dev.bulkhead.store.s3.S3TenantObjects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that the project's template keeps, whoever edits it. */
class TemplateTest {
  private static final Resources RESOURCES = Project.resources();
  private static final Template TEMPLATE = Project.template();

  private static final Set<String> CONTROL_READS = Set.of("dynamodb:BatchGetItem");
  private static final Set<String> CONTROL_ITEMS =
      Set.of("dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem");

  /** The roles that sessions of a tenant are of, and the variable that names each to a function. */
  private static final Map<String, String> SESSION_ROLES =
      Map.of("TenantDataRole", "TENANT_ROLE_ARN", "TenantTokensRole", "TOKENS_ROLE_ARN");

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionRunsAsLambdaRunsJavaBest(Resource function) {
    Section properties = function.properties();

    assertThat(properties.get("Runtime").text()).isEqualTo("java25");
    assertThat(properties.get("Architectures").texts()).containsExactly("arm64");
    assertThat(properties.get("SnapStart").get("ApplyOn").text()).isEqualTo("PublishedVersions");
    assertThat(properties.get("AutoPublishAlias").text()).isEqualTo("live");
    assertThat(properties.get("AutoPublishAliasAllProperties").text()).isEqualTo("true");
    assertThat(properties.get("VersionDeletionPolicy").text())
        .as("versions that no alias leads to would be kept forever")
        .isEqualTo("Delete");
    assertThat(Project.template().function(function.id()).environment())
        .as("a collection before the snapshot has the first call of every method pay for it")
        .containsEntry("JAVA_TOOL_OPTIONS", "-XX:+DisableExplicitGC");
    assertThat(properties.get("CodeUri").text()).isEqualTo("functions/target/lambda");
    assertThat(properties.get("MemorySize").number()).isBetween(512, 10240);
    assertThat(properties.get("Timeout").number())
        .as("somebody waits for all but the maintenance")
        .isBetween(1, function.id().equals("MaintenanceFunction") ? 900 : 29);
  }

  @Test
  void memoryCannotBeSetTooLow() {
    Map<?, ?> parameters = (Map<?, ?>) TemplateYaml.read(Project.yaml()).get("Parameters");

    assertThat(((Map<?, ?>) parameters.get("FunctionMemory")).get("MinValue")).isEqualTo(512L);
  }

  @Test
  void sessionsAreVendedOnlyWhereSomebodyAskedForIt() {
    Map<?, ?> parameters = (Map<?, ?>) TemplateYaml.read(Project.yaml()).get("Parameters");

    assertThat(((Map<?, ?>) parameters.get("AllowSessionVending")).get("Default"))
        .isEqualTo("false");
    assertThat(TEMPLATE.functions())
        .filteredOn(f -> f.environment().containsKey("ALLOW_SESSION_VENDING"))
        .singleElement()
        .returns("TenantsFunction", LambdaFunction::id)
        .satisfies(f -> assertThat(f.environment()).containsEntry("ALLOW_SESSION_VENDING", "false"))
        .satisfies(
            f ->
                assertThat(TEMPLATE.routes())
                    .as("no route leads to it")
                    .noneMatch(route -> route.function().equals(f.id())));
  }

  /** They are what the kill switch must change, all of them. */
  @Test
  void everyRoleOfTenantsIsAnOutput() {
    Map<?, ?> outputs = (Map<?, ?>) TemplateYaml.read(Project.yaml()).get("Outputs");

    assertThat(RolesDoor.ofTenants(TEMPLATE))
        .extracting(IamRole::id)
        .contains("TenantDataRole", "TenantTokensRole")
        .allSatisfy(id -> assertThat(outputs.containsKey(id + "Name")).as(id).isTrue());
  }

  @Test
  void credentialsForS3AreHandedOutByOneFunctionAndCanBeSwitchedOff() {
    Map<?, ?> parameters = (Map<?, ?>) TemplateYaml.read(Project.yaml()).get("Parameters");

    assertThat(((Map<?, ?>) parameters.get("AllowS3Credentials")).get("AllowedValues"))
        .isEqualTo(List.of("true", "false"));
    assertThat(TEMPLATE.functions())
        .filteredOn(f -> f.environment().containsKey("ALLOW_S3_CREDENTIALS"))
        .extracting(LambdaFunction::id)
        .containsExactly("ArtifactsFunction");
  }

  @Test
  void theAuthorizerAnswersBeforeTheGatewayGivesUp() {
    assertThat(TEMPLATE.function(TEMPLATE.authorizer().function()).timeout())
        .as("API Gateway waits for an authorizer for 10 s")
        .hasSeconds(10);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionIsCalledAsItsClassAndHasARoleAndALogOfItsOwn(Resource function) {
    Section properties = function.properties();

    assertThat(properties.get("Handler").text()).endsWith("." + function.id());
    assertThat(properties.get("Role").text())
        .isEqualTo(Account.LOCAL.roleArn(function.id() + "Role"));
    assertThat(properties.get("LoggingConfig").get("LogGroup").text())
        .isEqualTo(Account.LOCAL.nameOf(function.id() + "Log"));
    assertThat(properties.has("Policies"))
        .as("SAM's policies would make a role of their own")
        .isFalse();
  }

  /** Who guesses credentials is in no other log. */
  @Test
  void theGatewaySaysOfEachCallWhereItCameFromAndNothingThatTheCallerWrote() throws IOException {
    String format =
        RESOURCES
            .one("AWS::Serverless::HttpApi")
            .properties()
            .get("AccessLogSettings")
            .get("Format")
            .text();

    Map<?, ?> line = (Map<?, ?>) Json.read(format.getBytes(StandardCharsets.UTF_8));
    assertThat(line.get("source_ip")).isEqualTo("$context.identity.sourceIp");
    assertThat(format).doesNotContain("userAgent", "context.path", "protocol");
  }

  @Test
  void logsAreNotKeptForever() {
    assertThat(RESOURCES.ofType("AWS::Logs::LogGroup"))
        .hasSize(TEMPLATE.functions().size() + 1)
        .allSatisfy(
            log -> assertThat(log.properties().get("RetentionInDays").number()).isPositive());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aTableCanBeBroughtBackAndNotBeDeletedByMistake(Resource table) {
    Section properties = table.properties();

    assertThat(properties.get("BillingMode").text()).isEqualTo("PAY_PER_REQUEST");
    assertThat(properties.get("DeletionProtectionEnabled").text()).isEqualTo("true");
    assertThat(
            properties
                .get("PointInTimeRecoverySpecification")
                .get("PointInTimeRecoveryEnabled")
                .text())
        .isEqualTo("true");
    assertThat(properties.has("GlobalSecondaryIndexes"))
        .as("an index would have keys without a tenant")
        .isFalse();
    assertThat(table.whole().get("DeletionPolicy").text()).isEqualTo("Retain");
    assertThat(table.whole().get("UpdateReplacePolicy").text()).isEqualTo("Retain");
  }

  @Test
  void theBucketIsPrivateEncryptedAndKept() {
    Resource bucket = RESOURCES.one("AWS::S3::Bucket");
    Section properties = bucket.properties();

    assertThat(properties.get("PublicAccessBlockConfiguration").document().values())
        .hasSize(4)
        .containsOnly(true);
    assertThat(properties.get("OwnershipControls").get("Rules").items())
        .allSatisfy(
            rule ->
                assertThat(rule.get("ObjectOwnership").text()).isEqualTo("BucketOwnerEnforced"));
    assertThat(properties.get("BucketEncryption").document().toString()).contains("AES256");
    assertThat(properties.get("LifecycleConfiguration").document().toString())
        .contains("AbortIncompleteMultipartUpload={DaysAfterInitiation=");
    assertThat(bucket.whole().get("DeletionPolicy").text()).isEqualTo("Retain");
  }

  @Test
  void aBrowserMayFollowPresignedUrlsAndSeeTheETag() {
    Section rule =
        RESOURCES
            .one("AWS::S3::Bucket")
            .properties()
            .get("CorsConfiguration")
            .get("CorsRules")
            .items()
            .getFirst();

    assertThat(rule.get("AllowedMethods").texts()).containsExactlyInAnyOrder("GET", "PUT", "HEAD");
    assertThat(rule.get("ExposedHeaders").texts()).containsExactly("ETag");
  }

  @Test
  void theBucketRefusesWhateverComesWithoutTls() {
    Section statement =
        RESOURCES
            .one("AWS::S3::BucketPolicy")
            .properties()
            .get("PolicyDocument")
            .get("Statement")
            .items()
            .getFirst();
    String bucket = "arn:aws:s3:::" + TEMPLATE.bucket().name();

    assertThat(statement.document())
        .containsEntry("Effect", "Deny")
        .containsEntry("Principal", "*")
        .containsEntry("Action", "s3:*")
        .containsEntry("Resource", List.of(bucket, bucket + "/*"))
        .containsEntry("Condition", Map.of("Bool", Map.of("aws:SecureTransport", "false")));
  }

  @Test
  void onlyThisAccountsBucketSendsEvents() {
    String queue = TEMPLATE.eventQueue("UploadsFunction").arn();

    assertThat(allowing("UploadEventsPolicy")).hasSize(1);
    assertThat(allowing("UploadsDeadLettersPolicy")).as("SQS itself moves them").isEmpty();
    assertThat(allowing("UploadEventsPolicy").getFirst())
        .containsEntry("Effect", "Allow")
        .containsEntry("Principal", Map.of("Service", "s3.amazonaws.com"))
        .containsEntry("Action", "sqs:SendMessage")
        .containsEntry("Resource", queue)
        .containsEntry(
            "Condition",
            Map.of(
                "StringEquals",
                Map.of("aws:SourceAccount", Account.LOCAL.id()),
                "ArnEquals",
                Map.of("aws:SourceArn", "arn:aws:s3:::" + TEMPLATE.bucket().name())));
    assertThat(RESOURCES.one("AWS::S3::Bucket").whole().get("DependsOn").text())
        .as("S3 sends a test message when it is told of the queue")
        .isEqualTo("UploadEventsPolicy");
  }

  @Test
  void everyQueueRefusesWhateverComesWithoutTls() {
    assertThat(RESOURCES.ofType("AWS::SQS::Queue"))
        .hasSize(4)
        .allSatisfy(
            queue -> {
              String arn = Account.LOCAL.arn("sqs", Account.LOCAL.nameOf(queue.id()));
              assertThat(queue.properties().get("SqsManagedSseEnabled").text()).isEqualTo("true");
              assertThat(ofQueue(queue.id() + "Policy"))
                  .extracting(Section::document)
                  .contains(
                      Map.of(
                          "Sid", "TlsOnly",
                          "Effect", "Deny",
                          "Principal", "*",
                          "Action", "sqs:*",
                          "Resource", arn,
                          "Condition", Map.of("Bool", Map.of("aws:SecureTransport", "false"))));
            });
  }

  private static List<Map<String, Object>> allowing(String policy) {
    return ofQueue(policy).stream()
        .map(Section::document)
        .filter(statement -> statement.get("Effect").equals("Allow"))
        .toList();
  }

  private static List<Section> ofQueue(String policy) {
    return RESOURCES.ofType("AWS::SQS::QueuePolicy").stream()
        .filter(resource -> resource.id().equals(policy))
        .flatMap(p -> p.properties().get("PolicyDocument").get("Statement").items().stream())
        .toList();
  }

  @Test
  void bothKindsOfEventsGoToTheQueue() {
    assertThat(TEMPLATE.bucket().notifications())
        .extracting(ArtifactBucket.Notification::event)
        .containsExactlyInAnyOrder("s3:ObjectCreated:*", "s3:ObjectRemoved:*");
    assertThat(TEMPLATE.bucket().notifications())
        .allMatch(n -> n.queue().equals(TEMPLATE.eventQueue("UploadsFunction").arn()));
  }

  @Test
  void anEventIsTriedAFewTimesAndThenKeptForAPerson() {
    Section events = queue("UploadEvents");
    Section dead = queue("UploadsDeadLetters");

    assertThat(events.get("VisibilityTimeout").number())
        .as("AWS's advice: six times as long as the function may take, and its window")
        .isGreaterThanOrEqualTo(
            6
                    * (int)
                        TEMPLATE
                            .function(TEMPLATE.eventQueue("UploadsFunction").function())
                            .timeout()
                            .toSeconds()
                + subscription().get("MaximumBatchingWindowInSeconds").number());
    assertThat(events.get("RedrivePolicy").get("maxReceiveCount").number()).isBetween(3, 5);
    assertThat(events.get("RedrivePolicy").get("deadLetterTargetArn").text())
        .isEqualTo("arn:aws:sqs:us-east-1:000000000000:bulkhead-local-UploadsDeadLetters");
    assertThat(dead.get("MessageRetentionPeriod").number()).isEqualTo(14 * 24 * 60 * 60);
    assertThat(events.has("MessageRetentionPeriod"))
        .as("four days; a dead letter's days count from when it was first sent")
        .isFalse();
  }

  @Test
  void onlySearchesAskForChoresAndOnlyTheMaintenanceHearsThem() {
    String queue = TEMPLATE.eventQueue("MaintenanceFunction").arn();

    assertThat(TEMPLATE.roles())
        .filteredOn(role -> statements(role).toString().contains(queue))
        .extracting(IamRole::id)
        .containsExactlyInAnyOrder("SearchFunctionRole", "MaintenanceFunctionRole");
    assertThat(statements(role("SearchFunctionRole")))
        .filteredOn(statement -> strings(statement.get("Action")).contains("sqs:SendMessage"))
        .singleElement()
        .satisfies(
            statement -> {
              assertThat(strings(statement.get("Action"))).containsExactly("sqs:SendMessage");
              assertThat(statement.get("Resource")).isEqualTo(queue);
            });
    assertThat(TEMPLATE.function("SearchFunction").environment())
        .containsEntry("CHORE_QUEUE_URL", TEMPLATE.eventQueue("MaintenanceFunction").url());
    assertThat(allowing("ChoreRequestsPolicy")).isEmpty();
    assertThat(allowing("ChoreDeadLettersPolicy")).isEmpty();
  }

  @Test
  void aTenantsExperimentsAreSealedOneByOneAndNeverByTwo() {
    Section requests = queue("ChoreRequests");

    assertThat(requests.get("FifoQueue").text()).isEqualTo("true");
    assertThat(requests.get("VisibilityTimeout").number())
        .as("else it is delivered while it is worked on, and Lambda refuses the subscription")
        .isGreaterThan((int) TEMPLATE.function("MaintenanceFunction").timeout().toSeconds());
    assertThat(requests.get("RedrivePolicy").get("deadLetterTargetArn").text())
        .isEqualTo("arn:aws:sqs:us-east-1:000000000000:bulkhead-local-ChoreDeadLetters");
    assertThat(queue("ChoreDeadLetters").get("FifoQueue").text())
        .as("a queue with groups has its dead letters in another")
        .isEqualTo("true");
    assertThat(TEMPLATE.eventQueue("MaintenanceFunction").batchSize()).isEqualTo(1);
    assertThat(subscription("MaintenanceFunction", "ChoreRequest"))
        .satisfies(
            event -> {
              assertThat(event.get("FunctionResponseTypes").texts())
                  .containsExactly("ReportBatchItemFailures");
              assertThat(event.get("ScalingConfig").get("MaximumConcurrency").number())
                  .isBetween(2, 10);
            });
  }

  @Test
  void ofABatchOnlyWhatFailedComesAgain() {
    assertThat(subscription().get("FunctionResponseTypes").texts())
        .containsExactly("ReportBatchItemFailures");
    assertThat(subscription().get("ScalingConfig").get("MaximumConcurrency").number())
        .isBetween(2, 100);
  }

  private static Section queue(String id) {
    return RESOURCES.ofType("AWS::SQS::Queue").stream()
        .filter(queue -> queue.id().equals(id))
        .findFirst()
        .orElseThrow()
        .properties();
  }

  private static Section subscription() {
    return subscription("UploadsFunction", "UploadEvent");
  }

  private static Section subscription(String function, String event) {
    return functions()
        .filter(f -> f.id().equals(function))
        .findFirst()
        .orElseThrow()
        .properties()
        .get("Events")
        .get(event)
        .get("Properties");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void cloudWatchReadsTheFieldsOfAuditRecords(Resource function) {
    assertThat(function.properties().get("LoggingConfig").get("LogFormat").text())
        .as("Lambda's JSON format would make our lines strings inside another object")
        .isEqualTo("Text");
  }

  @Test
  void aRevokedTokenDiesWithinAMinute() {
    Section authorizers =
        RESOURCES.one("AWS::Serverless::HttpApi").properties().get("Auth").get("Authorizers");
    Section authorizer = authorizers.get("TokenAuthorizer");

    assertThat(TEMPLATE.authorizer().ttl())
        .isPositive()
        .isLessThanOrEqualTo(Duration.ofSeconds(60));
    assertThat(authorizer.get("Identity").document().keySet())
        .as("nothing but one header may decide, or a cached answer would be for another call")
        .containsExactlyInAnyOrder("Headers", "ReauthorizeEvery");
    assertThat(TEMPLATE.authorizer().header()).isEqualTo("Authorization");
    assertThat(authorizer.get("AuthorizerPayloadFormatVersion").text()).isEqualTo("2.0");
    assertThat(authorizer.get("EnableSimpleResponses").text()).isEqualTo("true");
  }

  @Test
  void everyRouteAsksTheAuthorizerButThoseThatShowNoData() {
    assertThat(TEMPLATE.routes().stream().filter(r -> !r.authorized()).map(ApiRoute::key))
        .containsExactlyInAnyOrder(
            "GET /health", "GET /version", "GET /{api}/3.0/mlflow/server-info");
    assertThat(TEMPLATE.routes())
        .as("a route that does not exist is answered by us")
        .contains(new ApiRoute("$default", "ServerFunction", true));
  }

  @Test
  void noPolicyAllowsAWildcardActionOrEverything() {
    assertThat(allowing(TEMPLATE.roles()))
        .isNotEmpty()
        .allSatisfy(
            statement -> {
              assertThat(strings(statement.get("Action"))).noneMatch(a -> a.contains("*"));
              assertThat(strings(statement.get("Resource"))).noneMatch(r -> r.equals("*"));
              assertThat(statement).doesNotContainKeys("NotAction", "NotResource");
            });
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionsOwnRoleReachesNoTenantsData(Resource function) {
    Set<String> actions = new HashSet<>();
    for (var statement : statements(role(function.id() + "Role"))) {
      actions.addAll(strings(statement.get("Action")));
      assertThat(statement.toString())
          .doesNotContain("TrackingTable")
          .doesNotContain(TEMPLATE.bucket().name());
    }

    var expected = new HashSet<>(Set.of("logs:CreateLogStream", "logs:PutLogEvents"));
    if (SESSION_ROLES.values().stream().anyMatch(v -> hasVariable(function.id(), v))) {
      expected.addAll(Set.of("sts:AssumeRole", "sts:TagSession"));
    }
    switch (function.id()) {
      case "AuthorizerFunction" -> expected.addAll(CONTROL_READS);
      case "TenantsFunction" -> expected.addAll(CONTROL_ITEMS);
      case "SearchFunction" -> expected.add("sqs:SendMessage");
      case "MaintenanceFunction" ->
          expected.addAll(
              Set.of(
                  "sqs:ReceiveMessage",
                  "sqs:DeleteMessage",
                  "sqs:GetQueueAttributes",
                  "dynamodb:Query"));
      case "ArtifactsFunction" -> expected.add("dynamodb:GetItem");
      case "UploadsFunction" ->
          expected.addAll(
              Set.of(
                  "sqs:ReceiveMessage",
                  "sqs:DeleteMessage",
                  "sqs:GetQueueAttributes",
                  "dynamodb:GetItem"));
      default -> {}
    }
    assertThat(actions).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("sessionRoles")
  void aTenantsRoleIsAssumedByItsFunctionsAloneAndWithBothTags(String id, String variable) {
    List<?> statements = (List<?>) role(id).trust().get("Statement");
    Map<?, ?> trust = (Map<?, ?>) statements.getFirst();
    List<String> users =
        TEMPLATE.functions().stream()
            .filter(f -> hasVariable(f.id(), variable))
            .map(LambdaFunction::roleArn)
            .toList();

    assertThat(statements).hasSize(1);
    assertThat(strings(((Map<?, ?>) trust.get("Principal")).get("AWS")))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(users);
    assertThat(trust.get("Condition"))
        .isEqualTo(
            Map.of(
                "StringLike", Map.of("aws:RequestTag/tenant", "?*"),
                "StringEquals", Map.of("aws:RequestTag/access", List.of("read", "write")),
                "ForAllValues:StringEquals", Map.of("aws:TagKeys", List.of("tenant", "access")),
                "Null", Map.of("aws:TagKeys", "false")));
  }

  @Test
  void theMaintenanceReadsTheListOfTenantsAndNothingElseOfTheControlTable() {
    assertThat(statements(role("MaintenanceFunctionRole")))
        .filteredOn(s -> strings(s.get("Action")).contains("dynamodb:Query"))
        .singleElement()
        .extracting(s -> s.get("Condition"))
        .isEqualTo(
            Map.of(
                "ForAllValues:StringEquals", Map.of("dynamodb:LeadingKeys", "TENANTS"),
                "Null", Map.of("dynamodb:LeadingKeys", "false")));
  }

  @Test
  void noRouteLeadsToTheMaintenance() {
    assertThat(TEMPLATE.routes()).noneMatch(r -> r.function().equals("MaintenanceFunction"));
  }

  @Test
  void forAllValuesNeverStandsWithoutItsNullGuard() {
    var guarded = new ArrayList<String>();
    for (var statement : allStatements()) {
      Map<?, ?> conditions = (Map<?, ?>) statement.getOrDefault("Condition", Map.of());
      conditions.forEach(
          (operator, keys) -> {
            if (operator.toString().startsWith("ForAllValues:")) {
              for (Object key : ((Map<?, ?>) keys).keySet()) {
                assertThat(conditions.get("Null")).as("beside %s", key).isInstanceOf(Map.class);
                assertThat(((Map<?, ?>) conditions.get("Null")).get(key)).isEqualTo("false");
                guarded.add(key.toString());
              }
            }
          });
    }

    assertThat(guarded).contains("dynamodb:LeadingKeys", "aws:TagKeys");
  }

  @Test
  void everyItemOfTheTenantRoleBeginsWithTheTenant() {
    List<Map<String, Object>> items =
        statements(role("TenantDataRole")).stream()
            .filter(s -> strings(s.get("Action")).getFirst().startsWith("dynamodb:"))
            .toList();

    assertThat(items)
        .hasSizeGreaterThan(1)
        .allSatisfy(
            statement ->
                assertThat(((Map<?, ?>) statement.get("Condition")).get("ForAllValues:StringLike"))
                    .isEqualTo(Map.of("dynamodb:LeadingKeys", "T#${aws:PrincipalTag/tenant}#*")));
  }

  @Test
  void everyObjectOfTheTenantRoleLiesUnderTheTenant() {
    String objects =
        "arn:aws:s3:::" + TEMPLATE.bucket().name() + "/tenants/${aws:PrincipalTag/tenant}/";

    for (var statement : statements(role("TenantDataRole"))) {
      List<String> actions = strings(statement.get("Action"));
      if (actions.contains("s3:ListBucket")) {
        assertThat(actions).containsExactly("s3:ListBucket");
        assertThat(statement.get("Condition"))
            .isEqualTo(
                Map.of("StringLike", Map.of("s3:prefix", "tenants/${aws:PrincipalTag/tenant}/*")));
      } else if (actions.getFirst().startsWith("s3:")) {
        assertThat(statement.get("Resource")).isIn(objects + "*", objects + "artifacts/*");
      }
    }
  }

  @Test
  void whatIsInQuarantineNobodyReads() {
    assertThat(statements(role("TenantDataRole")))
        .filteredOn(statement -> strings(statement.get("Action")).contains("s3:GetObject"))
        .hasSize(1)
        .allSatisfy(
            statement ->
                assertThat(((Map<?, ?>) statement.get("Condition")).get("Null"))
                    .isEqualTo(Map.of("s3:ExistingObjectTag/" + S3TenantObjects.TAG, "true")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ArtifactsFunctionRole", "UploadsFunctionRole"})
  void whoMindsQuotasReadsOfTheControlTableWhoIsATenantAlone(String role) {
    assertThat(statements(role(role)))
        .filteredOn(statement -> strings(statement.get("Action")).contains("dynamodb:GetItem"))
        .hasSize(1)
        .allSatisfy(
            statement ->
                assertThat(statement.get("Condition"))
                    .isEqualTo(
                        Map.of(
                            "ForAllValues:StringLike",
                            Map.of("dynamodb:LeadingKeys", "TENANT#*"),
                            "Null",
                            Map.of("dynamodb:LeadingKeys", "false"))));
  }

  @Test
  void everyTokenOfTheTokensRoleLiesInTheTenantsPartition() {
    assertThat(statements(role("TenantTokensRole")))
        .hasSize(2)
        .allSatisfy(
            statement ->
                assertThat(
                        ((Map<?, ?>) statement.get("Condition")).get("ForAllValues:StringEquals"))
                    .isEqualTo(
                        Map.of("dynamodb:LeadingKeys", "TOKENS#${aws:PrincipalTag/tenant}")));
  }

  @ParameterizedTest
  @MethodSource("sessionRoles")
  void onlyAWriterOfATenantWrites(String id, String variable) {
    List<Map<String, Object>> writing =
        statements(role(id)).stream()
            .filter(s -> strings(s.get("Action")).stream().anyMatch(TemplateTest::writes))
            .toList();

    assertThat(writing)
        .as(variable)
        .isNotEmpty()
        .allSatisfy(
            statement ->
                assertThat(((Map<?, ?>) statement.get("Condition")).get("StringEquals"))
                    .isEqualTo(Map.of("aws:PrincipalTag/access", "write")));
  }

  @ParameterizedTest
  @MethodSource("sessionRoles")
  void noActionOfATenantsRoleIsWithoutKeys(String id, String variable) {
    assertThat(allowing(List.of(role(id))).stream().flatMap(s -> strings(s.get("Action")).stream()))
        .as(variable)
        .isNotEmpty()
        .noneMatch(a -> a.contains("Scan") || a.contains("PartiQL"));
  }

  private static boolean writes(String action) {
    String verb = action.substring(action.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    return Stream.of("put", "update", "delete", "abort", "batchwrite").anyMatch(verb::startsWith);
  }

  private static Stream<Resource> functions() {
    return RESOURCES.ofType(Resources.FUNCTION).stream();
  }

  private static Stream<Arguments> sessionRoles() {
    return SESSION_ROLES.entrySet().stream()
        .map(role -> Arguments.of(role.getKey(), role.getValue()));
  }

  private static boolean hasVariable(String function, String variable) {
    return TEMPLATE.function(function).environment().containsKey(variable);
  }

  private static Stream<Resource> tables() {
    return RESOURCES.ofType("AWS::DynamoDB::Table").stream();
  }

  private static IamRole role(String id) {
    return TEMPLATE.roles().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<Map<String, Object>> allowing(List<IamRole> roles) {
    return roles.stream()
        .flatMap(r -> statements(r).stream())
        .filter(s -> "Allow".equals(s.get("Effect")))
        .toList();
  }

  private static List<Map<String, Object>> allStatements() {
    return TEMPLATE.roles().stream()
        .flatMap(r -> Stream.concat(statements(r).stream(), of(r.trust())))
        .toList();
  }

  private static List<Map<String, Object>> statements(IamRole role) {
    return role.policies().stream().flatMap(TemplateTest::of).toList();
  }

  @SuppressWarnings("unchecked") // the statements of a policy are mappings of text keys
  private static Stream<Map<String, Object>> of(Map<String, Object> policy) {
    return ((List<Map<String, Object>>) policy.get("Statement")).stream();
  }

  private static List<String> strings(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of(value.toString());
  }
}
