package dev.bulkhead.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.attacks.Answer;
import dev.bulkhead.attacks.Ask;
import dev.bulkhead.http.Json;
import dev.bulkhead.local.faults.Fault;
import dev.bulkhead.local.lambda.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.S3Object;

/** AWS at its worst, for the functions that no client waits for: it is made up for. */
@Timeout(60)
final class UnattendedFaultsTest extends Stormy {
  @Test
  void everyFileIsCountedOnceWhenTheStormIsOver() throws Exception {
    var storm = EnumSet.allOf(Fault.class);
    storm.remove(Fault.HUNG);
    WEATHER.turn(1, 0.4, storm);
    for (int file = 0; file < 20; file++) {
      put("0/storm/artifacts/%d.txt".formatted(file));
    }
    Set<Fault> met = WEATHER.met().keySet();
    WEATHER.clear();

    assertThat(met).hasSizeGreaterThan(4);
    Instant patience = Instant.now().plus(Duration.ofSeconds(30));
    while (!counted().equals(stored()) && Instant.now().isBefore(patience)) {
      siege.aws().queue().redrive();
      Thread.sleep(50);
    }
    assertThat(counted()).isEqualTo(stored()).startsWith("21 ");
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "BROKEN", "DROPPED", "LOST", "HUNG", "SKEWED"})
  void operatorsAreToldToComeAgain(Fault fault) {
    String command = "{\"operation\":\"set-quota\",\"tenant\":\"acme\",\"storage_bytes\":1000000}";
    WEATHER.turn(1, 1, List.of(fault));
    Object refusal = siege.operate(command).get("error_code");
    WEATHER.clear();

    assertThat(refusal).isIn("TEMPORARILY_UNAVAILABLE", "REQUEST_LIMIT_EXCEEDED");
    assertThat(siege.operate(command).get("error_code")).isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "BROKEN", "DROPPED", "LOST", "HUNG", "SKEWED"})
  void aCredentialThatCannotBeLookedUpIsNotRefused(Fault fault) {
    String token = siege.issue("acme", "viewer");
    WEATHER.turn(1, 1, List.of(fault));
    Answer answer = siege.send(search(token));
    WEATHER.clear();

    assertThat(answer.status()).as(answer.body()).isEqualTo(500);
    assertThat(siege.send(search(token)).status()).isEqualTo(200);
  }

  @Test
  void aChoreThatFailsIsDoneByTheNextRound() throws IOException {
    Map<?, ?> run =
        siege.send("acme", Ask.post("mlflow/runs/create", "{\"experiment_id\":\"0\"}")).json();
    String id =
        String.valueOf(((Map<?, ?>) ((Map<?, ?>) run.get("run")).get("info")).get("run_id"));
    siege.send("acme", Ask.post("mlflow/runs/delete", "{\"run_id\":\"%s\"}".formatted(id)));

    WEATHER.turn(1, 1, List.of(Fault.READ_ONLY));
    assertThat(erase().get("error_code")).isEqualTo("TEMPORARILY_UNAVAILABLE");
    WEATHER.clear();

    Map<?, ?> next = erase();
    assertThat(next.get("error_code")).isNull();
    assertThat(next.get("ended")).isEqualTo(true);
    Answer gone = siege.send("acme", Ask.get("mlflow/runs/get?run_id=" + id));
    assertThat(gone.body()).contains("RESOURCE_DOES_NOT_EXIST");
  }

  private static Ask search(String token) {
    return Ask.get("mlflow/experiments/search?max_results=5").as(token);
  }

  private static Map<?, ?> erase() throws IOException {
    String order = "{\"tenant\":\"acme\",\"chore\":\"collect-garbage\",\"older_than_days\":0}";
    Outcome outcome = siege.aws().invoke("MaintenanceFunction", order.getBytes(UTF_8));
    Map<?, ?> answer = (Map<?, ?>) Json.read(((Outcome.Answered) outcome).payload());
    return (Map<?, ?>) ((List<?>) answer.get("chores")).getFirst();
  }

  private static void put(String file) {
    Ask put =
        Ask.of("PUT", "/api/2.0/mlflow-artifacts/artifacts/" + file).bytes(file.getBytes(UTF_8));
    for (int attempt = 0; attempt < 60; attempt++) {
      if (siege.send("acme", put).status() == 200) {
        return;
      }
    }
    throw new AssertionError("never acknowledged: " + file);
  }

  /** Files and bytes, as the counters have them. */
  private static String counted() {
    Map<?, ?> usage = siege.operate("{\"operation\":\"get-usage\",\"tenant\":\"acme\"}");
    return usage.get("files") + " " + usage.get("bytes");
  }

  /** The same as S3 lists it. */
  private static String stored() {
    List<Long> sizes =
        siege
            .s3()
            .listObjectsV2Paginator(
                list -> list.bucket(siege.bucket()).prefix("tenants/acme/artifacts/"))
            .contents()
            .stream()
            .map(S3Object::size)
            .toList();
    return sizes.size() + " " + sizes.stream().mapToLong(Long::longValue).sum();
  }
}
