package dev.bulkhead.local.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes a case apart as long as what is left is still of interest. */
final class Shrinking {
  /** Without these it would be another question. */
  private static final Set<String> NEEDED =
      Set.of("identity", "action", "resource", "Effect", "Principal");

  private Shrinking() {}

  static PolicyCase shrink(PolicyCase from, Predicate<PolicyCase> isOfInterest) {
    PolicyCase smallest = from;
    boolean shrunk = true;
    while (shrunk) {
      shrunk = false;
      for (JsonNode smaller : smaller(smallest.line())) {
        PolicyCase candidate = new PolicyCase(smaller);
        if (isPossible(smaller) && isOfInterest.test(candidate)) {
          smallest = candidate;
          shrunk = true;
          break;
        }
      }
    }
    return smallest;
  }

  /** AWS sends a key that has one value with it, or not at all. */
  private static boolean isPossible(JsonNode line) {
    return line.path("context").properties().stream()
        .allMatch(key -> ConditionKeys.isMultivalued(key.getKey()) || !key.getValue().isEmpty());
  }

  /** The same with any one thing left out, the larger things first. */
  private static List<JsonNode> smaller(JsonNode node) {
    List<JsonNode> smaller = new ArrayList<>();
    switch (node) {
      case ObjectNode object -> {
        List<String> names = List.copyOf(object.propertyNames());
        names.stream()
            .filter(name -> !NEEDED.contains(name))
            .forEach(name -> smaller.add(object.deepCopy().without(name)));
        names.forEach(
            name ->
                smaller(object.path(name))
                    .forEach(part -> smaller.add(object.deepCopy().set(name, part))));
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          ArrayNode shorter = array.deepCopy();
          var _ = shorter.remove(i);
          smaller.add(shorter);
        }
        for (int i = 0; i < array.size(); i++) {
          for (JsonNode part : smaller(array.get(i))) {
            ArrayNode changed = array.deepCopy();
            var _ = changed.set(i, part);
            smaller.add(changed);
          }
        }
      }
      default -> {}
    }
    return smaller;
  }
}
