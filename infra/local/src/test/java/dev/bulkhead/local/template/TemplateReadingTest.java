package dev.bulkhead.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.local.template.ArtifactBucket.Notification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateReadingTest {
  private static final String BUCKET = "bulkhead-local-000000000000-us-east-1";

  @Test
  void variablesOfAFunctionAreWorkedOut() {
    LambdaFunction function = Project.template().function("ExperimentsFunction");

    assertThat(function.environment())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "TRACKING_TABLE", "bulkhead-local-TrackingTable",
                "TRACKING_TABLE_ARN",
                    "arn:aws:dynamodb:us-east-1:000000000000:table/bulkhead-local-TrackingTable",
                "ARTIFACT_BUCKET", BUCKET,
                "DATA_KEY_ARN", "",
                "JAVA_TOOL_OPTIONS", "-XX:+DisableExplicitGC",
                "TENANT_ROLE_ARN", "arn:aws:iam::000000000000:role/bulkhead-local-TenantDataRole"));
  }

  @Test
  void globalsHoldUnlessTheFunctionSaysOtherwise() {
    Template template = Project.template();

    assertThat(template.function("ServerFunction").timeout()).hasSeconds(29);
    assertThat(template.function("AuthorizerFunction").timeout()).hasSeconds(10);
    assertThat(template.function("ServerFunction").memory()).isEqualTo(1024);
  }

  @Test
  void aRoleHasThePoliciesThatStandApartFromItToo() {
    IamRole role =
        Project.template().roles().stream()
            .filter(r -> r.id().equals("RunsFunctionRole"))
            .findFirst()
            .orElseThrow();

    assertThat(role.policies().toString())
        .contains("logs:PutLogEvents")
        .contains("Resource=arn:aws:iam::000000000000:role/bulkhead-local-TenantDataRole");
  }

  @Test
  void policyVariablesAreLeftToIam() {
    IamRole role =
        Project.template().roles().stream()
            .filter(r -> r.id().equals("TenantDataRole"))
            .findFirst()
            .orElseThrow();

    assertThat(role.policies().toString())
        .contains("T#${aws:PrincipalTag/tenant}#*")
        .contains("arn:aws:s3:::" + BUCKET + "/tenants/${aws:PrincipalTag/tenant}/*");
  }

  @Test
  void eventsOfTheBucketLeadByAQueueToTheirFunction() {
    ArtifactBucket bucket = Project.template().bucket();

    EventQueue queue = Project.template().eventQueue("UploadsFunction");

    assertThat(bucket.name()).isEqualTo(BUCKET);
    assertThat(bucket.notifications())
        .contains(new Notification("s3:ObjectCreated:*", "tenants/", queue.arn()));
    assertThat(queue)
        .isEqualTo(
            new EventQueue(
                "UploadEvents",
                "arn:aws:sqs:us-east-1:000000000000:bulkhead-local-UploadEvents",
                "https://sqs.us-east-1.amazonaws.com/000000000000/bulkhead-local-UploadEvents",
                false,
                "us-east-1",
                5,
                "UploadsFunction",
                50,
                Duration.ofSeconds(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "ObjectCreated:Put, tenants/acme/x, true",
    "ObjectCreated:CompleteMultipartUpload, tenants/acme/x, true",
    "ObjectRemoved:Delete, tenants/acme/x, false",
    "ObjectCreated:Put, other/x, false"
  })
  void aNotificationMatchesByEventAndPrefix(String event, String key, boolean matches) {
    var notification = new Notification("s3:ObjectCreated:*", "tenants/", "queue");

    assertThat(notification.matches(event, key)).isEqualTo(matches);
  }

  @Test
  void theAuthorizerIsReadWithItsLifetime() {
    assertThat(Project.template().authorizer())
        .isEqualTo(new Authorizer("AuthorizerFunction", "Authorization", Duration.ofSeconds(60)));
  }

  @Test
  void everyFormOfSubAndJoinIsWorkedOut() {
    Section texts =
        section(
            """
            plain: !Sub 'a-${AWS::Region}'
            literal: !Sub '${!aws:PrincipalTag/tenant}/${Table}'
            attribute: !Sub '${Table.Arn}/x'
            own: !Sub ['${mine}!', {mine: !Ref Table}]
            joined: !Join ['/', [a, !Ref AWS::AccountId]]
            parameter: !Ref Days
            """);

    assertThat(
            List.of("plain", "literal", "attribute", "own", "joined", "parameter").stream()
                .map(name -> texts.get(name).text()))
        .containsExactly(
            "a-us-east-1",
            "${aws:PrincipalTag/tenant}/bulkhead-local-Table",
            "arn:aws:dynamodb:us-east-1:000000000000:table/bulkhead-local-Table/x",
            "bulkhead-local-Table!",
            "a/000000000000",
            "30");
  }

  @ParameterizedTest
  @CsvSource({
    "Monthly, yes",
    "Daily, no",
    "Both, no",
    "Either, yes",
  })
  void aConditionChoosesBetweenTwoValues(String condition, String chosen) {
    Section section = section("x: !If [" + condition + ", !Sub 'yes', 'no']\n");

    assertThat(section.get("x").text()).isEqualTo(chosen);
  }

  @Test
  void noValueIsAsIfThePropertyWereNotThere() {
    Section section =
        section(
            """
            gone: !If [Daily, a, !Ref AWS::NoValue]
            there: !If [Monthly, a, !Ref AWS::NoValue]
            list: [a, !If [Daily, b, !Ref AWS::NoValue]]
            """);

    assertThat(section.has("gone")).isFalse();
    assertThat(section.has("there")).isTrue();
    assertThat(section.get("list").texts()).containsExactly("a");
  }

  @Test
  void whatAConditionLeavesOutIsNoResource() {
    assertThat(Project.resources().ofType("AWS::KMS::Key")).isEmpty();
    assertThat(Project.resources(Map.of("OwnKey", "true")).ofType("AWS::KMS::Key")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!Ref Nothing | The template refers to Nothing, which it does not have.",
        "!GetAtt Table.Colour | The local stack does not know the attribute Colour of Table.",
        "!Sub '${Nothing.Arn}' | The template refers to Nothing, which it does not have.",
        "!Join [a] | The local stack cannot work out this Fn::Join.",
        "!If [Never, a, b] | The template has no condition Never.",
        "!If [Long] | An Fn::If takes a condition and two values.",
        "!If [Circle, a, b] | The condition Circle refers to itself.",
        "!If [Odd, a, b] | The local stack cannot decide the condition {Fn::Odd=[1]}.",
        "!If [Unset, a, b] | A condition compares {Ref=Nobody}, which has no value here.",
        "[a, b] | Thing.x must be text or a number."
      })
  void whatCannotBeWorkedOutIsSaidInASentence(String value, String sentence) {
    assertThatThrownBy(() -> section("x: " + value + "\n").get("x").text())
        .isInstanceOf(InvalidTemplate.class)
        .hasMessage(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | The template is empty.",
        "just text | The template is not a YAML mapping.",
        "'a: [' | The template is not YAML in line 1: expected the node content, but found '<stream end>'.",
        "'a: !Select [0, b]' | Line 1 of the template uses !Select, which the local stack does not know.",
        "'{a: 1, a: 2}' | Line 1 of the template repeats the key a.",
        "'a:' | Line 1 of the template has no value.",
        "'a: 1' | The template has no Resources.",
        "'Resources: {A: {}}' | The resource A has no Type.",
        "'Resources: {A: {Type: AWS::S3::Bucket, Properties: {BucketName: b}}}'"
            + " | The template must have one AWS::Serverless::HttpApi, and has 0."
      })
  void aBrokenTemplateIsRefusedInASentence(String yaml, String sentence) {
    assertThatThrownBy(() -> Template.parse(yaml))
        .isInstanceOf(InvalidTemplate.class)
        .hasMessage(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Handler", "Timeout", "Role"})
  void aFunctionThatLacksSomethingIsNamed(String property) {
    String without = Project.yaml().replaceAll("(?m)^ {4,6}" + property + ": .*$", "");

    assertThatThrownBy(() -> Template.parse(without))
        .isInstanceOf(InvalidTemplate.class)
        .hasMessageMatching("\\w+Function has no " + property + "\\.");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> Template.load(Path.of("nowhere", "template.yaml")))
        .isInstanceOf(InvalidTemplate.class)
        .hasMessage("There is no template at %s.", Path.of("nowhere", "template.yaml"));
  }

  private static Section section(String properties) {
    String yaml =
        """
        Parameters:
          Days: {Type: Number, Default: 30}
        Conditions:
          Monthly: !Equals [!Ref Days, '30']
          Daily: !Not [!Condition Monthly]
          Both: !And [!Condition Monthly, !Condition Daily]
          Either: !Or [!Condition Monthly, !Condition Daily]
          Circle: !Not [!Condition Circle]
          Odd: {'Fn::Odd': [1]}
          Unset: !Equals [!Ref Nobody, '']
        Resources:
          Table: {Type: AWS::DynamoDB::Table}
          Thing:
            Type: Custom
            Properties:
        """
            + properties.indent(6);
    return Resources.of(Account.LOCAL, TemplateYaml.read(yaml), Map.of())
        .one("Custom")
        .properties();
  }
}
