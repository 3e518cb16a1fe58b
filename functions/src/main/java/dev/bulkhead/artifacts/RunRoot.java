package dev.bulkhead.artifacts;

import dev.bulkhead.domain.RunId;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;

/** Whose artifacts a call asks for. */
final class RunRoot {
  private RunRoot() {}

  /** The run; an empty name is none, and old clients call it {@code run_uuid}. */
  static RunId id(Fields fields) {
    String id =
        fields
            .string("run_id")
            .filter(text -> !text.isEmpty())
            .or(() -> fields.string("run_uuid"))
            .orElse("");
    if (id.isEmpty()) {
      throw fields.missing("run_id");
    }
    return Ids.run(id);
  }
}
