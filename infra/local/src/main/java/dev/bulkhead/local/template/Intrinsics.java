package dev.bulkhead.local.template;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works out {@code Ref}, {@code Fn::GetAtt}, {@code Fn::Sub} and {@code Fn::Join}. */
final class Intrinsics {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)}");

  private final Map<String, Object> values = new HashMap<>();
  private final Attributes attributes;

  /**
   * @param parameters values of the template's parameters
   */
  Intrinsics(Account account, Map<String, Object> parameters, Attributes attributes) {
    values.putAll(parameters);
    values.put("AWS::AccountId", account.id());
    values.put("AWS::Region", account.region());
    values.put("AWS::StackName", account.stack());
    values.put("AWS::Partition", "aws");
    values.put("AWS::URLSuffix", "amazonaws.com");
    this.attributes = attributes;
  }

  /** The value with all functions in it worked out, however deep they stand. */
  Object resolve(Object value) {
    return switch (value) {
      case Map<?, ?> map when isFunction(map) -> {
        var call = map.entrySet().iterator().next();
        yield apply(call.getKey().toString(), call.getValue());
      }
      case Map<?, ?> map -> {
        var resolved = new LinkedHashMap<Object, Object>();
        map.forEach((key, entry) -> resolved.put(key, resolve(entry)));
        yield resolved;
      }
      case List<?> list -> list.stream().map(this::resolve).toList();
      default -> value;
    };
  }

  private static boolean isFunction(Map<?, ?> map) {
    if (map.size() != 1) {
      return false;
    }
    String key = map.keySet().iterator().next().toString();
    return key.equals("Ref") || key.startsWith("Fn::");
  }

  private Object apply(String function, Object argument) {
    if (function.equals("Ref")) {
      return ref(argument.toString());
    }
    if (function.equals("Fn::Sub") && argument instanceof String text) {
      return substitute(text, Map.of());
    }
    if (argument instanceof List<?> list && list.size() == 2) {
      String first = list.getFirst().toString();
      Object second = list.getLast();
      if (function.equals("Fn::GetAtt")) {
        return attributes.attribute(first, second.toString());
      }
      if (function.equals("Fn::Sub") && second instanceof Map<?, ?> own) {
        return substitute(first, own);
      }
      if (function.equals("Fn::Join") && resolve(second) instanceof List<?> parts) {
        return parts.stream().map(Object::toString).collect(Collectors.joining(first));
      }
    }
    throw new InvalidTemplate("The local stack cannot work out this " + function + ".");
  }

  private Object ref(String name) {
    Object value = values.get(name);
    return value == null ? attributes.reference(name) : value;
  }

  private String substitute(String text, Map<?, ?> own) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement(variable(match.group(1), match.group(2), own)));
  }

  private String variable(String literal, String name, Map<?, ?> own) {
    if (!literal.isEmpty()) {
      return "${" + name + "}";
    }
    @Nullable Object value = own.get(name);
    if (value != null) {
      return resolve(value).toString();
    }
    int dot = name.indexOf('.');
    return dot < 0
        ? ref(name).toString()
        : attributes.attribute(name.substring(0, dot), name.substring(dot + 1));
  }
}
