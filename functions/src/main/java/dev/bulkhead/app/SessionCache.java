package dev.bulkhead.app;

import dev.bulkhead.tenancy.SessionRequest;
import java.util.LinkedHashMap;
import java.util.function.Function;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * What was opened for a session request, kept for the next call that makes the same request: the
 * clients of the tenants seen last. Whatever makes sessions differ makes entries differ.
 */
final class SessionCache<T extends SdkAutoCloseable> {
  /** Clients of DynamoDB and S3 take some 60 KB of memory. */
  static final int CAPACITY = 1024;

  private final Function<SessionRequest, T> opener;

  /** Least recently used first; its monitor guards it. Opening calls nobody. */
  private final LinkedHashMap<SessionRequest, T> entries = new LinkedHashMap<>(16, 0.75f, true);

  SessionCache(Function<SessionRequest, T> opener) {
    this.opener = opener;
  }

  /** A call that still uses an entry closed here goes on: the connections are all clients'. */
  T get(SessionRequest request) {
    synchronized (entries) {
      T entry = entries.computeIfAbsent(request, opener);
      if (entries.size() > CAPACITY) {
        entries.pollFirstEntry().getValue().close();
      }
      return entry;
    }
  }
}
