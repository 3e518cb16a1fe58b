package dev.bulkhead.local.cli;

import dev.bulkhead.http.Json;
import java.io.IOException;
import java.util.Map;

/** Reads what a function answers its operator. */
final class FunctionAnswer {
  private FunctionAnswer() {}

  /** The answer, or what it refuses as a complaint. */
  static Map<?, ?> read(byte[] payload) throws IOException {
    if (!(Json.read(payload) instanceof Map<?, ?> answer)) {
      throw new IOException("The function did not answer with an object");
    }
    if (answer.get("error_code") instanceof String) {
      throw new Complaint(String.valueOf(answer.get("message")));
    }
    if (answer.get("errorType") instanceof String type) {
      throw new Complaint(
          "The function failed: %s: %s".formatted(type, answer.get("errorMessage")));
    }
    return answer;
  }
}
