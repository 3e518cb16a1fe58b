package dev.bulkhead.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.InvalidParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactLocationTest {

  private static final String ROOT = "s3://bucket/tenants/acme/artifacts/";

  @ParameterizedTest
  @CsvSource({
    "mlflow-artifacts:/churn,mlflow-artifacts:/churn",
    "mlflow-artifacts:/a/b,mlflow-artifacts:/a/b",
    "mlflow-artifacts:/a/b///,mlflow-artifacts:/a/b",
    "mlflow-artifacts:/a//b/./c/,mlflow-artifacts:/a/b/c",
    "mlflow-artifacts:///a/b,mlflow-artifacts:/a/b",
    "mlflow-artifacts:/ä ö/日本,mlflow-artifacts:/ä ö/日本",
    "s3://bucket/tenants/acme/artifacts/churn,s3://bucket/tenants/acme/artifacts/churn",
    "s3://bucket/tenants/acme/artifacts/a//b/./,s3://bucket/tenants/acme/artifacts/a/b"
  })
  void staysBelowTheTenantsRoot(String asked, String kept) {
    assertThat(ArtifactLocation.parse(asked, () -> ROOT)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlflow-artifacts:/",
        "mlflow-artifacts:///",
        "mlflow-artifacts:",
        "mlflow-artifacts:a",
        "mlflow-artifacts://host/a",
        "mlflow-artifacts:////a",
        "mlflow-artifacts:/..",
        "mlflow-artifacts:/a/../b",
        "mlflow-artifacts:/a/../../acme2",
        "mlflow-artifacts:/a%2F..",
        "mlflow-artifacts:/%2e%2e/acme2",
        "mlflow-artifacts:/a?b=c",
        "mlflow-artifacts:/a\\..\\b",
        "mlflow-artifacts:/a\u0000b",
        "mlflow-artifacts:/a\nb",
        "mlflow-artifacts:/./.",
        "MLFLOW-ARTIFACTS:/a",
        "s3://bucket/tenants/acme2",
        "s3://bucket/tenants/acme2/artifacts/a",
        "s3://bucket/tenants/acme/artifacts",
        "s3://bucket/tenants/acme/artifacts/",
        "s3://bucket/tenants/acme/artifacts//a",
        "s3://bucket/tenants/acme/artifacts/../spill/a",
        "s3://bucket/tenants/acme/artifacts/%2e%2e/a",
        "s3://bucket/tenants/acme/artifacts/a?versionId=1",
        "s3://bucket/tenants/acme/spill/a",
        "s3://bucket2/tenants/acme/artifacts/a",
        "s3://bucket/./tenants/acme/artifacts/a",
        "S3://bucket/tenants/acme/artifacts/a",
        "s3:/bucket/tenants/acme/artifacts/a",
        "s3a://bucket/tenants/acme/artifacts/a",
        "file:///etc",
        "http://evil/a",
        "runs:/a",
        "/tmp/a",
        "a",
        " mlflow-artifacts:/a",
        "dbfs:/a",
        "tenants/acme2"
      })
  void refusesEveryOtherPlace(String asked) {
    assertThatThrownBy(() -> ArtifactLocation.parse(asked, () -> ROOT))
        .isInstanceOf(InvalidParameter.class)
        .hasMessageStartingWith("Invalid artifact location '");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlflow-artifacts:/a#b", "mlflow-artifacts:/a;b"})
  void refusesFragmentsAndParamsAsMlflowDoes(String asked) {
    assertThatThrownBy(() -> ArtifactLocation.parse(asked, () -> ROOT))
        .hasMessage("'artifact_location' URL can't include fragments or params.");
  }

  @Test
  void refusesAVeryLongOne() {
    assertThatThrownBy(
            () -> ArtifactLocation.parse("mlflow-artifacts:/" + "a/".repeat(1100), () -> ROOT))
        .isInstanceOf(InvalidParameter.class)
        .hasMessageStartingWith("Invalid artifact path length.");
  }
}
