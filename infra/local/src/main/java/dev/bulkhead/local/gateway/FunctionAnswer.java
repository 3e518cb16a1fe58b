package dev.bulkhead.local.gateway;

import dev.bulkhead.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a function answered, read as payload format 2.0. */
record FunctionAnswer(int status, Map<String, String> headers, List<String> cookies, byte[] body) {

  FunctionAnswer {
    headers = Map.copyOf(headers);
    cookies = List.copyOf(cookies);
  }

  static FunctionAnswer read(byte[] payload) throws Refused {
    try {
      Object value = Json.read(payload);
      return value instanceof Map<?, ?> answer && answer.containsKey("statusCode")
          ? of(answer)
          : new FunctionAnswer(200, Map.of("content-type", "application/json"), List.of(), payload);
    } catch (IOException | IllegalArgumentException _) {
      throw new Refused(Refusal.FAILED);
    }
  }

  private static FunctionAnswer of(Map<?, ?> answer) throws Refused {
    if (!(answer.get("statusCode") instanceof Long status) || status < 100 || status > 599) {
      throw new Refused(Refusal.FAILED);
    }
    var headers = new LinkedHashMap<String, String>();
    if (answer.get("headers") instanceof Map<?, ?> given) {
      given.forEach(
          (name, value) ->
              headers.put(name.toString().toLowerCase(Locale.ROOT), String.valueOf(value)));
    }
    byte[] body = body(answer);
    if (body.length > 0) {
      headers.putIfAbsent("content-type", "text/plain; charset=utf-8");
    }
    return new FunctionAnswer(status.intValue(), headers, cookies(answer), body);
  }

  private static byte[] body(Map<?, ?> answer) {
    String text = answer.get("body") instanceof String given ? given : "";
    return Boolean.TRUE.equals(answer.get("isBase64Encoded"))
        ? Base64.getDecoder().decode(text)
        : text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> cookies(Map<?, ?> answer) {
    return answer.get("cookies") instanceof List<?> given
        ? given.stream().map(String::valueOf).toList()
        : List.of();
  }
}
