package dev.bulkhead.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

@Timeout(20)
final class TenantSessionsTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId ACME2 = new TenantId("acme2");
  private static final TenantRole ROLE = role("arn:aws:iam::1:role/data", "tracking", "bucket");

  private final AdjustableClock clock = new AdjustableClock();
  private final AtomicInteger asked = new AtomicInteger();
  private final TenantSessions sessions = new TenantSessions(this::issue, clock);

  @Test
  void asksOnceWhileTheSessionIsFresh() {
    TenantSession first = sessions.get(tracking(ACME, Access.READ));
    clock.pass(Duration.ofMinutes(7));

    assertThat(sessions.get(tracking(ACME, Access.READ))).isSameAs(first);
    assertThat(asked).hasValue(1);
  }

  @Test
  void replacesSessionThatHasLivedHalfItsLife() {
    TenantSession first = sessions.get(tracking(ACME, Access.READ));
    clock.pass(Duration.ofMinutes(8));

    TenantSession second = sessions.get(tracking(ACME, Access.READ));

    assertThat(second).isNotEqualTo(first);
    assertThat(sessions.get(tracking(ACME, Access.READ))).isSameAs(second);
  }

  @Test
  void mintsASessionForACallThatNeedsAllItsLifeAndSharesItThen() {
    SessionRequest request = ROLE.session(ACME, Access.WRITE, Capability.ARTIFACTS);
    TenantSession shared = sessions.get(request);
    clock.pass(Duration.ofMinutes(5));

    TenantSession minted = sessions.fresh(request);

    assertThat(minted).isNotEqualTo(shared);
    assertThat(minted.expiration()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
    assertThat(sessions.get(request)).isSameAs(minted);
    assertThat(asked).hasValue(2);
  }

  @Test
  void artifactSessionsOutliveTheLongestDownload() {
    SessionRequest request = ROLE.session(ACME, Access.READ, Capability.ARTIFACTS);
    sessions.get(request);
    clock.pass(Duration.ofMinutes(29));

    TenantSession session = sessions.get(request);

    assertThat(session.expiration()).isAfter(clock.instant().plus(Duration.ofMinutes(15)));
  }

  /** Each differs from the first in one thing alone. */
  static Stream<SessionRequest> otherRequests() {
    return Stream.of(
        ROLE.session(ACME2, Access.READ, Capability.TRACKING),
        ROLE.session(ACME, Access.WRITE, Capability.TRACKING),
        ROLE.session(ACME, Access.READ, Capability.ARTIFACTS),
        role("arn:aws:iam::1:role/other", "tracking", "bucket")
            .session(ACME, Access.READ, Capability.TRACKING),
        role("arn:aws:iam::1:role/data", "other", "bucket")
            .session(ACME, Access.READ, Capability.TRACKING),
        role("arn:aws:iam::1:role/data", "tracking", "other")
            .session(ACME, Access.READ, Capability.TRACKING),
        new TokensRole("arn:aws:iam::1:role/data", "arn:aws:dynamodb:::table/control")
            .session(ACME, Access.READ));
  }

  @ParameterizedTest
  @MethodSource("otherRequests")
  void sharesNoSessionBetweenRequestsThatDiffer(SessionRequest other) {
    TenantSession first = sessions.get(tracking(ACME, Access.READ));

    assertThat(sessions.get(other)).isNotEqualTo(first);
    assertThat(sessions.get(tracking(ACME, Access.READ))).isSameAs(first);
  }

  @Test
  void manyThreadsRacingForOneSessionAskOnce() throws Exception {
    var answer = new CountDownLatch(1);
    var slow = new TenantSessions(request -> afterwards(answer, request), clock);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<TenantSession>> racers =
          IntStream.range(0, 32)
              .mapToObj(_ -> threads.submit(() -> slow.get(tracking(ACME, Access.READ))))
              .toList();
      answer.countDown();

      for (Future<TenantSession> racer : racers) {
        assertThat(racer.get()).isSameAs(racers.getFirst().get());
      }
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void firstRequestsOfTwoTenantsRacingGetEachTheirOwn() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var racers = new ArrayList<Future<TenantSession>>();
      for (int i = 0; i < 64; i++) {
        TenantId tenant = i % 2 == 0 ? ACME : ACME2;
        racers.add(threads.submit(() -> sessions.get(tracking(tenant, Access.WRITE))));
      }

      for (int i = 0; i < racers.size(); i++) {
        assertThat(racers.get(i).get().credentials().secretAccessKey())
            .isEqualTo(i % 2 == 0 ? "of-acme" : "of-acme2");
      }
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void oneTenantsSlowSessionKeepsNoOtherWaiting() throws Exception {
    var answer = new CountDownLatch(1);
    var uneven =
        new TenantSessions(
            request -> request.tenant().equals(ACME) ? afterwards(answer, request) : issue(request),
            clock);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<TenantSession> slow = threads.submit(() -> uneven.get(tracking(ACME, Access.READ)));

      uneven.get(tracking(ACME2, Access.READ));

      assertThat(slow).isNotDone();
      answer.countDown();
      slow.get();
    }
  }

  @Test
  void failureIsNotKept() {
    var failing = new TenantSessions(this::failFirst, clock);

    assertThatThrownBy(() -> failing.get(tracking(ACME, Access.READ)))
        .isInstanceOf(Unavailable.class);

    assertThat(failing.get(tracking(ACME, Access.READ))).isNotNull();
  }

  @Test
  void spentSessionIsNotUsedWhenNoOtherCanBeHad() {
    var dying =
        new TenantSessions(request -> asked.get() == 0 ? issue(request) : fail(request), clock);
    dying.get(tracking(ACME, Access.READ));
    clock.pass(Duration.ofMinutes(14));

    assertThatThrownBy(() -> dying.get(tracking(ACME, Access.READ)))
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void forgetsTheTenantsLeastRecentlySeen() {
    sessions.get(tracking(ACME, Access.READ));
    for (int i = 0; i < TenantSessions.CAPACITY; i++) {
      sessions.get(tracking(new TenantId("tenant-" + i), Access.READ));
    }
    int before = asked.get();

    sessions.get(tracking(new TenantId("tenant-" + (TenantSessions.CAPACITY - 1)), Access.READ));
    assertThat(asked).hasValue(before);
    sessions.get(tracking(ACME, Access.READ));
    assertThat(asked).hasValue(before + 1);
  }

  private TenantSession issue(SessionRequest request) {
    return new TenantSession(
        AwsSessionCredentials.create(
            "ASIA" + asked.incrementAndGet(), "of-" + request.tenant(), "token"),
        clock.instant().plus(request.lifetime()));
  }

  private TenantSession afterwards(CountDownLatch latch, SessionRequest request) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return issue(request);
  }

  private TenantSession failFirst(SessionRequest request) {
    return asked.getAndIncrement() == 0 ? fail(request) : issue(request);
  }

  private static TenantSession fail(SessionRequest request) {
    throw new Unavailable("no session for " + request.tenant());
  }

  private static SessionRequest tracking(TenantId tenant, Access access) {
    return ROLE.session(tenant, access, Capability.TRACKING);
  }

  private static TenantRole role(String arn, String table, String bucket) {
    return new TenantRole(arn, "arn:aws:dynamodb:eu-west-1:1:table/" + table, bucket);
  }

  /** A clock that moves when told to. */
  private static final class AdjustableClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
