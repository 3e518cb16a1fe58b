package dev.bulkhead.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.tenancy.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeysTest {
  private final ObjectKeys acme = new ObjectKeys(new TenantId("acme"));
  private final ObjectKeys acme2 = new ObjectKeys(new TenantId("acme2"));

  @Test
  void readsBackWhatItBuilds() {
    ArtifactPath path = ArtifactPath.parse("1/abc/artifacts/a b+c%20.txt");

    String key = acme.artifact(path);

    assertThat(key).isEqualTo("tenants/acme/artifacts/1/abc/artifacts/a b+c%20.txt");
    assertThat(ObjectKeys.read(key))
        .contains(new ObjectKeys.Owned(new TenantId("acme"), path.value()));
    assertThat(acme.path(key)).isEqualTo(path);
  }

  @Test
  void prefixesOfTenantsWhoseNamesBeginAlikeNeverMeet() {
    assertThat(acme.artifactsUnder(ArtifactPath.ROOT)).isEqualTo("tenants/acme/artifacts/");
    assertThat(acme2.artifact(ArtifactPath.parse("x")))
        .doesNotStartWith(acme.artifactsUnder(ArtifactPath.ROOT));
  }

  @Test
  void foldersEndInASlash() {
    assertThat(acme.artifactsUnder(ArtifactPath.parse("1/ab"))).endsWith("/1/ab/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tenants/acme",
        "tenants/acme/spill/x",
        "tenants/ACME/artifacts/x",
        "tenants/../artifacts/x",
        "tenants/*/artifacts/x",
        "tenants/default/artifacts/x",
        "Tenants/acme/artifacts/x",
        "x/tenants/acme/artifacts/x"
      })
  void readsNoTenantFromAnyOtherKey(String key) {
    assertThat(ObjectKeys.read(key)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a/../b", "/b", "folder/", "a#b", "a\0b", "C:\\x"})
  void readsTheTenantOfWhateverLiesBelowItsArtifacts(String file) {
    String key = "tenants/acme/artifacts/" + file;

    assertThat(ObjectKeys.read(key)).contains(new ObjectKeys.Owned(new TenantId("acme"), file));
    assertThat(acme.file(file)).isEqualTo(key);
    assertThat(acme.fileOf(key)).isEqualTo(file);
  }
}
