package dev.bulkhead.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What AWS documents of its policies. The cases are data, so that another evaluator can be put to
 * the same questions; each names the page that it was written from.
 */
final class PolicyConformanceTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ROLE = "arn:aws:iam::000000000000:role/TenantDataRole";

  /** A line of the table, whose name tells the rule and the page. */
  record Case(JsonNode line) {
    @Override
    public String toString() {
      return line.path("says").stringValue() + " <" + line.path("page").stringValue() + ">";
    }
  }

  static Stream<Case> conformance() {
    return table("conformance.json");
  }

  static Stream<Case> refused() {
    return table("refused.json");
  }

  @ParameterizedTest
  @MethodSource("conformance")
  void judgesAsAwsDocuments(Case test) {
    JsonNode line = test.line();
    LocalIam iam = new LocalIam(Clock.systemUTC(), List.of(), resourcePolicies(line));
    Identity session = iam.startSession(session(line));

    boolean allowed = iam.allows(session, request(line));

    assertThat(allowed ? "allow" : "deny").isEqualTo(line.path("expect").stringValue());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesToReadWhatItWouldHaveToGuess(Case test) {
    PolicyType type = PolicyType.valueOf(test.line().path("type").stringValue());
    String policy = test.line().path("policy").toString();

    assertThatThrownBy(() -> PolicyDocument.parse(type, policy)).isInstanceOf(InvalidPolicy.class);
  }

  private static SessionRequest session(JsonNode line) {
    Role role =
        new Role(
            "TenantDataRole",
            ROLE,
            TestPolicies.trustsEverybody(),
            List.of(document(PolicyType.IDENTITY, line.path("identity"))));
    List<PolicyDocument> sessionPolicies =
        line.has("session")
            ? List.of(document(PolicyType.SESSION, line.path("session")))
            : List.of();
    Map<String, String> tags = new HashMap<>();
    line.path("tags").properties().forEach(t -> tags.put(t.getKey(), t.getValue().stringValue()));
    return new SessionRequest(role, "acme", Duration.ofHours(1), sessionPolicies, tags);
  }

  private static List<PolicyDocument> resourcePolicies(JsonNode line) {
    return line.has("resourcePolicy")
        ? List.of(document(PolicyType.RESOURCE, line.path("resourcePolicy")))
        : List.of();
  }

  private static AccessRequest request(JsonNode line) {
    Map<String, List<String>> context = new HashMap<>();
    line.path("context")
        .properties()
        .forEach(
            key ->
                context.put(
                    key.getKey(),
                    key.getValue().valueStream().map(JsonNode::stringValue).toList()));
    return new AccessRequest(
        line.path("action").stringValue(), line.path("resource").stringValue(), context);
  }

  private static PolicyDocument document(PolicyType type, JsonNode statements) {
    return PolicyDocument.parse(
        type, "{\"Version\": \"2012-10-17\", \"Statement\": " + statements + "}");
  }

  private static Stream<Case> table(String name) {
    try (InputStream in = PolicyConformanceTest.class.getResourceAsStream(name)) {
      return JSON.readTree(in).valueStream().map(Case::new).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
