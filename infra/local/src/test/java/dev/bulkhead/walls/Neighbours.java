package dev.bulkhead.walls;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.http.HttpFunction;
import dev.bulkhead.http.WrongEdge;
import dev.bulkhead.local.lambda.Handlers;
import dev.bulkhead.local.template.ApiRoute;
import dev.bulkhead.tenancy.TenantId;
import dev.bulkhead.walls.Ground.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Three tenants with data and tokens on one stack, reached over HTTP. */
final class Neighbours implements AutoCloseable {
  /** {@code acme} and {@code acme2} share a prefix; all have an experiment of their own. */
  static final Map<String, Ids> TENANTS =
      Stream.of(Ids.SAMPLE, Ids.of("acme2", 70), Ids.of("zeta", 700))
          .collect(Collectors.toMap(Ids::tenant, Function.identity()));

  private final Map<String, Map<String, String>> tokens = new HashMap<>();
  private final Map<String, Boolean> reading = new HashMap<>();
  private final Stack stack;
  private final Ground ground;
  private final Web web;
  private final Sessions sessions;
  private final Function<String, RequestStreamHandler> right;
  private final Map<Place, Object> sown;
  private final Map<Place, byte[]> bytes;

  Neighbours(Walls walls, Path directory) throws IOException {
    stack = new Stack(walls, directory);
    ground = new Ground(stack.aws());
    var operator = new Operator(stack.aws());
    web = new Web(stack.aws().uri());
    for (String tenant : TENANTS.keySet()) {
      operator.settle(new TenantId(tenant));
      tokens.put(
          tenant,
          List.of("viewer", "editor", "admin").stream()
              .collect(
                  Collectors.toMap(Function.identity(), role -> operator.issue(tenant, role))));
      ground.sow(new Seed(new TenantId(tenant), TENANTS.get(tenant), mark(tenant), 0.125));
    }
    sown = ground.all();
    bytes = ground.bytes(sown.keySet());
    sessions = new Sessions(stack.aws(), walls, new Calls());
    right = walls.hasSession() ? production() : functions(Fault.NONE);
    stack.run(right);
  }

  /** The functions that run in Lambda, kept warm. */
  private Function<String, RequestStreamHandler> production() {
    Map<String, RequestStreamHandler> warm = new ConcurrentHashMap<>();
    return id ->
        warm.computeIfAbsent(
            id,
            _ -> {
              var function = stack.aws().template().function(id);
              return Handlers.create(function, stack.aws().environment(function));
            });
  }

  private Function<String, RequestStreamHandler> functions(Fault fault) {
    return id -> new FaultyFunctions(sessions, fault).get(id);
  }

  /** Has all functions run with a fault. */
  void run(Fault fault) {
    stack.run(fault == Fault.NONE ? right : functions(fault));
  }

  List<ApiRoute> routes() {
    return stack.aws().template().routes();
  }

  /** Whether the route only reads, as the function's own table has it. */
  boolean readAlone(Sample sample) {
    return reading.computeIfAbsent(
        sample.route(),
        route ->
            routes().stream()
                .filter(known -> known.key().equals(route))
                .map(known -> right.apply(known.function()))
                .anyMatch(f -> f instanceof HttpFunction http && WrongEdge.reads(http, route)));
  }

  /** What is in all that a tenant has, and nowhere else. */
  static String mark(String tenant) {
    return "mark-of-" + tenant + ".";
  }

  /** A call of a tenant that names these ids. */
  Answer call(String tenant, String role, Sample sample, Ids ids) {
    Sample request = sample.of(ids);
    if (sample.body().contains("upload_id")) {
      request = request.uploading(ground.beginUpload(TENANTS.get(tenant).upload()));
    }
    return web.send(request, Objects.requireNonNull(tokens.get(tenant)).get(role));
  }

  /** Puts everything back, and returns what was not as it was sown. */
  List<Place> restored() {
    Set<Place> changed = Ground.changed(sown, ground.all());
    changed.forEach(place -> ground.restore(place, sown, bytes));
    return changed.stream().filter(place -> !place.isUpload()).toList();
  }

  @Override
  public void close() {
    stack.close();
  }
}
