package dev.bulkhead.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.InvalidParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../x",
        "a/../x",
        "a/..",
        "..%2fx",
        "%2e%2e/x",
        "%252e%252e/x",
        "%25252e%25252e%25252fx",
        "..\\x",
        "a\\..\\x",
        "/etc/passwd",
        "%2fetc",
        "\\x",
        "C:\\x",
        "C:/x",
        "\\\\host\\share",
        "a#b",
        "a%23b",
        "a\u0000b",
        "a%00b",
        "a\nb",
        "a\u007fb",
        "a\ud800b"
      })
  void refusesWhatCouldLeadElsewhere(String text) {
    assertThatThrownBy(() -> ArtifactPath.parse(text))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage("Invalid path");
  }

  @ParameterizedTest
  @CsvSource({
    "model/MLmodel, model/MLmodel",
    "a//b/, a/b",
    "./a/./b, a/b",
    "a b+c, a b+c",
    "100%.txt, 100%.txt",
    "a%20b, a%20b",
    "...., ....",
    "a..b, a..b",
    "é/日本, é/日本",
    "\uff0e\uff0e/x, \uff0e\uff0e/x",
    "'', ''"
  })
  void takesTheRestLiterally(String text, String path) {
    assertThat(ArtifactPath.parse(text).value()).isEqualTo(path);
  }

  @Test
  void leavesRoomForTheTenantsPrefix() {
    assertThat(ArtifactPath.parse("é".repeat(450)).value()).hasSize(450);

    assertThatThrownBy(() -> ArtifactPath.parse("é".repeat(451)))
        .isInstanceOf(InvalidParameter.class);
  }

  @Test
  void decodesADeepEncodingWithoutEnd() {
    String deep = "%" + "25".repeat(400) + "2e";

    assertThat(ArtifactPath.parse(deep).value()).isEqualTo(deep);
  }

  @Test
  void readsLocationsOfTheServerOnly() {
    assertThat(ArtifactPath.ofLocation("mlflow-artifacts:/1/abc/artifacts").value())
        .isEqualTo("1/abc/artifacts");
    assertThat(ArtifactPath.ofLocation("mlflow-artifacts:/")).isEqualTo(ArtifactPath.ROOT);

    for (String other :
        new String[] {"s3://bucket/x", "mlflow-artifacts://host/x", "file:///etc", "x"}) {
      assertThatThrownBy(() -> ArtifactPath.ofLocation(other))
          .as(other)
          .isInstanceOf(InvalidParameter.class);
    }
  }

  @Test
  void resolvesBelowItself() {
    ArtifactPath run = ArtifactPath.parse("1/abc/artifacts");

    assertThat(run.resolve("model/MLmodel").value()).isEqualTo("1/abc/artifacts/model/MLmodel");
    assertThat(run.resolve("").value()).isEqualTo("1/abc/artifacts");
    assertThatThrownBy(() -> run.resolve("../../2")).isInstanceOf(InvalidParameter.class);
  }
}
