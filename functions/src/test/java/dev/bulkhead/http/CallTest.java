package dev.bulkhead.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Caller;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallTest {
  private static final HttpRequest REQUEST =
      new HttpRequest("GET /", "/", "", Map.of(), Map.of(), new byte[0], Map.of(), "id");

  @ParameterizedTest
  @CsvSource({
    "VIEWER, WRITE, READ", "VIEWER, READ, READ",
    "EDITOR, WRITE, WRITE", "EDITOR, READ, READ",
    "ADMIN, WRITE, WRITE", "ADMIN, READ, READ"
  })
  void grantsWhatBothRouteAndRoleAllow(Role role, Access route, Access granted) {
    var caller = new Caller(new TenantId("acme"), "ana", role);

    assertThat(new Call(Optional.of(caller), route, REQUEST).access()).isEqualTo(granted);
  }
}
