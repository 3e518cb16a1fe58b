package dev.bulkhead.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CompletedPart;

class MultipartEtagTest {

  @Test
  void isTheDigestOfTheDigests() {
    // echo -n a | md5sum, echo -n b | md5sum, and the md5sum of the two digests' bytes
    assertThat(
            MultipartEtag.of(
                List.of(
                    part("\"0cc175b9c0f1b6a831c399e269772661\""),
                    part("92eb5ffee6ae2fec3ad71c777531578f"))))
        .isEqualTo("96e024ba2074fe77e8e965ba43a704be-2");
  }

  @Test
  void isUnknownWherePartsHaveNoDigest() {
    assertThat(MultipartEtag.of(List.of(part("opaque")))).isEmpty();
  }

  private static CompletedPart part(String etag) {
    return CompletedPart.builder().partNumber(1).eTag(etag).build();
  }
}
