package dev.bulkhead.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.http.Json;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.ArtifactStore.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListingsTest {
  private static final ArtifactPath ROOT = ArtifactPath.parse("1/r/artifacts");
  private static final String LOCATION = "mlflow-artifacts:/1/r/artifacts";

  @Test
  void namesEntriesRelativeToTheRunAndFoldersWithoutSize() {
    Reply reply =
        Listings.below(
            LOCATION,
            ROOT,
            List.of(
                new Entry(ROOT.resolve("a.txt"), false, 3), new Entry(ROOT.resolve("m"), true, 0)),
            Optional.empty());

    assertThat(new String(reply.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"root_uri\":\"mlflow-artifacts:/1/r/artifacts\",\"files\":["
                + "{\"path\":\"a.txt\",\"is_dir\":false,\"file_size\":3},"
                + "{\"path\":\"m\",\"is_dir\":true}]}");
  }

  @Test
  void walksALongFolderInPagesThatFitAnAnswer() throws IOException {
    List<Entry> entries = entries(20_000);
    var seen = new ArrayList<Object>();
    Optional<String> token = Optional.empty();
    int pages = 0;

    do {
      Reply reply = Listings.below(LOCATION, ROOT, entries, token);
      assertThat(reply.body().length).isLessThan(3_000_000);
      Map<?, ?> page = (Map<?, ?>) Json.read(reply.body());
      ((List<?>) page.get("files")).forEach(file -> seen.add(((Map<?, ?>) file).get("path")));
      token = Optional.ofNullable((String) page.get("next_page_token"));
      pages++;
    } while (token.isPresent());

    assertThat(pages).isGreaterThan(1);
    assertThat(seen)
        .containsExactlyElementsOf(
            entries.stream().map(e -> (Object) e.path().value().substring(14)).toList());
  }

  @Test
  void refusesATokenThatIsNone() {
    assertThatThrownBy(() -> Listings.below(LOCATION, ROOT, List.of(), Optional.of("*")))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage("Invalid page token, could not base64-decode");
  }

  @Test
  void refusesAFolderTooLongForOneAnswerRatherThanHideFiles() {
    assertThatThrownBy(() -> Listings.ofFolder(entries(20_000)))
        .isInstanceOf(InvalidParameter.class);
  }

  private static List<Entry> entries(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Entry(ROOT.resolve("%06d".formatted(i) + "x".repeat(200)), false, 1))
        .toList();
  }
}
