package dev.bulkhead.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The worked examples of S3's API reference. */
final class SignatureInTheManualTest {
  /**
   * The worked example of "Authenticating Requests: Using the Authorization Header" in S3's API
   * reference.
   */
  @Test
  void agreesWithTheExampleInTheManual() throws SignatureRefused {
    Instant then = Instant.parse("2013-05-24T00:00:00Z");
    String emptyHash = SigningKey.sha256(new byte[0]);
    SignedRequest request =
        new SignedRequest(
            "GET",
            "/test.txt",
            "",
            Map.of(
                "Host", List.of("examplebucket.s3.amazonaws.com"),
                "Range", List.of("bytes=0-9"),
                "x-amz-content-sha256", List.of(emptyHash),
                "x-amz-date", List.of("20130524T000000Z"),
                "Authorization",
                    List.of(
                        "AWS4-HMAC-SHA256 "
                            + "Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                            + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                            + "Signature="
                            + "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")));

    assertThat(manual(then).verify(request, emptyHash).principalArn()).isEqualTo("the manual's");
  }

  /**
   * The worked example of "Authenticating Requests: Using Query Parameters" in S3's API reference.
   */
  @Test
  void agreesWithThePresignedExampleInTheManual() throws SignatureRefused {
    Instant then = Instant.parse("2013-05-24T00:00:00Z");
    SignedRequest request =
        new SignedRequest(
            "GET",
            "/test.txt",
            "X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature="
                + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
            Map.of("Host", List.of("examplebucket.s3.amazonaws.com")));

    assertThat(manual(then).verify(request, "UNSIGNED-PAYLOAD").principalArn())
        .isEqualTo("the manual's");
  }

  private static SignatureVerifier manual(Instant then) {
    Identity example =
        new Identity(
            "AKIAIOSFODNN7EXAMPLE",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            Optional.empty(),
            Optional.empty(),
            "the manual's");
    Iam iam =
        new Iam() {
          @Override
          public Optional<Identity> find(String accessKeyId) {
            return Optional.of(example).filter(e -> e.accessKeyId().equals(accessKeyId));
          }

          @Override
          public boolean allows(Identity identity, AccessRequest request) {
            return false;
          }
        };
    return new SignatureVerifier(
        iam, SigningService.S3, "us-east-1", Clock.fixed(then, ZoneOffset.UTC));
  }
}
