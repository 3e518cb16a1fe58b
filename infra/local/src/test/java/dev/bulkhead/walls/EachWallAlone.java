package dev.bulkhead.walls;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.http.HttpFunction;
import dev.bulkhead.http.Json;
import dev.bulkhead.http.WrongEdge;
import dev.bulkhead.local.lambda.Handlers;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.template.ApiRoute;
import dev.bulkhead.tenancy.TenantId;
import dev.bulkhead.walls.Ground.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tenants beside each other on one stack, over HTTP, on every route of the template: each has its
 * own, none has another's. A configuration of walls proves itself by extending this.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class EachWallAlone {
  /** {@code acme} and {@code acme2} share a prefix; all have an experiment of their own. */
  private static final Map<String, Ids> TENANTS =
      Stream.of(Ids.SAMPLE, Ids.of("acme2", 70), Ids.of("zeta", 700))
          .collect(Collectors.toMap(Ids::tenant, Function.identity()));

  /** Of nobody. */
  private static final Ids ABSENT = Ids.of("nobody", 7000);

  private final Walls walls;
  private final Map<String, Map<String, String>> tokens = new HashMap<>();
  private final List<Sample> samples = Sample.all(Stack.ROOT);
  private final Map<String, Boolean> reading = new HashMap<>();
  private Stack stack;
  private Ground ground;
  private Web web;
  private NavigableMap<Place, Object> sown;
  private Map<Place, byte[]> bytes;

  EachWallAlone(Walls walls) {
    this.walls = walls;
  }

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    stack = new Stack(walls, directory);
    ground = new Ground(stack.aws());
    web = new Web(stack.aws().uri());
    for (String tenant : TENANTS.keySet()) {
      operate("{\"operation\":\"create-tenant\",\"tenant\":\"%s\"}".formatted(tenant));
      tokens.put(
          tenant,
          List.of("viewer", "editor", "admin").stream()
              .collect(Collectors.toMap(Function.identity(), role -> issue(tenant, role))));
      ground.sow(new Seed(new TenantId(tenant), TENANTS.get(tenant), mark(tenant), 0.125));
    }
    sown = ground.all();
    bytes = ground.bytes(sown.keySet());
    stack.run(functions(Fault.NONE));
  }

  /** What a call changed was put back after it: all that is left was changed by one that reads. */
  @AfterEach
  void restore() {
    NavigableMap<Place, Object> now = ground.all();
    ground.restore(now, sown, bytes);
    assertThat(changed(now)).isEmpty();
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "acme2", "zeta"})
  void everyRouteServesATenantItsOwn(String tenant) {
    for (Sample sample : samples) {
      Answer answer = call(tenant, able(sample), sample, TENANTS.get(tenant));

      assertThat(answer.status())
          .as("%s: %s", sample, answer)
          .isIn(isForOperators(sample) ? List.of(403) : served(sample));
      assertNothingCrossed(tenant, sample, answer);
    }
  }

  @ParameterizedTest
  @CsvSource({"acme, acme2", "zeta, acme"})
  void anothersIdsAreAnsweredAsIfNobodyHadThem(String tenant, String other) {
    for (Sample sample : samples) {
      if (sample.of(TENANTS.get(other)).equals(sample.of(ABSENT))) {
        continue;
      }
      Answer known = call(tenant, able(sample), sample, TENANTS.get(other));
      assertNothingCrossed(tenant, sample, known);
      Answer unknown = call(tenant, able(sample), sample, ABSENT);
      assertNothingCrossed(tenant, sample, unknown);

      assertThat(TENANTS.get(other).hiddenIn(known.comparable()))
          .as("%s", sample)
          .isEqualTo(ABSENT.hiddenIn(unknown.comparable()));
    }
  }

  @Test
  void aViewerReadsAndIsRefusedAllElse() {
    for (Sample sample : samples) {
      Answer answer = call("acme", "viewer", sample, TENANTS.get("acme"));

      assertThat(answer.status() == 403).as("%s", answer).isNotEqualTo(isForViewers(sample));
    }
  }

  /** The edge asked nobody: AWS refuses what the viewer's session must not do. */
  @Test
  void aViewerWhomTheEdgeLetsInChangesNothing() {
    stack.run(functions(Fault.ROLE_NOT_CHECKED));
    try {
      for (Sample sample : samples) {
        Answer answer = call("acme", "viewer", sample, TENANTS.get("acme"));

        assertThat(answer.status() < 400 || answer.status() == 404)
            .as("%s: %s", sample, answer)
            .isEqualTo(isForViewers(sample));
      }
    } finally {
      stack.run(functions(Fault.NONE));
    }
  }

  @Test
  void noRouteOfTheTemplateIsMissing() {
    assertThat(samples)
        .extracting(Sample::route)
        .containsAll(stack.aws().template().routes().stream().map(ApiRoute::key).toList());
  }

  private boolean isForViewers(Sample sample) {
    return readsAlone(sample)
        && !sample.route().contains("/bulkhead/tokens")
        && !isForOperators(sample);
  }

  /** Workspaces are tenants: a tenant may see its own, and that is all. */
  private static boolean isForOperators(Sample sample) {
    return sample.route().contains("/workspaces") && !sample.method().equals("GET");
  }

  private static List<Integer> served(Sample sample) {
    return sample.route().equals("$default") ? List.of(404) : List.of(200, 201, 204, 302);
  }

  /** As the function's own table has it. */
  private boolean readsAlone(Sample sample) {
    return reading.computeIfAbsent(
        sample.route(),
        route ->
            stack.aws().template().routes().stream()
                .filter(known -> known.key().equals(route))
                .map(known -> functions(Fault.NONE).apply(known.function()))
                .anyMatch(f -> f instanceof HttpFunction http && WrongEdge.reads(http, route)));
  }

  private static String able(Sample sample) {
    return sample.route().contains("/bulkhead/tokens") ? "admin" : "editor";
  }

  private static String mark(String tenant) {
    return "mark-of-" + tenant + ".";
  }

  private Answer call(String tenant, String role, Sample sample, Ids ids) {
    Sample request = sample.of(ids);
    if (sample.body().contains("upload_id")) {
      request = request.uploading(ground.beginUpload(TENANTS.get(tenant).upload()));
    }
    return web.send(request, Objects.requireNonNull(tokens.get(tenant)).get(role));
  }

  private void assertNothingCrossed(String tenant, Sample sample, Answer answer) {
    TENANTS.keySet().stream()
        .filter(other -> !other.equals(tenant))
        .forEach(
            other -> assertThat(answer.shows(mark(other))).as("%s: %s", sample, answer).isFalse());
    if (readsAlone(sample)) {
      return;
    }
    NavigableMap<Place, Object> now = ground.all();
    assertThat(changed(now)).as("%s", sample).allMatch(place -> place.isOf(new TenantId(tenant)));
    ground.restore(now, sown, bytes);
  }

  /** Where things are not as they were sown. */
  private List<Place> changed(Map<Place, Object> now) {
    return Stream.concat(now.keySet().stream(), sown.keySet().stream())
        .filter(place -> !place.isUpload())
        .filter(place -> !Objects.equals(now.get(place), sown.get(place)))
        .distinct()
        .toList();
  }

  /** What runs in Lambda, unless the session policy is to be left out. */
  private Function<String, RequestStreamHandler> functions(Fault fault) {
    if (walls.hasSession() && fault == Fault.NONE) {
      Map<String, RequestStreamHandler> warm = new ConcurrentHashMap<>();
      return id ->
          warm.computeIfAbsent(
              id,
              _ -> {
                var function = stack.aws().template().function(id);
                return Handlers.create(function, stack.aws().environment(function));
              });
    }
    var sessions = new Sessions(stack.aws(), walls, new Calls());
    return id -> new FaultyFunctions(sessions, fault).get(id);
  }

  private String issue(String tenant, String role) {
    return String.valueOf(
        operate(
                "{\"operation\":\"issue-token\",\"tenant\":\"%s\",\"principal\":\"ana\",\"role\":\"%s\"}"
                    .formatted(tenant, role))
            .get("token"));
  }

  private Map<?, ?> operate(String command) {
    Outcome outcome =
        stack.aws().invoke("TenantsFunction", command.getBytes(StandardCharsets.UTF_8));
    try {
      return (Map<?, ?>) Objects.requireNonNull(Json.read(((Outcome.Answered) outcome).payload()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
