package dev.bulkhead.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageWriterTest {
  private static final int ITEMS = 20_000;

  /** The same text for all, or as incompressible as JSON can be; quotes count double. */
  private static Iterator<String> texts(String kind) {
    return switch (kind) {
      case "same" -> IntStream.range(0, ITEMS).mapToObj(i -> "x".repeat(1000)).iterator();
      case "quotes" -> IntStream.range(0, ITEMS).mapToObj(i -> "\"\\".repeat(500)).iterator();
      case "noise" -> noise();
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static Iterator<String> noise() {
    var random = new Random(42);
    return IntStream.range(0, ITEMS)
        .mapToObj(
            _ -> {
              var text = new StringBuilder();
              random.ints(700, 0, 0x800).forEach(c -> text.append((char) c));
              return text.toString();
            })
        .iterator();
  }

  @ParameterizedTest
  @CsvSource({
    "same,identity",
    "quotes,identity",
    "noise,identity",
    "same,gzip",
    "quotes,gzip",
    "noise,gzip"
  })
  void fillsAPageButNeverBeyondWhatLambdaHandsOver(String kind, String encoding) {
    HttpRequest request = request(encoding);
    var page = new PageWriter(request, "items");

    Optional<String> last =
        page.fill(texts(kind), ITEMS, (out, text) -> out.writeStringField("t", text));
    byte[] answer = HttpAnswer.of(request, page.end(last.map(_ -> "t".repeat(200)))).bytes();

    assertThat(answer.length).isLessThanOrEqualTo(HttpAnswer.LIMIT);
    assertThat(new String(answer, java.nio.charset.StandardCharsets.UTF_8))
        .startsWith("{\"statusCode\":200");
    assertThat(last.isPresent() || page.count() == ITEMS).isTrue();
    if (!(kind.equals("same") && encoding.equals("gzip"))
        && !(kind.equals("quotes") && encoding.equals("gzip"))) {
      assertThat(answer.length).as("no room is wasted").isGreaterThan(HttpAnswer.LIMIT * 9 / 10);
    }
  }

  @Test
  void stopsAtAsManyAsAreWanted() {
    var page = new PageWriter(request("identity"), "items");

    Optional<String> last =
        page.fill(List.of("a", "b", "c").iterator(), 2, (out, s) -> out.writeStringField("t", s));

    assertThat(last).contains("b");
    assertThat(body(page.end(last)))
        .isEqualTo("{\"items\":[{\"t\":\"a\"},{\"t\":\"b\"}],\"next_page_token\":\"b\"}");
  }

  @Test
  void hasNoTokenAtTheEndOfTheList() {
    var page = new PageWriter(request("identity"), "items");

    Optional<String> last =
        page.fill(List.of("a", "b").iterator(), 2, (out, s) -> out.writeStringField("t", s));

    assertThat(last).isEmpty();
    assertThat(body(page.end(last))).isEqualTo("{\"items\":[{\"t\":\"a\"},{\"t\":\"b\"}]}");
  }

  @Test
  void leavesOutAnEmptyList() {
    assertThat(body(new PageWriter(request("identity"), "items").end(Optional.empty())))
        .isEqualTo("{}");
  }

  @Test
  void addsTheFirstItemHoweverLongSoThatAWalkGoesOn() {
    var page = new PageWriter(request("identity"), "items");

    assertThat(page.add(out -> out.writeStringField("t", "x".repeat(7_000_000)))).isTrue();
    assertThat(page.add(out -> out.writeStringField("t", "x"))).isFalse();
  }

  private static String body(Reply reply) {
    return new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static HttpRequest request(String encoding) {
    Map<String, String> headers = new HashMap<>();
    headers.put("accept-encoding", encoding);
    return new HttpRequest(
        "POST /x", "/x", "", headers, Map.of(), new byte[0], Map.of(), "request-1");
  }
}
