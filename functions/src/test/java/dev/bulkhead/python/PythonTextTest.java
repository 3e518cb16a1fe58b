package dev.bulkhead.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonTextTest {

  @ParameterizedTest
  @CsvSource({
    "1,1.0",
    "-0.0,-0.0",
    "0.1,0.1",
    "1e15,1000000000000000.0",
    "1e16,1e+16",
    "1.5e16,1.5e+16",
    "0.0001,0.0001",
    "0.00001,1e-05",
    "1.7976931348623157e308,1.7976931348623157e+308",
    "NaN,nan",
    "-Infinity,-inf",
    "123456.789,123456.789"
  })
  void printsDoublesAsPythonDoes(double number, String printed) {
    assertThat(PythonText.of(number)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a    | 'a'
          a'b  | "a'b"
          a"b  | 'a"b'
          a'"b | 'a\\'"b'
          a\\b | 'a\\\\b'
          é日   | 'é日'
          """)
  void quotesStringsAsPythonDoes(String text, String quoted) {
    assertThat(PythonText.repr(text)).isEqualTo(quoted);
  }

  @Test
  void escapesWhatIsNotPrintable() {
    assertThat(PythonText.repr("\u0000\n\u00a0\u200b\ud800\udb40\udc01"))
        .isEqualTo("'\\x00\\n\\xa0\\u200b\\ud800\\U000e0001'");
  }
}
