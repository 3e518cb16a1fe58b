package dev.bulkhead.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

final class TenantSessionTest {

  @Test
  void printsNeitherSecretNorToken() {
    var session =
        new TenantSession(
            AwsSessionCredentials.create("ASIAKEY", "the-secret", "the-token"), Instant.EPOCH);

    assertThat(session)
        .hasToString("TenantSession[ASIAKEY, until 1970-01-01T00:00:00Z]")
        .asString()
        .doesNotContain("the-secret", "the-token");
  }
}
