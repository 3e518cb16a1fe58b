package dev.bulkhead.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.control.Standing;
import dev.bulkhead.control.Tenant;
import dev.bulkhead.domain.Unavailable;
import dev.bulkhead.fakes.FakeLambda;
import dev.bulkhead.fakes.FakeStores;
import dev.bulkhead.store.Stores;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose turn it is, and what one's failure is to the others. */
final class MaintenanceFunctionTest {
  private static final String SCHEDULE = "{\"detail-type\":\"Scheduled Event\"}";
  private static final List<Tenant> TENANTS =
      List.of(
          new Tenant(new TenantId("acme"), Standing.ACTIVE, Optional.empty(), Instant.EPOCH),
          new Tenant(new TenantId("acme2"), Standing.ACTIVE, Optional.empty(), Instant.EPOCH),
          new Tenant(new TenantId("zeta"), Standing.SUSPENDED, Optional.empty(), Instant.EPOCH));

  private final FakeLambda lambda = new FakeLambda();
  private final List<String> opened = new ArrayList<>();
  private final List<String> swept = new ArrayList<>();
  private final Stores stores =
      (tenant, access) -> {
        opened.add(tenant + " " + access);
        if (tenant.value().equals("acme")) {
          throw new Unavailable("no session");
        }
        return new FakeStores();
      };

  @Test
  void visitsActiveTenantsWhateverAnotherComesTo() throws IOException {
    String answer = lambda.invoke(function(sweep(1)), SCHEDULE);

    assertThat(opened).containsExactlyInAnyOrder("acme WRITE", "acme2 WRITE");
    assertThat(answer)
        .contains(
            "{\"tenant\":\"acme2\",\"chore\":\"sweep\",\"ended\":true,\"count\":1,\"found\":[\"a"
                + " crumb\"]}")
        .contains("\"tenant\":\"acme\"", "\"error_code\":\"TEMPORARILY_UNAVAILABLE\"");
  }

  @Test
  void leavesARecordOfEachTenantAndChore() throws IOException {
    lambda.invoke(function(sweep(1)), SCHEDULE);

    assertThat(lambda.log().strip().lines().filter(line -> !line.isBlank()))
        .hasSize(2)
        .allMatch(line -> line.contains("\"principal\":\"schedule\""))
        .anyMatch(
            line ->
                line.contains("\"tenant\":\"acme\"") && line.contains("TEMPORARILY_UNAVAILABLE"))
        .anyMatch(
            line ->
                line.contains("\"tenant\":\"acme2\"")
                    && line.contains("\"outcome\":\"ok\"")
                    && line.contains("\"chore\":\"sweep\""));
  }

  @Test
  void aDryRunCannotWrite() throws IOException {
    lambda.invoke(function(sweep(1)), "{\"tenant\":\"acme2\",\"dry_run\":true}");

    assertThat(opened).containsExactly("acme2 READ");
  }

  @Test
  void aSuspendedTenantIsVisitedWhenNamed() throws IOException {
    lambda.invoke(function(sweep(1)), "{\"tenant\":\"zeta\"}");

    assertThat(opened).containsExactly("zeta WRITE");
  }

  @Test
  void goesOnWhereAStepEnded() throws IOException {
    String answer = lambda.invoke(function(sweep(3)), "{\"tenant\":\"acme2\"}");

    assertThat(swept).containsExactly("from the start", "from 1", "from 2");
    assertThat(answer).contains("\"ended\":true,\"count\":3");
  }

  @Test
  void aCostlyChoreIsDoneForThoseAloneWhoNameIt() throws IOException {
    Chore sweep = sweep(1);
    var costly =
        new Chore() {
          @Override
          public String name() {
            return sweep.name();
          }

          @Override
          public boolean onlyWhenAsked() {
            return true;
          }

          @Override
          public Step step(Visit visit) {
            return sweep.step(visit);
          }
        };

    lambda.invoke(function(costly), "{\"tenant\":\"acme2\"}");
    assertThat(swept).isEmpty();

    lambda.invoke(function(costly), "{\"tenant\":\"acme2\",\"chore\":\"sweep\"}");
    assertThat(swept).hasSize(1);
  }

  @Test
  void stopsBeforeItsTimeIsUp() throws IOException {
    lambda.remainingMillis(29_999);

    String answer = lambda.invoke(function(sweep(3)), "{\"tenant\":\"acme2\"}");

    assertThat(swept).isEmpty();
    assertThat(answer).startsWith("{\"ended\":false");
  }

  @Test
  void refusesWhatItDoesNotKnow() throws IOException {
    assertThat(lambda.invoke(function(sweep(1)), "{\"chore\":\"wash\"}"))
        .contains("INVALID_PARAMETER_VALUE", "'chore' must be one of [sweep], but was 'wash'.");
    assertThat(lambda.invoke(function(sweep(1)), "{\"tenant\":\"none\"}"))
        .contains("RESOURCE_DOES_NOT_EXIST");
    assertThat(lambda.invoke(function(sweep(1)), "[]"))
        .contains("The event must be a JSON object.");
  }

  @Test
  void sealsWhatASearchAskedForInASessionOfThatTenant() throws IOException {
    String answer = lambda.invoke(function(new SealRuns()), asked("acme2", "7"));

    assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(opened).containsExactly("acme2 WRITE");
    assertThat(lambda.log())
        .contains("\"principal\":\"search\"", "\"only\":\"7\"", "\"chore\":\"seal-runs\"");
  }

  /** Of a tenant whose session fails there is a record; the next search asks again. */
  @ParameterizedTest
  @CsvSource({"nobody, 0", "zeta, 0", "acme, 1"})
  void isDoneWithWhatCannotBeSealed(String tenant, int tried) throws IOException {
    String answer = lambda.invoke(function(new SealRuns()), asked(tenant, "7"));

    assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(opened).hasSize(tried);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no order",
        "[]",
        "{}",
        "{\"tenant\":\"acme2\"}",
        "{\"experiment\":\"7\"}",
        "{\"tenant\":\"acme2\",\"experiment\":\"-7\"}",
        "{\"tenant\":\"acme2\",\"experiment\":7}",
        "{\"tenant\":\"acme2\",\"run\":\"../7\"}"
      })
  void aMessageThatNobodyCanReadFails(String body) throws IOException {
    String answer = lambda.invoke(function(new SealRuns()), message(body));

    assertThat(answer).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}");
    assertThat(opened).isEmpty();
    assertThat(lambda.log()).contains("\"message\":\"m1\"", "INVALID_PARAMETER_VALUE");
  }

  /** It may not be what an operator's order may be. */
  @Test
  void aMessageOrdersNothingButSealing() throws IOException {
    String body =
        "{\"tenant\":\"acme2\",\"experiment\":\"7\",\"chore\":\"sweep\",\"older_than_days\":0}";

    lambda.invoke(
        new MaintenanceFunction(
            () -> TENANTS, stores, List.of(new SealRuns(), sweep(1)), Clock.systemUTC()),
        message(body));

    assertThat(swept).isEmpty();
    assertThat(opened).containsExactly("acme2 WRITE");
  }

  @Test
  void aMessageThatNamesARunFoldsItsMetrics() throws IOException {
    String body = "{\"tenant\":\"acme2\",\"run\":\"0000000007018bcfe568000badc0ffee\"}";

    lambda.invoke(
        new MaintenanceFunction(
            () -> TENANTS, stores, List.of(new SealRuns(), new FoldMetrics()), Clock.systemUTC()),
        message(body));

    assertThat(opened).containsExactly("acme2 WRITE");
    assertThat(lambda.log())
        .contains("fold-metrics", "\"only\":\"0000000007018bcfe568000badc0ffee\"")
        .doesNotContain("seal-runs");
  }

  private static String asked(String tenant, String experiment) {
    return message("{\"tenant\":\"%s\",\"experiment\":\"%s\"}".formatted(tenant, experiment));
  }

  private static String message(String body) {
    return "{\"Records\":[{\"messageId\":\"m1\",\"eventSource\":\"aws:sqs\",\"body\":\"%s\"}]}"
        .formatted(body.replace("\"", "\\\""));
  }

  private MaintenanceFunction function(Chore chore) {
    return new MaintenanceFunction(() -> TENANTS, stores, List.of(chore), Clock.systemUTC());
  }

  private Chore sweep(int steps) {
    return new Chore() {
      @Override
      public String name() {
        return "sweep";
      }

      @Override
      public Step step(Visit visit) {
        swept.add("from " + visit.cursor().orElse("the start"));
        int next = visit.cursor().map(Integer::parseInt).orElse(0) + 1;
        return new Step(
            1,
            List.of("a crumb"),
            next < steps ? Optional.of(Integer.toString(next)) : Optional.empty());
      }
    };
  }
}
