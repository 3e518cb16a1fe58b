package dev.bulkhead.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.store.dynamodb.Manifest.Part;
import dev.bulkhead.store.dynamodb.Manifest.Starts;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestPartTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "1767323045678, 1767326645678", "-62135596800000, 253402300799999"})
  void whatIsWrittenIsRead(long first, long last) {
    var part = new Part("name", 8192, 1_234_567, Optional.of(new Starts(first, last)));

    assertThat(Part.of(part.text())).isEqualTo(part);
  }

  @ParameterizedTest
  @CsvSource({
    "name:8192:1234567, ''",
    "name:8192:1234567:jx1d3k5q:jx1d3k5r:new, ':jx1d3k5q:jx1d3k5r'"
  })
  void whatAnOlderOrNewerReleaseWroteIsRead(String text, String told) {
    assertThat(Part.of(text).text()).isEqualTo("name:8192:1234567" + told);
  }
}
