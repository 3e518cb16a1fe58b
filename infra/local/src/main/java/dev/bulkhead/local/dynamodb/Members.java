package dev.bulkhead.local.dynamodb;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The members of a JSON object of a call; another kind of value has none. */
record Members(JsonNode node) {

  Optional<String> string(String name) {
    return Optional.ofNullable(node.get(name)).flatMap(JsonNode::stringValueOpt);
  }

  Members object(String name) {
    return new Members(node.path(name));
  }

  List<Members> list(String name) {
    return node.path(name).valueStream().map(Members::new).toList();
  }

  List<String> strings(String name) {
    return node.path(name).valueStream().flatMap(n -> n.stringValueOpt().stream()).toList();
  }

  boolean has(String name) {
    return node.has(name);
  }

  Set<String> names() {
    return new LinkedHashSet<>(node.propertyNames());
  }

  /** The members of all the objects in this list, one after the other. */
  List<Map.Entry<String, Members>> elements() {
    return node.valueStream().flatMap(n -> new Members(n).entries().stream()).toList();
  }

  List<Map.Entry<String, Members>> entries() {
    return node.propertyStream()
        .map(e -> Map.entry(e.getKey(), new Members(e.getValue())))
        .toList();
  }
}
