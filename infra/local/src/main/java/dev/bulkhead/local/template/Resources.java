package dev.bulkhead.local.template;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All resources of a template, by logical id. */
final class Resources {
  static final String FUNCTION = "AWS::Serverless::Function";

  private final Map<String, Resource> byId = new LinkedHashMap<>();

  private Resources() {}

  /**
   * The resources that a template has in an account.
   *
   * @param given values of parameters; all others have their defaults
   */
  static Resources of(Account account, Map<?, ?> template, Map<String, String> given) {
    Map<String, Object> parameters = parameters(template);
    parameters.putAll(given);
    Map<?, ?> raw =
        Conditions.settle(
            mapping(template, "Resources"), map(template.get("Conditions")), parameters);
    var types = new HashMap<String, String>();
    raw.forEach((id, resource) -> types.put(id.toString(), type(id, resource)));
    var unnamed = new Intrinsics(account, parameters, new Attributes(account, types, Map.of()));
    var attributes = new Attributes(account, types, names(unnamed, raw));
    var intrinsics = new Intrinsics(account, parameters, attributes);
    Map<?, ?> globals =
        map(
            Conditions.settle(
                    map(template.get("Globals")), map(template.get("Conditions")), parameters)
                .get("Function"));

    var resources = new Resources();
    raw.forEach(
        (id, resource) -> {
          Map<?, ?> own = map(map(resource).get("Properties"));
          String type = types.getOrDefault(id.toString(), "");
          Map<?, ?> properties = type.equals(FUNCTION) ? merged(globals, own) : own;
          resources.byId.put(
              id.toString(),
              new Resource(
                  id.toString(),
                  type,
                  new Section(intrinsics, id.toString(), properties),
                  new Section(intrinsics, id.toString(), resource)));
        });
    return resources;
  }

  List<Resource> ofType(String type) {
    return byId.values().stream().filter(r -> r.type().equals(type)).toList();
  }

  /** The only resource of a type. */
  Resource one(String type) {
    List<Resource> all = ofType(type);
    if (all.size() != 1) {
      throw new InvalidTemplate(
          "The template must have one %s, and has %d.".formatted(type, all.size()));
    }
    return all.getFirst();
  }

  private static String type(Object id, Object resource) {
    if (map(resource).get("Type") instanceof String type) {
      return type;
    }
    throw new InvalidTemplate("The resource " + id + " has no Type.");
  }

  private static Map<String, String> names(Intrinsics intrinsics, Map<?, ?> raw) {
    var names = new HashMap<String, String>();
    raw.forEach(
        (id, resource) -> {
          @Nullable Object name = map(map(resource).get("Properties")).get("BucketName");
          if (name != null) {
            names.put(id.toString(), intrinsics.resolve(name).toString());
          }
        });
    return names;
  }

  private static Map<String, Object> parameters(Map<?, ?> template) {
    var parameters = new HashMap<String, Object>();
    map(template.get("Parameters"))
        .forEach(
            (name, parameter) -> {
              @Nullable Object value = map(parameter).get("Default");
              if (value != null) {
                parameters.put(name.toString(), value);
              }
            });
    return parameters;
  }

  /** SAM merges mappings, and lets the function's own value win over the global one. */
  private static Map<?, ?> merged(Map<?, ?> globals, Map<?, ?> own) {
    var merged = new LinkedHashMap<Object, Object>(globals);
    own.forEach(
        (key, value) ->
            merged.merge(
                key,
                value,
                (global, mine) ->
                    global instanceof Map<?, ?> a && mine instanceof Map<?, ?> b
                        ? merged(a, b)
                        : mine));
    return merged;
  }

  private static Map<?, ?> mapping(Map<?, ?> template, String key) {
    if (template.get(key) instanceof Map<?, ?> map) {
      return map;
    }
    throw new InvalidTemplate("The template has no " + key + ".");
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
