package dev.bulkhead.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.app.LiveStores;
import dev.bulkhead.local.template.LambdaFunction;
import dev.bulkhead.store.TenantObjects.Listed;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.store.Usage;
import dev.bulkhead.store.UsageStore.Counter;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bulkhead up}, killed by the system while clients upload and delete and events are on their
 * way: what was acknowledged is there, and what is there is counted once.
 */
@Timeout(180)
final class KilledStackTest {
  private static final Path ROOT = Path.of(System.getProperty("bulkhead.root", "../.."));
  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts/0/killed/";
  private static final int CLIENTS = 4;
  private static final int FILES_EACH = 12;

  /** What a client's last answer said of a file: its size, none if it was deleted. */
  private final Map<String, Optional<Integer>> acknowledged = new ConcurrentHashMap<>();

  /** What was asked last of a file; if that was not answered, it is done or not. */
  private final Map<String, Optional<Integer>> asked = new ConcurrentHashMap<>();

  @TempDir private Path data;

  @Test
  void whatWasAcknowledgedIsThereAndCountedOnce() throws Exception {
    changeAndKill(150);
    changeAndKill(80);

    try (LocalAws aws = restart()) {
      TenantStores accounting = open(aws, "UploadsFunction", Capability.ACCOUNTING);
      aws.queue().awaitDelivered();
      Map<String, Integer> stored = stored(accounting);

      assertThat(aws.queue().deadLetters()).isEmpty();
      assertThat(accounting.usage().of(Counter.TENANT)).isEqualTo(sum(stored));
      acknowledged.forEach(
          (file, size) -> {
            Optional<Integer> found = Optional.ofNullable(stored.get(file));
            assertThat(found.equals(size) || found.equals(asked.get(file)))
                .as("%s: acknowledged %s, found %s", file, size, found)
                .isTrue();
          });
    }
  }

  /** Starts it, has clients change files, and kills it amid the changes once there were some. */
  private void changeAndKill(int changes) throws Exception {
    var changed = new AtomicInteger();
    Process stack =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dbulkhead.root=" + ROOT,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.bulkhead.local.Main",
                "up",
                "--port",
                "0",
                "--data",
                data.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader says = stack.inputReader();
        HttpClient http = HttpClient.newHttpClient();
        var clients = Executors.newFixedThreadPool(CLIENTS)) {
      String uri = word(says, "MLflow at ");
      String token = word(says, "token ");
      for (int client = 0; client < CLIENTS; client++) {
        int name = client;
        clients.execute(() -> change(http, uri + FILES, token, name, changed));
      }
      while (changed.get() < changes && stack.isAlive()) {
        Thread.sleep(1);
      }
      stack.destroyForcibly().waitFor();
    } finally {
      stack.destroyForcibly();
    }
    assertThat(changed).hasValueGreaterThanOrEqualTo(changes);
  }

  private static String word(BufferedReader says, String behind) throws IOException {
    for (String line = says.readLine(); line != null; line = says.readLine()) {
      int at = line.indexOf(behind);
      if (at >= 0) {
        return line.substring(at + behind.length()).strip();
      }
    }
    throw new IOException("The stack did not start");
  }

  /** Changes files of its own until nobody answers any more. */
  private void change(
      HttpClient http, String folder, String token, int client, AtomicInteger changed) {
    var random = new Random(changed.get() * 31L + client);
    while (true) {
      String file = client + "-" + random.nextInt(FILES_EACH);
      Optional<Integer> size =
          random.nextInt(4) == 0 ? Optional.empty() : Optional.of(random.nextInt(3000));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(folder + file))
              .header("Authorization", "Bearer " + token)
              .timeout(Duration.ofSeconds(30))
              .method(
                  size.isPresent() ? "PUT" : "DELETE",
                  BodyPublishers.ofByteArray(new byte[size.orElse(0)]))
              .build();
      try {
        asked.put(file, size);
        if (http.send(request, BodyHandlers.discarding()).statusCode() != 200) {
          return;
        }
        acknowledged.put(file, size);
        changed.incrementAndGet();
      } catch (IOException | InterruptedException _) {
        return;
      }
    }
  }

  private LocalAws restart() throws IOException {
    return LocalAws.start(
        new LocalAws.Config(
            ROOT.resolve("template.yaml"), 0, Optional.of(data), Clock.systemUTC(), (_, _) -> {}));
  }

  private static TenantStores open(LocalAws aws, String function, Capability capability) {
    LambdaFunction of = aws.template().function(function);
    return new LiveStores(aws.environment(of), capability).open(new TenantId("acme"), Access.READ);
  }

  /** The sizes of all files, by their names. */
  private static Map<String, Integer> stored(TenantStores stores) {
    Listed listed = stores.objects().list(Optional.empty());
    assertThat(listed.more()).isFalse();
    return listed.objects().stream()
        .collect(
            Collectors.toMap(
                object -> object.file().substring(object.file().lastIndexOf('/') + 1),
                object -> (int) object.size()));
  }

  private static Usage sum(Map<String, Integer> stored) {
    return stored.values().stream()
        .map(size -> Usage.ofFile(size, false))
        .reduce(Usage.NONE, Usage::plus);
  }
}
