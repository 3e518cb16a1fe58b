package dev.bulkhead.local.iam;

import dev.bulkhead.local.iam.Vocabulary.Asked;
import dev.bulkhead.local.iam.Vocabulary.ConditionKey;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Questions made by chance, the same for the same seed; most come close to being allowed. */
final class RandomCases {
  private static final List<String> SORTED_KEYS =
      Vocabulary.KEYS.keySet().stream().sorted().toList();

  /** One that has no default yet. */
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(aws:[A-Za-z]+/[a-z]+)}");

  private static final List<String> DEFAULTS = List.of("acme", "acme2", "write");

  private final Random random;

  RandomCases(long seed) {
    this.random = new Random(seed);
  }

  PolicyCase next() {
    Asked asked = any(Vocabulary.ASKED);
    String resource = any(asked.resources());
    ObjectNode line = PolicyCase.JSON.createObjectNode();
    line.set("identity", statements(asked, resource, false));
    if (random.nextInt(10) < 6) {
      line.set("session", statements(asked, resource, false));
    }
    if (random.nextInt(10) < 3 && !asked.action().startsWith("sts:")) {
      line.set("resourcePolicy", statements(asked, resource, true));
    }
    tags(line.putObject("tags"));
    line.put("action", asked.action());
    line.put("resource", resource);
    context(asked, line.putObject("context"));
    return new PolicyCase(line);
  }

  private void tags(ObjectNode tags) {
    for (String tag : List.of("tenant", "access")) {
      if (random.nextInt(10) < 8) {
        tags.put(tag, any(Vocabulary.KEYS.get("aws:PrincipalTag/" + tag).values()));
      }
    }
  }

  private void context(Asked asked, ObjectNode context) {
    for (String name : asked.keys()) {
      if (random.nextInt(10) < 7) {
        ConditionKey key = Vocabulary.KEYS.get(name);
        // A key without any value is what a batch of nothing has.
        int many = key.isMultivalued() ? random.nextInt(4) : 1;
        ArrayNode values = context.putArray(name);
        for (int i = 0; i < many; i++) {
          values.add(any(key.values()));
        }
      }
    }
  }

  private ArrayNode statements(Asked asked, String resource, boolean ofResource) {
    ArrayNode statements = PolicyCase.JSON.createArrayNode();
    for (int i = random.nextInt(3); i >= 0; i--) {
      statements.add(statement(asked, resource, ofResource));
    }
    return statements;
  }

  private ObjectNode statement(Asked asked, String resource, boolean ofResource) {
    ObjectNode statement = PolicyCase.JSON.createObjectNode();
    statement.put("Effect", ofResource || random.nextInt(4) == 0 ? "Deny" : "Allow");
    if (ofResource) {
      statement.put("Principal", "*");
    }
    several(
        statement.putArray(random.nextInt(8) == 0 ? "NotAction" : "Action"),
        () -> random.nextBoolean() ? asked.action() : any(Vocabulary.ACTION_PATTERNS));
    boolean negated = random.nextInt(8) == 0;
    several(
        statement.putArray(negated ? "NotResource" : "Resource"),
        () ->
            random.nextBoolean()
                ? escaped(resource)
                : defaulted(negated, any(Vocabulary.RESOURCE_PATTERNS)));
    if (random.nextInt(10) < 7) {
      conditions(asked, statement.putObject("Condition"));
    }
    return statement;
  }

  private static String escaped(String resource) {
    return resource.replace("$", "${$}");
  }

  /**
   * Without a default, a variable is refused where it is negated, and nothing would be compared.
   */
  private String defaulted(boolean negated, String pattern) {
    return negated
        ? VARIABLE.matcher(pattern).replaceAll("\\${$1, '" + any(DEFAULTS) + "'}")
        : pattern;
  }

  private void conditions(Asked asked, ObjectNode block) {
    for (int i = random.nextInt(3); i >= 0; i--) {
      boolean sent = !asked.keys().isEmpty() && random.nextInt(3) > 0;
      ConditionKey key = Vocabulary.KEYS.get(any(sent ? asked.keys() : SORTED_KEYS));
      if (random.nextInt(6) == 0) {
        block.withObjectProperty("Null").put(key.name(), random.nextBoolean() ? "true" : "false");
      } else {
        String operator = operator(key);
        several(
            block.withObjectProperty(operator).putArray(key.name()),
            () -> defaulted(operator.contains("Not"), any(key.patterns())));
      }
    }
  }

  private String operator(ConditionKey key) {
    String set =
        key.isMultivalued() ? any(List.of("ForAllValues:", "ForAllValues:", "ForAnyValue:")) : "";
    return set + any(key.kind().operators()) + (random.nextInt(6) == 0 ? "IfExists" : "");
  }

  private void several(ArrayNode into, Supplier<String> one) {
    for (int i = Math.max(0, random.nextInt(4) - 1); i >= 0; i--) {
      into.add(one.get());
    }
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
