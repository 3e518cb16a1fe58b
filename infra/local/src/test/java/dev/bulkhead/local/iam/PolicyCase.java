package dev.bulkhead.local.iam;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One question about policies: the statements of a role, of its session and of a bucket, the
 * session's tags, and what is asked in which context. It is data, so that any evaluator can be
 * asked it; random ones look just like those of the conformance table.
 */
record PolicyCase(JsonNode line) {
  static final JsonMapper JSON = new JsonMapper();

  private static final String ACCOUNT = "000000000000";
  private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/TenantDataRole";

  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
       "Principal": {"AWS": "arn:aws:iam::000000000000:root"}}}
      """;

  /** A table of cases among the test's resources. */
  static Stream<PolicyCase> table(String name) {
    try (InputStream in = PolicyCase.class.getResourceAsStream(name)) {
      return JSON.readTree(in).valueStream().map(PolicyCase::new).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether our evaluator allows it. */
  boolean isAllowed(Clock clock) {
    var iam = new LocalIam(clock, List.of(), resourcePolicies());
    return iam.allows(
        iam.startSession(session()), new AccessRequest(action(), resource(), context()));
  }

  /** The same question in the words of the oracle, which knows no session that it did not see. */
  ObjectNode forOracle(Clock clock) {
    var iam = new LocalIam(clock, List.of(), List.of());
    Identity session = iam.startSession(session());
    ObjectNode question = JSON.createObjectNode();
    ObjectNode request = question.putObject("request");
    request.put("principal", session.principalArn());
    request.put("action", action());
    request.putObject("resource").put("resource", resource()).put("accountId", ACCOUNT);
    request.set("contextVariables", JSON.valueToTree(wholeContext(iam.userId(session), clock)));
    question
        .putArray("identityPolicies")
        .addObject()
        .put("name", "role")
        .set("policy", document("identity"));
    if (line.has("session")) {
      question.set("sessionPolicy", document("session"));
    }
    if (line.has("resourcePolicy")) {
      question.set("resourcePolicy", document("resourcePolicy"));
    } else if (action().equals("sts:AssumeRole")) {
      // Ours asks a trust policy apart from all else; the oracle wants it with the rest.
      question.set("resourcePolicy", JSON.readTree(TRUST));
    }
    return question;
  }

  /** What {@link LocalIam} adds to the context of a role's session. */
  private Map<String, List<String>> wholeContext(String userId, Clock clock) {
    Map<String, List<String>> whole = new HashMap<>(context());
    tags().forEach((key, value) -> whole.put("aws:PrincipalTag/" + key, List.of(value)));
    whole.put("aws:PrincipalArn", List.of(ROLE));
    whole.put("aws:PrincipalAccount", List.of(ACCOUNT));
    whole.put("aws:PrincipalType", List.of("AssumedRole"));
    whole.put("aws:userid", List.of(userId));
    whole.put("aws:TokenIssueTime", List.of(clock.instant().toString()));
    whole.put("aws:CurrentTime", List.of(clock.instant().toString()));
    whole.put("aws:EpochTime", List.of(Long.toString(clock.instant().getEpochSecond())));
    whole.put("aws:SecureTransport", List.of("true"));
    return whole;
  }

  private String action() {
    return line.path("action").stringValue();
  }

  private String resource() {
    return line.path("resource").stringValue();
  }

  private SessionRequest session() {
    Role role =
        new Role(
            "TenantDataRole",
            ROLE,
            TestPolicies.trustsEverybody(),
            List.of(parse(PolicyType.IDENTITY, "identity")));
    List<PolicyDocument> narrowing =
        line.has("session") ? List.of(parse(PolicyType.SESSION, "session")) : List.of();
    return new SessionRequest(role, "acme", Duration.ofHours(1), narrowing, tags());
  }

  private List<PolicyDocument> resourcePolicies() {
    return line.has("resourcePolicy")
        ? List.of(parse(PolicyType.RESOURCE, "resourcePolicy"))
        : List.of();
  }

  private Map<String, String> tags() {
    Map<String, String> tags = new HashMap<>();
    line.path("tags").properties().forEach(t -> tags.put(t.getKey(), t.getValue().stringValue()));
    return tags;
  }

  private Map<String, List<String>> context() {
    Map<String, List<String>> context = new HashMap<>();
    line.path("context")
        .properties()
        .forEach(
            key ->
                context.put(
                    key.getKey(),
                    key.getValue().valueStream().map(JsonNode::stringValue).toList()));
    return context;
  }

  private PolicyDocument parse(PolicyType type, String name) {
    return PolicyDocument.parse(type, document(name).toString());
  }

  private ObjectNode document(String name) {
    ObjectNode document = JSON.createObjectNode().put("Version", "2012-10-17");
    JsonNode statements = line.path(name);
    ArrayNode all = document.putArray("Statement");
    if (statements instanceof ArrayNode several) {
      all.addAll(several);
    } else {
      all.add(statements);
    }
    return document;
  }

  /** The rule and the page, or of a case that has neither, the whole. */
  @Override
  public String toString() {
    return line.has("says")
        ? line.path("says").stringValue() + " <" + line.path("page").stringValue() + ">"
        : line.toString();
  }
}
