package dev.bulkhead.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MembershipTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId ACME2 = new TenantId("acme2");
  private static final Caller HOME = new Caller(ACME, "ana", Role.ADMIN);

  @Test
  void roleOfOneTenantIsNotThatOfAnother() {
    var membership = new Membership(HOME, new TreeMap<>(Map.of(ACME2, Role.VIEWER)));

    assertThat(membership.in("acme")).contains(HOME);
    assertThat(membership.in("acme2")).contains(new Caller(ACME2, "ana", Role.VIEWER));
    assertThat(membership.tenants()).containsExactly(ACME, ACME2);
  }

  @Test
  void nothingElseIsATenantOfIt() {
    var membership = new Membership(HOME, new TreeMap<>(Map.of(ACME2, Role.VIEWER)));

    for (String name : new String[] {"", "acm", "acme3", "ACME2", "acme2 ", "acme,acme2", "*"}) {
      assertThat(membership.in(name)).as(name).isEmpty();
    }
  }

  @Test
  void refusesAGuestWhoIsAnAdmin() {
    assertThatThrownBy(() -> new Membership(HOME, new TreeMap<>(Map.of(ACME2, Role.ADMIN))))
        .hasMessage("A guest is no admin");
  }

  @Test
  void refusesAGuestAtHome() {
    assertThatThrownBy(() -> new Membership(HOME, new TreeMap<>(Map.of(ACME, Role.VIEWER))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isBounded() {
    assertThat(new Membership(HOME, guests(20)).tenants()).hasSize(21);
    assertThatThrownBy(() -> new Membership(HOME, guests(21)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SortedMap<TenantId, Role> guests(int count) {
    SortedMap<TenantId, Role> guests = new TreeMap<>();
    IntStream.range(0, count)
        .forEach(number -> guests.put(new TenantId("guest" + number), Role.EDITOR));
    return guests;
  }
}
