package dev.bulkhead.walls;

import dev.bulkhead.http.Json;
import dev.bulkhead.local.iam.PolicyType;
import dev.bulkhead.local.template.ApiRoute;
import dev.bulkhead.walls.Matrix.Line;
import dev.bulkhead.walls.Trial.Result;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All calls with all faults on one stack. */
final class Trials {
  private final Trial trial;
  private final Walls walls;
  private final Map<String, String> functions;
  private final List<Sample> samples = Sample.all(Stack.ROOT);

  Trials(Trial trial, Walls walls) {
    this.trial = trial;
    this.walls = walls;
    this.functions =
        trial.routes().stream().collect(Collectors.toMap(ApiRoute::key, ApiRoute::function));
  }

  /** Makes every call with each of these faults. */
  List<Line> run(Set<Fault> faults) {
    var lines = new ArrayList<Line>();
    for (Sample sample : samples) {
      String function = functions.get(sample.route());
      if (function == null) {
        throw new AssertionError("The template has no route " + sample.route());
      }
      calls(sample, function).forEach(call -> lines.addAll(run(call, faults)));
    }
    others().forEach(attempt -> lines.addAll(run(attempt, faults)));
    return lines;
  }

  /** What no route leads to. */
  private List<Attempt> others() {
    var others = new ArrayList<Attempt>();
    S3Events.all()
        .forEach(e -> others.add(new OfEvent(e.name(), "S3", "UploadsFunction", e::json)));
    Operator.commands()
        .forEach(
            c ->
                others.add(
                    new OfEvent(c.name(), "operator", "TenantsFunction", _ -> bytes(c.json()))));
    for (String order :
        List.of("{\"tenant\":\"acme\"}", "{\"tenant\":\"acme\",\"dry_run\":true}")) {
      others.add(
          new OfEvent("maintain " + order, "schedule", "MaintenanceFunction", _ -> bytes(order)));
    }
    String message = "{\"tenant\":\"acme\",\"experiment\":\"7\"}";
    others.add(
        new OfEvent("seal " + message, "search", "MaintenanceFunction", _ -> queued(message)));
    String credential = "{\"identitySource\":[\"Bearer %s\"]}".formatted(trial.credential());
    others.add(new OfEvent("authorize", "anybody", "AuthorizerFunction", _ -> bytes(credential)));
    return others;
  }

  private static byte[] queued(String message) {
    return Json.write(
        out -> {
          out.writeArrayFieldStart("Records");
          out.writeStartObject();
          out.writeStringField("messageId", "m1");
          out.writeStringField("eventSource", "aws:sqs");
          out.writeStringField("body", message);
          out.writeEndObject();
          out.writeEndArray();
        });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Makes the calls of one route and role with one fault. */
  List<Line> run(String route, String role, Fault fault) {
    return samples.stream()
        .filter(sample -> sample.route().equals(route))
        .map(sample -> new OfRoute(sample, functions.get(route), role))
        .flatMap(call -> run(call, EnumSet.of(fault)).stream())
        .toList();
  }

  /** Somebody who may do it, and the viewer who may not. */
  private List<Attempt> calls(Sample sample, String function) {
    var viewer = new OfRoute(sample, function, "viewer");
    String able = function.equals("TokensFunction") ? "admin" : "editor";
    var calls = new ArrayList<Attempt>(List.of(new OfRoute(sample, function, able)));
    if (trial.call(function, Fault.NONE, viewer.event(Fault.NONE)).answer().status() == 403) {
      calls.add(viewer);
    }
    return calls;
  }

  private List<Line> run(Attempt attempt, Set<Fault> faults) {
    Result right = trial.call(attempt.function(), Fault.NONE, attempt.event(Fault.NONE));
    if (right.answer().status() >= 500 || !right.denials().isEmpty()) {
      throw new AssertionError(attempt.name() + " fails with nothing wrong: " + right);
    }
    attempt.checkPages();
    return faults.stream()
        .filter(fault -> matters(attempt, fault))
        .map(fault -> line(attempt, fault, right))
        .toList();
  }

  /**
   * A viewer whom the edge stops has met no wall, nor has a fault in what the function does not
   * have: it is enough to see that once, with both walls standing.
   */
  private boolean matters(Attempt attempt, Fault fault) {
    return walls == Walls.BOTH
        || (attempt.role().equals("viewer")
            ? fault == Fault.ROLE_NOT_CHECKED || fault == Fault.ROUTE_DECLARED_AS_READING
            : fault.concerns(attempt.function()));
  }

  private Line line(Attempt attempt, Fault fault, Result right) {
    Result expected = attempt.expected(fault, right);
    Result result = trial.call(attempt.function(), fault, attempt.event(fault));
    Verdict verdict = verdict(attempt, expected, result);
    String why = verdict.isSafe() ? wall(result) : result.toString();
    return new Line(walls, attempt.name(), attempt.role(), fault, verdict, why);
  }

  private static Verdict verdict(Attempt attempt, Result right, Result result) {
    if (result.shown()) {
      return Verdict.REVEALED;
    }
    if (result.crossed()) {
      return Verdict.CROSSED;
    }
    if (result.wrote() && attempt.role().equals("viewer")) {
      return Verdict.VIEWER_WROTE;
    }
    if (result.answer().isLike(right.answer())) {
      return Verdict.SAME;
    }
    if (result.denied()) {
      return Verdict.DENIED;
    }
    boolean notFound =
        result.answer().status() == 404 || result.answer().text().contains("NoSuchUpload");
    return notFound ? Verdict.NOT_FOUND : Verdict.STRANGE;
  }

  /** Which walls would have stopped it alone, as the evaluator says. */
  private static String wall(Result result) {
    if (result.denials().stream().anyMatch(denial -> denial.contains("perform: sts:"))) {
      return "t";
    }
    if (!result.denied() || (result.denials().isEmpty() && result.refusing().isEmpty())) {
      return result.denied() ? "e" : "";
    }
    return (result.refusing().contains(PolicyType.IDENTITY) ? "r" : "")
        + (result.refusing().contains(PolicyType.SESSION) ? "s" : "");
  }

  /** A call that is made with each fault. */
  private interface Attempt {
    String name();

    String role();

    String function();

    byte[] event(Fault fault);

    /** What right code would answer. */
    Result expected(Fault fault, Result right);

    /** Refuses a call that has pages which no fault is tried on. */
    void checkPages();
  }

  private final class OfRoute implements Attempt {
    private final Sample sample;
    private final String function;
    private final String role;

    OfRoute(Sample sample, String function, String role) {
      this.sample = sample;
      this.function = function;
      this.role = role;
    }

    @Override
    public String name() {
      return sample.route();
    }

    @Override
    public String role() {
      return role;
    }

    @Override
    public String function() {
      return function;
    }

    @Override
    public byte[] event(Fault fault) {
      Sample asked =
          fault == Fault.PAGE_TOKEN_NOT_BOUND && PageTokens.areOf(sample)
              ? PageTokens.next(
                  sample.of(Ids.SAMPLE),
                  PageTokens.rebound(sample, Ids.SAMPLE, Trial.ACME, token(Fault.ANOTHER.value())))
              : sample;
      return trial.event(asked, fault, role);
    }

    @Override
    public Result expected(Fault fault, Result right) {
      return fault == Fault.PAGE_TOKEN_NOT_BOUND && PageTokens.areOf(sample)
          ? trial.call(
              function,
              Fault.NONE,
              trial.event(
                  PageTokens.next(sample.of(Ids.SAMPLE), token(Trial.ACME.value())),
                  Fault.NONE,
                  role))
          : right;
    }

    @Override
    public void checkPages() {
      if (walls != Walls.BOTH || PageTokens.areOf(sample) || !trial.isReading(function, name())) {
        return;
      }
      byte[] first = trial.event(PageTokens.limited(sample), Fault.NONE, role);
      Answer answer = trial.call(function, Fault.NONE, first).answer();
      if (PageTokens.isIn(answer)) {
        throw new AssertionError(sample + " has pages: say in PageTokens what binds them");
      }
    }

    private String token(String tenant) {
      return PageTokens.of(
          trial.asAnother(function, PageTokens.first(sample.of(Ids.SAMPLE)).event(tenant, role)));
    }
  }

  private record OfEvent(String name, String role, String function, Function<Fault, byte[]> json)
      implements Attempt {
    @Override
    public byte[] event(Fault fault) {
      return json.apply(fault);
    }

    @Override
    public Result expected(Fault fault, Result right) {
      return right;
    }

    @Override
    public void checkPages() {
      // What no route leads to has none.
    }
  }
}
