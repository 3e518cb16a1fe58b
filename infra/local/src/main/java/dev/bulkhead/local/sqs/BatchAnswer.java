package dev.bulkhead.local.sqs;

import dev.bulkhead.http.Json;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a function says of a batch, read as Lambda reads it: whatever it does not understand means
 * that all messages failed (AWS Lambda Developer Guide, "Success and failure conditions").
 */
final class BatchAnswer {
  private BatchAnswer() {}

  /** The ids of the messages that failed, of those in the batch. */
  static Set<String> failed(byte[] answer, Set<String> batch) {
    if (answer.length == 0) {
      return Set.of();
    }
    try {
      return switch (Json.read(answer)) {
        case null -> Set.of();
        case Map<?, ?> fields when !fields.isEmpty() ->
            items(fields.get("batchItemFailures"), fields, batch);
        case Map<?, ?> _ -> Set.of();
        case Object _ -> batch;
      };
    } catch (IOException _) {
      return batch;
    }
  }

  private static Set<String> items(@Nullable Object failures, Map<?, ?> fields, Set<String> batch) {
    if (failures == null) {
      return fields.containsKey("batchItemFailures") ? Set.of() : batch;
    }
    if (!(failures instanceof List<?> items)) {
      return batch;
    }
    var failed = new HashSet<String>();
    for (Object item : items) {
      boolean known =
          item instanceof Map<?, ?> map
              && map.get("itemIdentifier") instanceof String id
              && batch.contains(id)
              && (failed.add(id) || failed.contains(id));
      if (!known) {
        return batch;
      }
    }
    return failed;
  }
}
