package dev.bulkhead.maintenance;

import dev.bulkhead.store.Exports;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * {@code export-tenant}: exports the tenant, if its last export is older than the template or an
 * operator wants; two whole ones are kept. docs/continuity.md says what an export is.
 *
 * <p>How far it has come stands in the export itself, and no part of it is ever changed: where it
 * stops, the next step goes on, be it in another round. Two that go on at once repeat each other's
 * work.
 */
public final class ExportTenant implements Chore {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  /** What was not whole by then is begun anew. */
  private static final Duration GIVEN_UP = Duration.ofDays(7);

  private static final int KEPT = 2;

  private final Optional<Duration> every;

  /**
   * An exporter.
   *
   * @param every how old an export may be before there is another; none is made if empty
   */
  ExportTenant(Optional<Duration> every) {
    this.every = every;
  }

  @Override
  public String name() {
    return "export-tenant";
  }

  @Override
  public Step step(Visit visit) {
    Optional<Duration> age = visit.olderThan().or(() -> every);
    if (age.isEmpty()) {
      return Step.last(0, List.of());
    }
    Exports exports = visit.stores().exports();
    Optional<String> latest = visit.cursor().or(() -> exports.names().stream().findFirst());
    Optional<ExportState> last = latest.flatMap(name -> state(exports, name));
    boolean going = last.filter(state -> isGoing(state, visit.now())).isPresent();
    boolean due = going || last.filter(state -> isYoung(state, visit, age.get())).isEmpty();
    if (!due || visit.dryRun()) {
      return Step.last(due ? 1 : 0, due ? List.of("an export is due") : List.of());
    }
    String name = going ? latest.orElseThrow() : NAME.format(visit.now());
    ExportState state = going ? last.orElseThrow() : begun(visit);
    return step(name, state, visit);
  }

  private static Step step(String name, ExportState before, Visit visit) {
    Exports exports = visit.stores().exports();
    ExportState state = new ExportStep(visit.stores(), name, visit.now()).after(before);
    exports.put(name, ExportState.NAME, state.encode());
    if (state.ended().isEmpty()) {
      return new Step(0, List.of(), Optional.of(name));
    }
    removeOld(exports);
    return Step.last(1, List.of(state.summary(name)));
  }

  private static ExportState begun(Visit visit) {
    return new ExportState(
        visit.stores().archive().home(),
        visit.now(),
        Optional.empty(),
        ExportState.Phase.ITEMS,
        Optional.empty(),
        List.of(),
        List.of());
  }

  static Optional<ExportState> state(Exports exports, String name) {
    return exports.find(name, ExportState.NAME).map(ExportState::decode);
  }

  static boolean isWhole(Exports exports, String name) {
    return state(exports, name).flatMap(ExportState::ended).isPresent();
  }

  private static boolean isGoing(ExportState state, Instant now) {
    return state.ended().isEmpty() && state.began().isAfter(now.minus(GIVEN_UP));
  }

  private static boolean isYoung(ExportState state, Visit visit, Duration age) {
    return state.ended().filter(at -> at.isAfter(visit.now().minus(age))).isPresent();
  }

  private static void removeOld(Exports exports) {
    int whole = 0;
    for (String name : exports.names()) {
      if (isWhole(exports, name) && whole < KEPT) {
        whole++;
      } else if (whole > 0) {
        exports.remove(name);
      }
    }
  }
}
