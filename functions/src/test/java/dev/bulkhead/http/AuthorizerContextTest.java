package dev.bulkhead.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.tenancy.Caller;
import dev.bulkhead.tenancy.Membership;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerContextTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20})
  void isReadAsWritten(int guests) throws IOException {
    SortedMap<TenantId, Role> guest = new TreeMap<>();
    for (int i = 0; i < guests; i++) {
      guest.put(new TenantId("guest-" + i), i % 2 == 0 ? Role.VIEWER : Role.EDITOR);
    }
    var membership = new Membership(new Caller(new TenantId("acme"), "ana", Role.ADMIN), guest);

    assertThat(AuthorizerContext.read(written(membership))).isEqualTo(membership);
  }

  /** The gateway's log can name strings alone, and takes some kilobytes of them. */
  @Test
  void isStringsAndShort() throws IOException {
    SortedMap<TenantId, Role> guest = new TreeMap<>();
    for (int i = 0; i < Membership.MOST; i++) {
      guest.put(new TenantId("a".repeat(38) + (10 + i)), Role.VIEWER);
    }
    var home = new Caller(new TenantId("b".repeat(40)), "p".repeat(64), Role.VIEWER);

    String text = String.valueOf(written(new Membership(home, guest)));

    assertThat(text.length()).isLessThan(1_200);
  }

  @ParameterizedTest
  @CsvSource({"'',viewer", "Acme,viewer", "acme,''", "acme,owner", "acme,Viewer", "*,viewer"})
  void refusesWhatNoAuthorizerOfOursWrote(String tenant, String role) {
    var context = Map.of("tenant", tenant, "principal", "ana", "role", role);

    assertThatThrownBy(() -> AuthorizerContext.read(context))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<String, String> written(Membership membership) throws IOException {
    byte[] json = Json.write(out -> AuthorizerContext.write(out, membership));
    var context = new HashMap<String, String>();
    ((Map<?, ?>) Json.read(new String(json, UTF_8).getBytes(UTF_8)))
        .forEach((name, value) -> context.put((String) name, (String) value));
    return context;
  }
}
