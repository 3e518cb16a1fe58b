package dev.bulkhead.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Exception;

class PercentTest {
  @ParameterizedTest
  @CsvSource({
    "/a/b, /a/b, /a/b",
    "/a%2Fb, /a/b, /a/b",
    "/a+b, /a b, /a%20b",
    "/a%2Bb, /a+b, /a%2Bb",
    "/%252e, /%2e, /%252e",
    "/%7Etilde, /~tilde, /~tilde",
    "/%e2%82%ac, /€, /%E2%82%AC",
    "/a;b=c, /a;b=c, /a%3Bb%3Dc",
  })
  void decodesOnceAndEncodesAsSigned(String sent, String meant, String signed) {
    assertThat(Percent.decode(sent)).isEqualTo(meant);
    assertThat(Percent.encodePath(meant)).isEqualTo(signed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%", "%4", "%zz", "%+1", "%C0%AE", "%ED%A0%80", "%FF", "%E2%82", "a%F4%90%80%80"})
  void guessesNothing(String sent) {
    assertThatThrownBy(() -> Percent.decode(sent))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidURI"));
  }
}
