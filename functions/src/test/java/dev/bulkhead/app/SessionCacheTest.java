package dev.bulkhead.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.SessionRequest;
import dev.bulkhead.tenancy.TenantId;
import dev.bulkhead.tenancy.TenantRole;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.utils.SdkAutoCloseable;

final class SessionCacheTest {
  private static final TenantRole ROLE =
      new TenantRole("arn:aws:iam::1:role/data", "arn:aws:dynamodb:::table/tracking", "bucket");

  private final SessionCache<Opened> cache = new SessionCache<>(Opened::new);

  @Test
  void opensOncePerRequest() {
    Opened acme = cache.get(request("acme", Access.READ));

    assertThat(cache.get(request("acme", Access.READ))).isSameAs(acme);
    assertThat(cache.get(request("acme2", Access.READ))).isNotSameAs(acme);
    assertThat(cache.get(request("acme", Access.WRITE))).isNotSameAs(acme);
  }

  @Test
  void closesTheOneLeastRecentlyUsed() {
    Opened first = cache.get(request("tenant-0", Access.READ));
    Opened second = cache.get(request("tenant-1", Access.READ));
    for (int i = 2; i < SessionCache.CAPACITY; i++) {
      cache.get(request("tenant-" + i, Access.READ));
    }
    cache.get(request("tenant-0", Access.READ));

    cache.get(request("tenant-" + SessionCache.CAPACITY, Access.READ));

    assertThat(second.closed).isTrue();
    assertThat(first.closed).isFalse();
  }

  private static SessionRequest request(String tenant, Access access) {
    return ROLE.session(new TenantId(tenant), access, Capability.TRACKING);
  }

  private static final class Opened implements SdkAutoCloseable {
    private boolean closed;

    Opened(SessionRequest request) {
      assertThat(request).isNotNull();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
