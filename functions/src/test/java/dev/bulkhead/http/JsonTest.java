package dev.bulkhead.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static final int MOST_FIELDS = 12;

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void readsWhatWasWritten(long seed) throws IOException {
    Object value = value(new Random(seed), 4);

    Object read =
        Json.read(
            Json.write(
                out -> {
                  out.writeFieldName("v");
                  Json.value(out, value);
                }));

    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("v", value);
    assertThat(read).isEqualTo(expected).hasSameHashCodeAs(expected);
    // The order too, of each object in it.
    assertThat(read).hasToString(expected.toString());
  }

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  /** Lists of objects that are alike, or nearly so, and others of few and many fields. */
  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 4)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextGaussian();
      case 2 -> "text " + random.nextInt(100);
      case 3 -> random.nextBoolean() ? random.nextBoolean() : null;
      case 4 -> object(random, depth, random.nextInt(MOST_FIELDS));
      default -> {
        int fields = random.nextInt(MOST_FIELDS);
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
          list.add(object(random, depth, fields + (random.nextInt(4) == 0 ? 1 : 0)));
        }
        yield list;
      }
    };
  }

  private static Map<String, Object> object(Random random, int depth, int fields) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < fields; i++) {
      object.put((random.nextInt(20) == 0 ? "other" : "field") + i, value(random, depth - 1));
    }
    return object;
  }

  @Test
  void ofDuplicateNamesTheLastCounts() throws IOException {
    assertThat(list("[{'a':1,'b':2},{'a':1,'b':2,'a':3},{'a':1,'a':4},{'b':5,'b':6}]"))
        .isEqualTo(
            List.of(
                Map.of("a", 1L, "b", 2L),
                Map.of("a", 3L, "b", 2L),
                Map.of("a", 4L),
                Map.of("b", 6L)));
  }

  @Test
  void objectsThatAreNotAlikeKeepTheirOwn() throws IOException {
    List<?> objects =
        list("[{'a':1,'b':2},{'a':3},{},{'b':4,'a':5},{'a':{'a':6,'b':7},'b':8},{'a':9,'b':10}]");

    assertThat(objects)
        .hasToString("[{a=1, b=2}, {a=3}, {}, {b=4, a=5}, {a={a=6, b=7}, b=8}, {a=9, b=10}]");
  }

  @Test
  void aFieldIsFoundByItsNameAlone() throws IOException {
    var object = (Map<?, ?>) Json.read("{\"a\":null,\"b\":1}".getBytes(UTF_8));

    assertThat(object.containsKey("a")).isTrue();
    assertThat(object.get("a")).isNull();
    assertThat(object.get("b")).isEqualTo(1L);
    assertThat(object.containsKey("c")).isFalse();
    assertThat(object.get("c")).isNull();
    assertThat(object.containsKey(null)).isFalse();
    assertThat(object).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":1", "{\"a\":1}}", "[{\"a\":1},{\"a\"]", "{\"a\":1,}", "", "{a:1}"})
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(() -> Json.read(text.getBytes(UTF_8))).isInstanceOf(IOException.class);
  }

  private static List<?> list(String text) throws IOException {
    return (List<?>) Json.read(text.replace('\'', '"').getBytes(UTF_8));
  }
}
