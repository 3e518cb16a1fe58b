package dev.bulkhead.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads YAML with CloudFormation's short forms, which become their long ones. */
final class TemplateYaml {
  private TemplateYaml() {}

  /** Maps, lists, strings, longs, doubles and booleans. */
  static Map<?, ?> read(String text) {
    try {
      Node root =
          new Compose(LoadSettings.builder().build())
              .composeString(text)
              .orElseThrow(() -> new InvalidTemplate("The template is empty."));
      if (value(root) instanceof Map<?, ?> template) {
        return template;
      }
      throw new InvalidTemplate("The template is not a YAML mapping.");
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(m -> " in line " + (m.getLine() + 1)).orElse("");
      throw new InvalidTemplate("The template is not YAML%s: %s.".formatted(line, e.getProblem()));
    } catch (YamlEngineException e) {
      throw new InvalidTemplate("The template is not YAML: %s.".formatted(e.getMessage()));
    }
  }

  private static Object value(Node node) {
    Object plain =
        switch (node) {
          case MappingNode mapping -> map(mapping);
          case SequenceNode sequence -> sequence.getValue().stream().map(n -> value(n)).toList();
          case ScalarNode scalar -> scalar(scalar);
          default -> throw wrong(node, "is of an unknown kind");
        };
    String tag = node.getTag().getValue();
    return tag.startsWith("!") ? longForm(node, tag.substring(1), plain) : plain;
  }

  private static Map<String, Object> map(MappingNode mapping) {
    var map = new LinkedHashMap<String, Object>();
    for (var entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw wrong(entry.getKeyNode(), "is a key that is no text");
      }
      if (map.put(key.getValue(), value(entry.getValueNode())) != null) {
        throw wrong(key, "repeats the key " + key.getValue());
      }
    }
    return map;
  }

  private static Object scalar(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    String text = scalar.getValue();
    if (tag.equals(Tag.NULL)) {
      throw wrong(scalar, "has no value");
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    if (tag.equals(Tag.INT)) {
      return Long.valueOf(text);
    }
    return tag.equals(Tag.FLOAT) ? Double.valueOf(text) : text;
  }

  private static Map<String, Object> longForm(Node node, String function, Object argument) {
    return switch (function) {
      case "Ref" -> Map.of("Ref", argument);
      case "GetAtt" ->
          Map.of("Fn::GetAtt", argument instanceof String text ? split(text) : argument);
      case "Condition" -> Map.of("Condition", argument);
      case "Sub", "Join", "If", "Equals", "Not", "And", "Or" -> Map.of("Fn::" + function, argument);
      default -> throw wrong(node, "uses !" + function + ", which the local stack does not know");
    };
  }

  private static List<String> split(String resourceAndAttribute) {
    int dot = resourceAndAttribute.indexOf('.');
    var parts = new ArrayList<String>();
    parts.add(dot < 0 ? resourceAndAttribute : resourceAndAttribute.substring(0, dot));
    if (dot >= 0) {
      parts.add(resourceAndAttribute.substring(dot + 1));
    }
    return parts;
  }

  private static InvalidTemplate wrong(Node node, String what) {
    int line = node.getStartMark().map(m -> m.getLine() + 1).orElse(0);
    return new InvalidTemplate("Line %d of the template %s.".formatted(line, what));
  }
}
