package dev.bulkhead.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.NewerFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class ItemTest {

  @Test
  void anItemOfANewerFormatIsRefusedWhateverElseItHas() {
    assertThatThrownBy(() -> new Item(Map.of("n", Values.of("a"), "fv", Values.of(2))))
        .isInstanceOf(NewerFormat.class)
        .hasMessageContaining("An item of format 2 was written by a newer release");
  }

  @Test
  void anItemThatSaysNothingIsOfTheFirstFormat() {
    assertThat(new Item(Map.of("n", Values.of("a"))).text("n")).isEqualTo("a");
    assertThat(new Item(Map.of("n", Values.of("a"), "fv", Values.of(1))).text("n")).isEqualTo("a");
  }

  @Test
  void anItemComesOutOfALineAsItWentIn() {
    Map<String, AttributeValue> attributes =
        Map.of(
            "s", Values.of("line\nfeed, \"quotes\", \u2028 and \ud83d\ude42"),
            "n", Values.of(Long.MIN_VALUE),
            "b", Values.of(new byte[] {0, -1, 10}),
            "m", Values.of(Map.of("k", "v", "", "empty")),
            "none", Values.of(Map.of()),
            "l", Values.ofTexts(List.of("x", "")),
            "bs", Values.ofBinaries(List.of(new byte[0], new byte[] {1})));

    String line = ItemLine.of(attributes);

    assertThat(line).doesNotContain("\n");
    assertThat(ItemLine.read(line)).isEqualTo(attributes);
  }
}
