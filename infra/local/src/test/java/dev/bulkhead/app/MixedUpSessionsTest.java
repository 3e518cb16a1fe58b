package dev.bulkhead.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.local.stack.LocalAws;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.SessionRequest;
import dev.bulkhead.tenancy.TenantId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What runs in Lambda, with a cache of sessions that forgets whose they are. */
final class MixedUpSessionsTest {
  private static LocalAws aws;

  @BeforeAll
  static void start() throws Exception {
    Path template = Path.of(System.getProperty("bulkhead.root", "../..")).resolve("template.yaml");
    aws = LocalAws.start(LocalAws.Config.of(template));
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @ParameterizedTest
  @EnumSource(names = "FILES", mode = EnumSource.Mode.EXCLUDE)
  void anothersSessionReachesNothingForTheCaller(Capability capability) {
    Environment function = aws.environment(aws.template().function("ArtifactsFunction"));
    Function<SessionRequest, SessionClients> right = LiveStores.cachedClients(function);
    Map<Access, SessionClients> withoutTenant = new HashMap<>();
    var stores =
        new LiveStores(
            function,
            capability,
            request -> withoutTenant.computeIfAbsent(request.access(), _ -> right.apply(request)));

    TenantStores first = stores.open(new TenantId("acme2"), Access.READ);
    TenantStores mixedUp = stores.open(new TenantId("acme"), Access.READ);

    assertThat(first.uploads().find("a")).isEmpty();
    assertThatThrownBy(() -> mixedUp.uploads().find("a"))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            denied ->
                assertThat(denied.awsErrorDetails().errorCode())
                    .isEqualTo("AccessDeniedException"));
    assertThatThrownBy(() -> mixedUp.artifacts().list(ArtifactPath.ROOT))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            denied -> assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
  }
}
