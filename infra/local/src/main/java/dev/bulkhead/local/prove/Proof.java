package dev.bulkhead.local.prove;

import dev.bulkhead.local.prove.Result.Verdict;
import dev.bulkhead.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All that was tried, and what came of it.
 *
 * @param leftovers what could not be cleaned up
 */
public record Proof(
    List<TenantId> tenants,
    List<Session> sessions,
    List<Result> results,
    List<String> leftovers,
    Instant started,
    Instant finished) {

  /** Copies the lists. */
  public Proof {
    tenants = List.copyOf(tenants);
    sessions = List.copyOf(sessions);
    results = List.copyOf(results);
    leftovers = List.copyOf(leftovers);
  }

  /** Whether nothing crossed and every control worked. */
  public boolean holds() {
    return !results.isEmpty() && count(Verdict.HELD) == results.size();
  }

  /** What crossed a wall, a sentence for each. */
  public List<String> crossings() {
    return sentences(Verdict.CROSSED);
  }

  /** What proves nothing: failed controls, and attempts that failed for another reason. */
  public List<String> unproven() {
    return sentences(Verdict.UNPROVEN);
  }

  /** How much was tried. */
  public int attempts() {
    return results.size();
  }

  /** How long it took. */
  public double seconds() {
    return Duration.between(started, finished).toMillis() / 1000.0;
  }

  long count(Verdict verdict) {
    return results.stream().filter(r -> r.verdict() == verdict).count();
  }

  private List<String> sentences(Verdict verdict) {
    return results.stream().filter(r -> r.verdict() == verdict).map(Result::sentence).toList();
  }
}
