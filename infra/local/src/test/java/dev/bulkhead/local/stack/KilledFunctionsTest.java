package dev.bulkhead.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.app.Environment;
import dev.bulkhead.app.LiveStores;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.local.lambda.FunctionStarter;
import dev.bulkhead.local.lambda.Handlers;
import dev.bulkhead.local.template.LambdaFunction;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.ArtifactStore;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.store.Usage;
import dev.bulkhead.store.UsageStore.Counter;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Uploads and deletions while functions die before, after and instead of their work, and the stack
 * stops with messages in flight: nothing is lost, and nothing counted twice.
 */
@Timeout(120)
final class KilledFunctionsTest {
  private static final Path ROOT = Path.of(System.getProperty("bulkhead.root", "../.."));
  private static final TenantId ACME = new TenantId("acme");
  private static final int ROUNDS = 3;
  private static final int CHANGES = 40;

  private final Random random = new Random(20_261_127);

  @TempDir private Path data;

  @Test
  void whatIsCountedIsWhatS3HoldsOnceTheQueueIsDrained() throws Exception {
    var stored = new HashMap<String, Integer>();
    for (int round = 0; round < ROUNDS; round++) {
      // Stopped at once: what was sent last is in the queue, or half-way through a function.
      try (LocalAws aws = start(this::mortal)) {
        change(aws, stored);
      }
    }
    try (LocalAws aws = start(Handlers::create)) {
      aws.queue().redrive();
      TenantStores stores = open(aws, "UploadsFunction", Capability.ACCOUNTING, Access.READ);
      aws.queue().awaitDelivered();
      assertThat(stores.usage().of(Counter.TENANT)).isEqualTo(sum(stored));
      assertThat(stores.usage().ofExperiments().get(new ExperimentId("7"))).isEqualTo(sum(stored));
      Map<String, Usage> roots = new HashMap<>(stores.usage().ofRoots(NOWHERE, NOWHERE));
      roots.values().removeIf(Usage.NONE::equals);
      assertThat(roots).isEqualTo(byRoot(stored));
    }
  }

  private static final Optional<String> NOWHERE = Optional.empty();

  private void change(LocalAws aws, Map<String, Integer> stored) {
    ArtifactStore files =
        open(aws, "ArtifactsFunction", Capability.ARTIFACTS, Access.WRITE).artifacts();
    for (int i = 0; i < CHANGES; i++) {
      String file = root(random.nextInt(3)) + "/" + random.nextInt(8);
      if (random.nextInt(3) == 0) {
        files.delete(new ArtifactPath(file));
        stored.remove(file);
      } else {
        int size = random.nextInt(500);
        files.put(new ArtifactPath(file), new byte[size], "text/plain");
        stored.put(file, size);
      }
    }
  }

  /** A function that now and then dies before it began, or when all was done but answered. */
  private RequestStreamHandler mortal(LambdaFunction function, Environment environment) {
    RequestStreamHandler handler = Handlers.create(function, environment);
    var fate = new Random(random.nextLong());
    return (event, answer, context) -> {
      int drawn = fate.nextInt(3);
      if (drawn == 0) {
        throw new IOException("killed before it began");
      }
      handler.handleRequest(event, answer, context);
      if (drawn == 1) {
        throw new IOException("killed before it answered");
      }
    };
  }

  private LocalAws start(FunctionStarter functions) throws IOException {
    return LocalAws.start(
        new LocalAws.Config(
            ROOT.resolve("template.yaml"),
            0,
            Optional.of(data),
            Clock.systemUTC(),
            (_, _) -> {},
            functions));
  }

  private static TenantStores open(
      LocalAws aws, String function, Capability capability, Access access) {
    return new LiveStores(aws.environment(aws.template().function(function)), capability)
        .open(ACME, access);
  }

  private static String root(int run) {
    RunId id = RunId.create(new ExperimentId("7"), Instant.ofEpochSecond(run), new Random(run));
    return "7/" + id + "/artifacts";
  }

  private static Usage sum(Map<String, Integer> stored) {
    return byRoot(stored).values().stream().reduce(Usage.NONE, Usage::plus);
  }

  private static Map<String, Usage> byRoot(Map<String, Integer> stored) {
    var roots = new TreeMap<String, Usage>();
    stored.forEach(
        (file, size) ->
            roots.merge(
                file.substring(0, file.lastIndexOf('/')), Usage.ofFile(size, false), Usage::plus));
    return roots;
  }
}
