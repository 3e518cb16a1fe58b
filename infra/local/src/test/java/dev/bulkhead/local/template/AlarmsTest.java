package dev.bulkhead.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The template's alarms and dashboard, once they are asked for. */
class AlarmsTest {
  private static final Resources WATCHED =
      Project.resources(Map.of("Alarms", "true", "Dashboard", "true", "AlarmEmail", "a@b"));

  @ParameterizedTest
  @MethodSource("alarms")
  void anAlarmTellsTheTopicBothThatItGoesOffAndThatItIsOver(Resource alarm) {
    Section properties = alarm.properties();

    assertThat(properties.get("AlarmActions").texts())
        .containsExactly(Account.LOCAL.nameOf("AlarmTopic"));
    assertThat(properties.get("OKActions").texts())
        .containsExactly(Account.LOCAL.nameOf("AlarmTopic"));
    assertThat(properties.get("TreatMissingData").text())
        .as("nothing happens while nobody calls")
        .isEqualTo("notBreaching");
    assertThat(properties.get("AlarmDescription").text()).startsWith("bulkhead-local (dev): ");
  }

  @ParameterizedTest
  @MethodSource("alarms")
  void theRunbookHasASectionForTheAlarm(Resource alarm) throws IOException {
    assertThat(runbook()).contains("### " + alarm.id());
  }

  @Test
  void theRunbookHasNoSectionForAnAlarmThatIsNone() throws IOException {
    List<String> ids = alarms().map(Resource::id).toList();

    assertThat(runbook())
        .filteredOn(line -> line.matches("### \\w+Alarm"))
        .hasSameSizeAs(ids)
        .allSatisfy(line -> assertThat(ids).contains(line.substring("### ".length())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UploadsDeadLetters", "ChoreDeadLetters"})
  void deadLettersRaiseAnAlarm(String queue) {
    Section alarm = alarm(queue + "Alarm");

    assertThat(alarm.get("Namespace").text()).isEqualTo("AWS/SQS");
    assertThat(alarm.get("MetricName").text()).isEqualTo("ApproximateNumberOfMessagesVisible");
    assertThat(alarm.get("Dimensions").items().getFirst().document())
        .isEqualTo(Map.of("Name", "QueueName", "Value", "bulkhead-local-" + queue));
    assertThat(alarm.get("Threshold").number()).isZero();
    assertThat(alarm.get("ComparisonOperator").text()).isEqualTo("GreaterThanThreshold");
  }

  @Test
  void aWallHitRaisesAnAlarmAtOnce() {
    Section alarm = alarm("WallHitAlarm");

    // As AuditLog writes them into its records, without dimensions.
    assertThat(alarm.get("Namespace").text()).isEqualTo("Bulkhead");
    assertThat(alarm.get("MetricName").text()).isEqualTo("WallHits");
    assertThat(alarm.has("Dimensions")).isFalse();
    assertThat(alarm.get("Statistic").text()).isEqualTo("Sum");
    assertThat(alarm.get("Threshold").number()).isEqualTo(1);
    assertThat(alarm.get("EvaluationPeriods").number()).isEqualTo(1);
    assertThat(alarm.get("ComparisonOperator").text()).isEqualTo("GreaterThanOrEqualToThreshold");
  }

  @ParameterizedTest
  @MethodSource("throttling")
  void whoThrottlesIsToldApart(String alarm, String service) {
    Section properties = alarm(alarm);

    // As AuditLog writes them: by the SDK's own name of the service.
    assertThat(properties.get("Namespace").text()).isEqualTo("Bulkhead");
    assertThat(properties.get("MetricName").text()).isEqualTo("Throttles");
    assertThat(properties.get("Dimensions").items().getFirst().document())
        .isEqualTo(Map.of("Name", "throttled_by", "Value", service));
  }

  private static Stream<Arguments> throttling() {
    return Stream.of(
        Arguments.of("StsThrottlesAlarm", "Sts"), Arguments.of("TableThrottlesAlarm", "DynamoDb"));
  }

  @Test
  void theDashboardIsJsonWhoseWidgetsDoNotOverlap() throws IOException {
    String body =
        WATCHED.one("AWS::CloudWatch::Dashboard").properties().get("DashboardBody").text();

    List<?> widgets =
        (List<?>) ((Map<?, ?>) Json.read(body.getBytes(StandardCharsets.UTF_8))).get("widgets");

    assertThat(body).doesNotContain("${");
    assertThat(widgets.stream().map(w -> ((Map<?, ?>) w).get("x") + "," + ((Map<?, ?>) w).get("y")))
        .hasSizeGreaterThan(6)
        .doesNotHaveDuplicates();
  }

  /** As AuditLog writes them. */
  @ParameterizedTest
  @ValueSource(strings = {"duration_ms", "ReadUnits", "WriteUnits"})
  void theDashboardShowsWhatCallsAreMeasuredBy(String metric) {
    assertThat(WATCHED.one("AWS::CloudWatch::Dashboard").properties().get("DashboardBody").text())
        .contains("{Bulkhead,function,outcome} MetricName=\\\"" + metric + "\\\"");
  }

  private static Stream<Resource> alarms() {
    return WATCHED.ofType("AWS::CloudWatch::Alarm").stream();
  }

  private static Section alarm(String id) {
    return alarms().filter(a -> a.id().equals(id)).findFirst().orElseThrow().properties();
  }

  private static List<String> runbook() throws IOException {
    return Files.readAllLines(Project.ROOT.resolve("docs/operations.md"));
  }
}
