package dev.bulkhead.local.iam;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a statement, refusing every element that its kind of policy does not have. */
final class StatementReader {
  private static final Set<String> ELEMENTS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  private final PolicyType type;
  private final Map<String, Object> elements;

  StatementReader(PolicyType type, Object statement) {
    this.type = type;
    this.elements = Tree.map("Statement", statement);
  }

  Statement read() {
    elements.keySet().stream()
        .filter(name -> !ELEMENTS.contains(name))
        .forEach(
            name -> {
              throw new InvalidPolicy("Unsupported element " + name);
            });
    return new Statement(effect(), principals(), actions(), resources(), conditions());
  }

  private Effect effect() {
    return switch (Tree.string("Effect", elements.get("Effect"))) {
      case "Allow" -> allow();
      case "Deny" -> Effect.DENY;
      default -> throw new InvalidPolicy("Effect must be Allow or Deny");
    };
  }

  /**
   * A bucket policy that allowed would add to what its caller's own policies grant, which nothing
   * here needs: the bucket's policy only ever takes away.
   */
  private Effect allow() {
    if (type == PolicyType.RESOURCE) {
      throw new InvalidPolicy("A resource policy may only Deny");
    }
    return Effect.ALLOW;
  }

  private Principals principals() {
    if (type.namesPrincipals()) {
      return Principals.read(elements.get("Principal"));
    }
    refuse("Principal");
    return Principals.HOLDER;
  }

  private Actions actions() {
    return Actions.read(oneOf("Action", "NotAction"), elements.containsKey("NotAction"));
  }

  private Resources resources() {
    if (type.namesResources()) {
      return Resources.read(oneOf("Resource", "NotResource"), elements.containsKey("NotResource"));
    }
    refuse("Resource");
    refuse("NotResource");
    return Resources.ITSELF;
  }

  private List<Condition> conditions() {
    Object block = elements.get("Condition");
    return block == null ? List.of() : ConditionReader.read(Tree.map("Condition", block));
  }

  private List<String> oneOf(String name, String inverse) {
    if (elements.containsKey(name) == elements.containsKey(inverse)) {
      throw new InvalidPolicy("A statement has either " + name + " or " + inverse);
    }
    return Tree.strings(
        name, elements.containsKey(name) ? elements.get(name) : elements.get(inverse));
  }

  private void refuse(String name) {
    if (elements.containsKey(name)) {
      throw new InvalidPolicy(name + " has no place in a policy that is " + type.label());
    }
  }
}
