package dev.bulkhead.store.metriclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteReaderTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 63, 64, -64, -65, 127, 128, Long.MAX_VALUE, Long.MIN_VALUE})
  void readsTheNumbersThatWereWritten(long number) {
    var out = new ByteWriter();
    out.putVarint(number);
    out.putZigZag(number);
    out.putLong(number);
    out.putInt((int) number);

    ByteReader in = reader(out.toBytes());

    assertThat(in.getVarint()).isEqualTo(number);
    assertThat(in.getZigZag()).isEqualTo(number);
    assertThat(in.getLong()).isEqualTo(number);
    assertThat(in.getInt()).isEqualTo((int) number);
    in.expectEnd();
  }

  @ParameterizedTest
  @CsvSource({"0,1", "-64,1", "63,1", "64,2", "-65,2", "9223372036854775807,10"})
  void smallNumbersOfEitherSignAreShort(long number, int length) {
    var out = new ByteWriter();
    out.putZigZag(number);

    assertThat(out.size()).isEqualTo(length);
  }

  @Test
  void refusesANumberWithoutEnd() {
    byte[] endless = new byte[11];
    Arrays.fill(endless, (byte) 0x80);

    assertThatThrownBy(() -> reader(endless).getVarint())
        .isInstanceOf(CorruptMetrics.class)
        .hasMessage("A number has more than 10 bytes");
  }

  @Test
  void doesNotReadPastItsEnd() {
    var in = new ByteReader(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 8);

    assertThatThrownBy(in::getLong)
        .isInstanceOf(CorruptMetrics.class)
        .hasMessage("The bytes end too early");
  }

  private static ByteReader reader(byte[] bytes) {
    return new ByteReader(bytes, 0, bytes.length);
  }
}
