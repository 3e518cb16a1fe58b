package dev.bulkhead.local.sts;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The fields of a form-encoded body, each given once. */
record Form(Map<String, String> fields) {
  private static final Pattern TAG = Pattern.compile("Tags\\.member\\.[1-9][0-9]?\\.(Key|Value)");

  static Form parse(byte[] body) throws StsError {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0
          && fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)))
              != null) {
        throw StsError.invalid("A parameter was given twice");
      }
    }
    return new Form(fields);
  }

  private static String decode(String text) throws StsError {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw StsError.invalid("Broken percent-encoding");
    }
  }

  /** Refuses parameters that would change the answer on AWS but are not understood here. */
  void allowOnly(Set<String> names) throws StsError {
    for (String name : fields.keySet()) {
      boolean emptyList = name.equals("Tags") && fields.get(name).isEmpty();
      if (!names.contains(name) && !TAG.matcher(name).matches() && !emptyList) {
        throw StsError.invalid("The local STS does not support the parameter " + name);
      }
    }
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  String get(String name) throws StsError {
    return find(name).orElseThrow(() -> StsError.constraint(name, "not be null"));
  }
}
