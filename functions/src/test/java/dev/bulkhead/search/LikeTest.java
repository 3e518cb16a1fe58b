package dev.bulkhead.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LikeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "abc|abc|true",
        "abc|ab|false",
        "abc|abcd|false",
        "abc|a%|true",
        "abc|%c|true",
        "abc|%b%|true",
        "abc|%d%|false",
        "abc|a_c|true",
        "abc|____|false",
        "abc|%%%|true",
        "\"\"|%|true",
        "\"\"|\"\"|true",
        "\"\"|_|false",
        "abcbc|a%bc|true",
        "abcbd|a%bc|false",
        "50%|50%|true",
        "Abc|abc|false",
        "\uD83D\uDE00|_|true",
        "\uD83D\uDE00|__|false",
        "a\uD83D\uDE00b|%_b|true"
      })
  void matches(String text, String pattern, boolean matches) {
    assertThat(Like.matches(text, pattern)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithRegularExpressions(long seed) {
    RandomGenerator random = new java.util.Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String text = text(random, "ab\n", 8);
      String pattern = text(random, "ab\n%_", 6);
      String expression = pattern.replace("%", ".*").replace("_", ".");

      assertThat(Like.matches(text, pattern))
          .as("seed %d: %s LIKE %s", seed, text, pattern)
          .isEqualTo(Pattern.compile(expression, Pattern.DOTALL).matcher(text).matches());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%a", "%_", "%a%_"})
  void takesNoMoreStepsThanBothLengthsMultiplied(String part) {
    String text = "a".repeat(8_000);
    String pattern = part.repeat(4_000 / part.length()) + "b%";

    assertTimeoutPreemptively(
        Duration.ofSeconds(2), () -> assertThat(Like.matches(text, pattern)).isFalse());
  }

  @Test
  void lowersAsciiAlone() {
    assertThat(Like.lower("AzZÉK\u212A")).isEqualTo("azzÉk\u212A");
  }

  private static String text(RandomGenerator random, String letters, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(length); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
