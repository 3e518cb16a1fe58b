package dev.bulkhead.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageTest {
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final List<String> TEXTS =
      List.of("", "a", "key", "\0", "\uD83D\uDE80", "名前", "x".repeat(70_000));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void readsWhatItWrote(long seed) {
    Random random = new Random(seed);
    List<Entry> entries = new ArrayList<>();
    for (int i = random.nextInt(50); i > 0; i--) {
      Kind kind = KINDS.get(random.nextInt(KINDS.size()));
      String key = TEXTS.get(random.nextInt(TEXTS.size())) + i;
      entries.add(
          random.nextInt(4) == 0
              ? Entry.removed(kind, key)
              : Entry.of(kind, key, TEXTS.get(random.nextInt(TEXTS.size()))));
    }
    Page page = new Page("3.0", entries);

    assertThat(Page.decode("3.0", page.encode())).isEqualTo(page);
  }

  @Test
  void isNoLongerThanItsEntriesSay() {
    Random random = new Random(9);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      var text = new StringBuilder();
      random.ints(300, ' ', 0xD000).forEach(text::appendCodePoint);
      entries.add(Entry.of(Kind.PARAM, "p" + i, text.toString()));
    }
    Page page = new Page("3.0", entries);

    assertThat((long) page.encode().length).isLessThanOrEqualTo(page.size());
  }

  @Test
  void everyKindHasALetterOfItsOwn() {
    for (Kind kind : Kind.values()) {
      assertThat(Kind.of(kind.letter())).isEqualTo(kind);
    }
  }

  @Test
  void mergesToTheLastOfEachKindAndKey() {
    List<Entry> first = List.of(Entry.of(Kind.TAG, "a", "1"), Entry.of(Kind.PARAM, "a", "2"));
    List<Entry> second = List.of(Entry.removed(Kind.TAG, "a"), Entry.of(Kind.TAG, "b", "3"));

    assertThat(Page.merge(first, second))
        .containsExactlyInAnyOrder(
            Entry.removed(Kind.TAG, "a"),
            Entry.of(Kind.PARAM, "a", "2"),
            Entry.of(Kind.TAG, "b", "3"));
  }
}
