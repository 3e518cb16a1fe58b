package dev.bulkhead.local.iam;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A policy that was read and understood as a whole. */
public final class PolicyDocument {
  private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final PolicyType type;
  private final List<Statement> statements;

  private PolicyDocument(PolicyType type, List<Statement> statements) {
    this.type = type;
    this.statements = statements;
  }

  /**
   * Reads JSON text.
   *
   * @throws InvalidPolicy if any of it is malformed or unsupported
   */
  public static PolicyDocument parse(PolicyType type, String json) {
    try {
      return of(type, Tree.map("Policy", JSON.readValue(json, Object.class)));
    } catch (JacksonException e) {
      throw new InvalidPolicy("Not JSON: " + e.getOriginalMessage());
    }
  }

  /**
   * Reads what a JSON or YAML parser made of the document.
   *
   * @throws InvalidPolicy if any of it is malformed or unsupported
   */
  public static PolicyDocument of(PolicyType type, Map<String, Object> document) {
    if (!ELEMENTS.containsAll(document.keySet())) {
      throw new InvalidPolicy("Unsupported element among " + document.keySet());
    }
    // Under the older version, and without one, ${...} is plain text.
    if (!"2012-10-17".equals(document.get("Version"))) {
      throw new InvalidPolicy("Version must be 2012-10-17");
    }
    if (!document.containsKey("Statement")) {
      throw new InvalidPolicy("A policy has no Statement");
    }
    return new PolicyDocument(
        type,
        Tree.list(document.get("Statement")).stream()
            .map(s -> new StatementReader(type, s).read())
            .toList());
  }

  PolicyType type() {
    return type;
  }

  boolean allows(Question question) {
    return has(Effect.ALLOW, question);
  }

  boolean denies(Question question) {
    return has(Effect.DENY, question);
  }

  private boolean has(Effect effect, Question question) {
    return statements.stream().anyMatch(s -> s.effect() == effect && s.appliesTo(question));
  }
}
