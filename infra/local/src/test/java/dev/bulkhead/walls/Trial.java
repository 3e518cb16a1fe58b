package dev.bulkhead.walls;

import dev.bulkhead.http.HttpFunction;
import dev.bulkhead.http.WrongEdge;
import dev.bulkhead.local.iam.PolicyType;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.template.ApiRoute;
import dev.bulkhead.local.template.LambdaFunction;
import dev.bulkhead.tenancy.TenantId;
import dev.bulkhead.walls.Ground.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A stack with two tenants at the same ids, and copies of what is the other's wherever a fault
 * could lead. Each call finds all as it was, so that its answer can be compared with the answer of
 * right code.
 */
final class Trial implements AutoCloseable {
  static final TenantId ACME = new TenantId("acme");

  /** What is in all that is not acme's, and nowhere else. */
  static final List<String> MARKS = List.of("canary-of-acme2", "987654321");

  private static final String UPLOAD = Ids.SAMPLE.upload();

  private final Stack stack;
  private final Ground ground;
  private final Calls calls = new Calls();
  private final Sessions sessions;
  private final Map<String, List<String>> foreignUploads = new HashMap<>();
  private final Map<Place, byte[]> bytes;
  private final Map<Place, Object> before;
  private final String credential;
  private List<String> upload;

  Trial(Walls walls, Path scratch) throws IOException {
    this.stack = new Stack(walls, scratch);
    this.ground = new Ground(stack.aws());
    this.sessions = new Sessions(stack.aws(), walls, calls);
    ground.sow(new Seed(ACME, Ids.SAMPLE, "own-of-acme", 0.125));
    ground.sow(new Seed(Fault.ANOTHER, Ids.SAMPLE, MARKS.getFirst(), 0.987654321));
    this.credential = new Operator(stack.aws()).settle(ACME, Fault.ANOTHER);
    for (Fault fault : Fault.values()) {
      plant(fault);
    }
    this.upload = ground.beginUpload(UPLOAD);
    this.before = ground.all();
    this.bytes = ground.bytes(before.keySet());
  }

  /** The routes that the template has. */
  List<ApiRoute> routes() {
    return stack.aws().template().routes();
  }

  private void plant(Fault fault) {
    ground
        .all()
        .forEach(
            (place, thing) -> {
              if (place.isOf(ACME) && place.isObject()) {
                wrong(fault, place.key())
                    // What climbs is still acme's: S3 takes keys as they are.
                    .filter(key -> !key.startsWith("tenants/acme/"))
                    .ifPresent(key -> ground.putObject(key, "bytes of " + MARKS.getFirst()));
              } else if (place.isOf(Fault.ANOTHER) && !place.isObject()) {
                fault
                    .rewrite()
                    .flatMap(rewrite -> rewrite.wrong(place.key().replace("acme2", "acme")))
                    .ifPresent(partition -> ground.copy(place, thing, partition));
              }
            });
    wrong(fault, UPLOAD).ifPresent(key -> foreignUploads.computeIfAbsent(key, ground::beginUpload));
  }

  /** Where the fault leads instead of to an object of acme's. */
  private static Optional<String> wrong(Fault fault, String key) {
    TenantId named = key.contains("/spill/") ? fault.ofSpill(ACME) : fault.ofArtifacts(ACME);
    return named.equals(ACME)
        ? fault.rewrite().flatMap(rewrite -> rewrite.wrong(key))
        : Optional.of(key.replace("tenants/acme/", "tenants/" + named + "/"));
  }

  /** Whether a route only reads, as the function's own table has it. */
  boolean isReading(String function, String route) {
    return sessions.right(function) instanceof HttpFunction http && WrongEdge.reads(http, route);
  }

  Sessions sessions() {
    return sessions;
  }

  /** The functions that the template has. */
  List<String> functions() {
    return stack.aws().template().functions().stream().map(LambdaFunction::id).toList();
  }

  /** A good credential of acme's. */
  String credential() {
    return credential;
  }

  /** The call of a sample, with an upload that is where the fault leads. */
  byte[] event(Sample sample, Fault fault, String role) {
    Fault leading = fault == Fault.UPLOAD_OF_ANOTHER ? Fault.OBJECT_KEYS_OF_ANOTHER : fault;
    List<String> ids =
        wrong(leading, UPLOAD)
            .flatMap(key -> Optional.ofNullable(foreignUploads.get(key)))
            .orElse(upload);
    return sample.of(Ids.SAMPLE).uploading(ids).event(fault.named(ACME).value(), role);
  }

  /** A call's answer, and what it did. */
  record Result(
      Answer answer,
      List<String> denials,
      Set<PolicyType> refusing,
      boolean crossed,
      boolean wrote,
      boolean shown) {
    boolean denied() {
      return !denials.isEmpty()
          || answer.status() == 403
          || answer.text().contains("not an S3 event")
          || answer.lent().stream().anyMatch(lent -> lent.startsWith("403"));
    }
  }

  /** Makes a call with a fault, looks what it did, and puts everything back. */
  Result call(String function, Fault fault, byte[] event) {
    var functions = new FaultyFunctions(sessions, fault);
    stack.run(functions::get);
    stack.log();
    var _ = stack.refusals();
    calls.begin(fault);
    Outcome outcome = stack.aws().invoke(function, event);
    List<String> denials = calls.denials();
    boolean items = calls.hasWrittenTo("dynamodb");
    Answer answer = Answer.of(outcome);
    boolean objects = calls.hasWrittenTo("s3") || !answer.lent().isEmpty();
    List<String> told = new ArrayList<>(stack.log());
    boolean shown = MARKS.stream().anyMatch(m -> answer.shows(m) || told.toString().contains(m));
    Set<PolicyType> refusing =
        stack.refusals().stream().flatMap(r -> r.by().stream()).collect(Collectors.toSet());
    Map<Place, Object> after = now(items, objects);
    Set<Place> changed = items || objects ? Ground.changed(before, after) : Set.of();
    boolean crossed = changed.stream().anyMatch(place -> !place.isOf(ACME));
    boolean wrote = changed.stream().anyMatch(place -> place.isOf(ACME));
    restore(changed, after);
    return new Result(answer, denials, refusing, crossed, wrote, shown);
  }

  /**
   * What there is after a call that wrote to these; whatever wrote otherwise is seen at the end.
   */
  private Map<Place, Object> now(boolean items, boolean objects) {
    if (!items && !objects) {
      return before;
    }
    var now = new HashMap<>(before);
    if (items) {
      now.keySet().removeIf(place -> !place.isObject());
      now.putAll(ground.items());
    }
    if (objects) {
      now.keySet().removeIf(Place::isObject);
      now.putAll(ground.objects());
    }
    return now;
  }

  /** As another tenant, with right code: what that tenant is told. */
  Answer asAnother(String function, byte[] event) {
    stack.run(new FaultyFunctions(sessions, Fault.NONE)::get);
    calls.begin(Fault.NONE);
    return Answer.of(stack.aws().invoke(function, event));
  }

  /** Whether all is as it was before the first call: what a call changed was seen and put back. */
  boolean isUntouched() {
    return before.equals(ground.all());
  }

  private void restore(Set<Place> changed, Map<Place, Object> after) {
    for (Place place : changed) {
      ground.restore(place, before, bytes);
      if (place.isUpload() && !after.containsKey(place)) {
        renewUpload(place);
      }
    }
  }

  private void renewUpload(Place lost) {
    before.remove(lost);
    List<String> renewed = ground.beginUpload(lost.key());
    before.put(new Place(lost.container(), lost.key(), renewed.getFirst()), renewed.getFirst());
    if (lost.key().equals(UPLOAD)) {
      upload = renewed;
    } else {
      foreignUploads.put(lost.key(), renewed);
    }
  }

  @Override
  public void close() {
    stack.close();
  }
}
