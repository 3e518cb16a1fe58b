package dev.bulkhead.models;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Rules;
import dev.bulkhead.python.PythonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the params and tags of a logged model, whose lengths MLflow leaves to its database. */
final class ModelFields {
  private static final int MAX_KEY = 255;
  private static final int MAX_VALUE = 20_000;

  private ModelFields() {}

  /** Params are immutable, so none may stand twice. */
  static Map<String, String> params(Fields fields) {
    var params = new LinkedHashMap<String, String>();
    for (Fields param : fields.messages("params")) {
      String key = key(param);
      if (params.put(key, value(param)) != null) {
        throw new InvalidParameter(
            "Duplicate parameter keys have been submitted: [" + PythonText.repr(key) + "].");
      }
    }
    return params;
  }

  /** Of two tags with the same key the last one counts. */
  static Map<String, String> tags(Fields fields) {
    var tags = new LinkedHashMap<String, String>();
    for (Fields tag : fields.messages("tags")) {
      tags.put(key(tag), value(tag));
    }
    return tags;
  }

  static List<Tag> list(Map<String, String> tags) {
    return tags.entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
  }

  private static String key(Fields pair) {
    String key = pair.requiredString("key");
    Rules.checkLength("key", MAX_KEY, key);
    return key;
  }

  private static String value(Fields pair) {
    String value = pair.string("value").orElse("");
    Rules.checkLength("value", MAX_VALUE, value);
    return value;
  }
}
