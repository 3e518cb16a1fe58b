package dev.bulkhead.local.prove;

import dev.bulkhead.tenancy.TenantId;
import java.util.Locale;

/** An attempt as it was made with one session. */
record Result(Attempt attempt, Session session, TenantId other, Outcome outcome) {

  /** What a result says of the walls. */
  enum Verdict {
    /** As it must be. */
    HELD,
    /** Something was done that must not be. */
    CROSSED,
    /** A control failed, or an attempt did for another reason than that it is not allowed. */
    UNPROVEN
  }

  Verdict verdict() {
    return switch (outcome) {
      case Outcome.Allowed() -> attempt.allowed() ? Verdict.HELD : Verdict.CROSSED;
      case Outcome.Denied _ -> attempt.allowed() ? Verdict.UNPROVEN : Verdict.HELD;
      case Outcome.Unclear _ -> Verdict.UNPROVEN;
    };
  }

  String detail() {
    return switch (outcome) {
      case Outcome.Allowed() -> "";
      case Outcome.Denied(String code) -> code;
      case Outcome.Unclear(String what) -> what;
    };
  }

  /** As a line of its own says it. */
  String sentence() {
    return "%s with %s's %s session, against %s: %s%s"
        .formatted(
            attempt.service() + " " + attempt.name(),
            session.tenant(),
            session.name(),
            other,
            outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT),
            detail().isEmpty() ? "" : " (" + detail() + ")");
  }
}
