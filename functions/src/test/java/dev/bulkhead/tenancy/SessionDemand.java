package dev.bulkhead.tenancy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * How many sessions a second a deployment asks STS for: the real cache under a fake clock, in a
 * sample of a deployment's execution environments, which are all alike.
 *
 * <p>The model: calls come at random times from tenants of whom a few call much and many little
 * (Zipf, exponent 1); four of five calls write to runs, the others read, and a twentieth is about
 * files; a call takes 30 ms, so that so many environments are busy at once, and Lambda keeps as
 * many again; each call goes to any of its function's environments. Lambda prefers those used last,
 * which makes it better, not worse.
 *
 * @param tenants that call at all
 * @param callsPerSecond of all tenants together
 * @param capacity of the cache in one environment
 */
record SessionDemand(int tenants, int callsPerSecond, int capacity) {
  private static final Duration CALL = Duration.ofMillis(30);
  private static final Duration WARM_UP = Duration.ofHours(1);
  private static final Duration MEASURED = Duration.ofHours(1);
  private static final int SAMPLED_CALLS = 200_000;
  private static final TenantRole ROLE =
      new TenantRole("arn:aws:iam::1:role/data", "arn:aws:dynamodb:r:1:table/t", "bucket");

  /** One function's part of the calls. */
  private enum Part {
    RUNS(0.80, Access.WRITE, Capability.TRACKING),
    SEARCH(0.15, Access.READ, Capability.TRACKING),
    ARTIFACTS(0.05, Access.READ, Capability.ARTIFACTS);

    final double share;
    final Access access;
    final Capability capability;

    Part(double share, Access access, Capability capability) {
      this.share = share;
      this.access = access;
      this.capability = capability;
    }
  }

  /** Execution environments of all functions. */
  int environments() {
    return Arrays.stream(Part.values()).mapToInt(this::environments).sum();
  }

  private int environments(Part part) {
    double busy = callsPerSecond * part.share * CALL.toMillis() / 1000;
    return Math.max(1, (int) Math.ceil(2 * busy));
  }

  /** Sessions asked for in a second, once the caches are warm. */
  double askedPerSecond(long seed) {
    double asked = 0;
    for (Part part : Part.values()) {
      asked += askedPerSecond(part, new Random(seed));
    }
    return asked;
  }

  private double askedPerSecond(Part part, Random random) {
    int all = environments(part);
    double rate = callsPerSecond * part.share / all;
    long calls = Math.round(rate * WARM_UP.plus(MEASURED).toSeconds());
    int sampled = Math.clamp(SAMPLED_CALLS / Math.max(1, calls), 1, all);
    SessionRequest[] requests = requests(part);
    double[] popularity = popularity();
    long asked = 0;
    for (int i = 0; i < sampled; i++) {
      asked += asked(requests, popularity, rate, random);
    }
    return (double) asked / sampled * all / MEASURED.toSeconds();
  }

  /** Sessions that one environment asks for in the measured hour. */
  private long asked(SessionRequest[] requests, double[] popularity, double rate, Random random) {
    var clock = new FakeClock();
    var asked = new AtomicLong();
    var sessions = new TenantSessions(issuer(clock, asked), clock, capacity);
    long beforehand = 0;
    Instant measuredFrom = Instant.EPOCH.plus(WARM_UP);
    Instant end = measuredFrom.plus(MEASURED);
    while (true) {
      clock.now = clock.now.plusNanos((long) (-Math.log(1 - random.nextDouble()) / rate * 1e9));
      if (clock.now.isBefore(measuredFrom)) {
        beforehand = asked.get();
      } else if (clock.now.isAfter(end)) {
        return asked.get() - beforehand;
      }
      var _ = sessions.get(requests[tenant(popularity, random)]);
    }
  }

  private static SessionIssuer issuer(Clock clock, AtomicLong asked) {
    var credentials = AwsSessionCredentials.create("id", "secret", "token");
    return request -> {
      asked.incrementAndGet();
      return new TenantSession(credentials, clock.instant().plus(request.lifetime()));
    };
  }

  private SessionRequest[] requests(Part part) {
    var requests = new SessionRequest[tenants];
    Arrays.setAll(
        requests, i -> ROLE.session(new TenantId("tenant" + i), part.access, part.capability));
    return requests;
  }

  /** The share of the calls that come from a tenant or one that calls more. */
  private double[] popularity() {
    var upTo = new double[tenants];
    double sum = 0;
    for (int i = 0; i < tenants; i++) {
      sum += 1.0 / (i + 1);
      upTo[i] = sum;
    }
    for (int i = 0; i < tenants; i++) {
      upTo[i] /= sum;
    }
    return upTo;
  }

  private static int tenant(double[] popularity, Random random) {
    int found = Arrays.binarySearch(popularity, random.nextDouble());
    return Math.min(found < 0 ? -found - 1 : found, popularity.length - 1);
  }

  private static final class FakeClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
