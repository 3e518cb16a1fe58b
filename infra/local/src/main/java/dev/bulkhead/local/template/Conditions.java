package dev.bulkhead.local.template;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A template's conditions, decided: what is left of the template when each {@code Fn::If} is its
 * branch and what a condition leaves out is gone.
 */
final class Conditions {
  /** What {@code AWS::NoValue} stands for: the property that holds it is not there. */
  private static final Object NOTHING = new Object();

  private final Map<?, ?> conditions;
  private final Map<String, Object> parameters;
  private final Set<String> asked = new HashSet<>();

  private Conditions(Map<?, ?> conditions, Map<String, Object> parameters) {
    this.conditions = conditions;
    this.parameters = parameters;
  }

  /**
   * What a template says by name, such as its resources, without what a condition leaves out.
   *
   * @param parameters values of the template's parameters
   */
  static Map<?, ?> settle(Map<?, ?> named, Map<?, ?> conditions, Map<String, Object> parameters) {
    var decided = new Conditions(conditions, parameters);
    var settled = new LinkedHashMap<Object, Object>();
    named.forEach(
        (id, value) -> {
          if (decided.isThere(value)) {
            settled.put(id, decided.settle(value));
          }
        });
    return settled;
  }

  private boolean isThere(Object resource) {
    return !(resource instanceof Map<?, ?> map)
        || !(map.get("Condition") instanceof String condition)
        || holds(condition);
  }

  private Object settle(Object value) {
    return switch (value) {
      case Map<?, ?> map when argument(map, "Fn::If") instanceof List<?> branches ->
          branch(branches);
      case Map<?, ?> map when "AWS::NoValue".equals(argument(map, "Ref")) -> NOTHING;
      case Map<?, ?> map -> settleEntries(map);
      case List<?> list -> list.stream().map(this::settle).filter(v -> v != NOTHING).toList();
      default -> value;
    };
  }

  private Map<?, ?> settleEntries(Map<?, ?> map) {
    var settled = new LinkedHashMap<Object, Object>();
    map.forEach(
        (key, entry) -> {
          Object value = settle(entry);
          if (value != NOTHING) {
            settled.put(key, value);
          }
        });
    return settled;
  }

  private Object branch(List<?> branches) {
    if (branches.size() != 3) {
      throw new InvalidTemplate("An Fn::If takes a condition and two values.");
    }
    return settle(branches.get(holds(branches.get(0).toString()) ? 1 : 2));
  }

  private boolean holds(String name) {
    Object condition = conditions.get(name);
    if (condition == null) {
      throw new InvalidTemplate("The template has no condition " + name + ".");
    }
    if (!asked.add(name)) {
      throw new InvalidTemplate("The condition " + name + " refers to itself.");
    }
    try {
      return isTrue(condition);
    } finally {
      asked.remove(name);
    }
  }

  private boolean isTrue(Object condition) {
    if (condition instanceof Map<?, ?> map && map.size() == 1) {
      if (map.get("Condition") instanceof String name) {
        return holds(name);
      }
      if (map.get("Fn::Equals") instanceof List<?> pair && pair.size() == 2) {
        return text(pair.get(0)).equals(text(pair.get(1)));
      }
      if (map.get("Fn::Not") instanceof List<?> one && one.size() == 1) {
        return !isTrue(one.getFirst());
      }
      if (map.get("Fn::And") instanceof List<?> all) {
        return all.stream().allMatch(this::isTrue);
      }
      if (map.get("Fn::Or") instanceof List<?> any) {
        return any.stream().anyMatch(this::isTrue);
      }
    }
    throw new InvalidTemplate("The local stack cannot decide the condition " + condition + ".");
  }

  /** A parameter's value, or the text itself. */
  private String text(Object value) {
    Object given =
        value instanceof Map<?, ?> map && argument(map, "Ref") instanceof String parameter
            ? parameters.get(parameter)
            : value;
    if (given == null || given instanceof Map || given instanceof List) {
      throw new InvalidTemplate("A condition compares " + value + ", which has no value here.");
    }
    return given.toString();
  }

  private static @Nullable Object argument(Map<?, ?> map, String function) {
    return map.size() == 1 ? map.get(function) : null;
  }
}
