package dev.bulkhead.tenancy;

import dev.bulkhead.domain.Unavailable;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * The sessions of one execution environment, so that STS is not asked for every call: its limit is
 * shared by the whole account. There is no session but the one asked for: when none can be had, the
 * call fails.
 */
public final class TenantSessions {
  /** About 3 KB each. With fewer, tenants that share an environment would drive each other out. */
  static final int CAPACITY = 4096;

  private final SessionIssuer issuer;
  private final Clock clock;
  private final int capacity;

  /** Least recently used first; its monitor guards it, and is never held while STS is asked. */
  private final LinkedHashMap<SessionRequest, FutureTask<TenantSession>> sessions =
      new LinkedHashMap<>(16, 0.75f, true);

  /** No sessions yet. */
  public TenantSessions(SessionIssuer issuer, Clock clock) {
    this(issuer, clock, CAPACITY);
  }

  TenantSessions(SessionIssuer issuer, Clock clock, int capacity) {
    this.issuer = issuer;
    this.clock = clock;
    this.capacity = capacity;
  }

  /**
   * A session for exactly this request with at least half its life left. Of many threads that ask
   * at once for the same, one asks STS, and the others wait for its answer or its failure.
   *
   * @throws Unavailable if none can be had for now
   */
  public TenantSession get(SessionRequest request) {
    FutureTask<TenantSession> session = current(request);
    // The first to get here does the work; for all others this returns at once.
    session.run();
    try {
      return session.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Unavailable("The call was interrupted.");
    }
  }

  /**
   * A session minted for this call, so that what it signs can live as long as a session lives.
   * Those who ask later share it.
   *
   * @throws Unavailable if none can be had for now
   */
  public TenantSession fresh(SessionRequest request) {
    TenantSession session = issuer.issue(request);
    var issued = new FutureTask<>(() -> session);
    issued.run();
    synchronized (sessions) {
      remember(request, issued);
    }
    return session;
  }

  /**
   * Drops a session that AWS says has ended, so that the next to ask gets another. Of many that
   * were refused with the same one, the first drops it, and all share what replaces it.
   */
  public void forget(SessionRequest request, TenantSession ended) {
    synchronized (sessions) {
      FutureTask<TenantSession> known = sessions.get(request);
      if (known != null
          && known.state() == Future.State.SUCCESS
          && known.resultNow().equals(ended)) {
        sessions.remove(request);
      }
    }
  }

  private FutureTask<TenantSession> current(SessionRequest request) {
    synchronized (sessions) {
      FutureTask<TenantSession> known = sessions.get(request);
      if (known != null && isUsable(request, known)) {
        return known;
      }
      var asked = new FutureTask<>(() -> issuer.issue(request));
      remember(request, asked);
      return asked;
    }
  }

  private void remember(SessionRequest request, FutureTask<TenantSession> session) {
    sessions.put(request, session);
    if (sessions.size() > capacity) {
      sessions.pollFirstEntry();
    }
  }

  private boolean isUsable(SessionRequest request, FutureTask<TenantSession> session) {
    return switch (session.state()) {
      case RUNNING -> true;
      case SUCCESS -> request.isFresh(session.resultNow().expiration(), clock.instant());
      case FAILED, CANCELLED -> false;
    };
  }
}
