package dev.bulkhead.local.cli;

import dev.bulkhead.http.JsonBody;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One chore of one tenant that an operator waits for. */
record ChoreOrder(String tenant, String chore, JsonBody more) {

  /** Has it done, to its end, and prints what was done; the exit code. */
  int run(int port) throws IOException {
    Operator operator = Operator.ofStackAt(port);
    Map<?, ?> result = Map.of();
    while (!Boolean.TRUE.equals(result.get("ended"))) {
      result = once(operator);
      if (result.containsKey("error_code")) {
        Object message = result.get("message");
        throw new Complaint(String.valueOf(message == null ? result.get("error_code") : message));
      }
    }
    if (result.get("found") instanceof List<?> found) {
      found.forEach(System.out::println);
    }
    return 0;
  }

  private Map<?, ?> once(Operator operator) throws IOException {
    Map<?, ?> answer =
        operator.maintain(
            out -> {
              out.writeStringField("tenant", tenant);
              out.writeStringField("chore", chore);
              more.write(out);
            });
    return answer.get("chores") instanceof List<?> chores
            && chores.getFirst() instanceof Map<?, ?> one
        ? one
        : answer;
  }
}
