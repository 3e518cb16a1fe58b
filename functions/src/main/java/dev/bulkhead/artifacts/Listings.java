package dev.bulkhead.artifacts;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.ArtifactStore.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Listings as MLflow's JSON has them, never longer than an answer of Lambda may be. */
final class Listings {
  /** Of Lambda's 6 MB, with room for the escaping of the body and the headers. */
  private static final int MAX_BYTES = 2_500_000;

  private static final int BYTES_BESIDES_NAME = 60;

  private Listings() {}

  /**
   * A page of a run's or a model's artifacts; the token names the last entry, so that new ones
   * disturb nothing.
   */
  static Reply below(
      String root, ArtifactPath rootPath, List<Entry> entries, Optional<String> token) {
    String after = token.map(Listings::decode).orElse("");
    List<Entry> rest =
        entries.stream().filter(entry -> entry.path().value().compareTo(after) > 0).toList();
    List<Entry> page = rest.subList(0, fitting(rest));
    int prefix = rootPath.value().isEmpty() ? 0 : rootPath.value().length() + 1;
    return Reply.json(
        out -> {
          out.writeStringField("root_uri", root);
          files(out, page, prefix);
          if (page.size() < rest.size()) {
            out.writeStringField("next_page_token", encode(page.getLast().path().value()));
          }
        });
  }

  /**
   * A folder by the names of its entries alone. Clients ask this list for no second page.
   *
   * @throws InvalidParameter if it is longer than an answer may be
   */
  static Reply ofFolder(List<Entry> entries) {
    if (fitting(entries) < entries.size()) {
      throw new InvalidParameter(
          "The folder has " + entries.size() + " entries, more than one answer can hold.");
    }
    return Reply.json(
        out -> {
          out.writeArrayFieldStart("files");
          for (Entry entry : entries) {
            file(out, entry, entry.path().name());
          }
          out.writeEndArray();
        });
  }

  private static void files(JsonGenerator out, List<Entry> page, int prefix) throws IOException {
    if (page.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("files");
    for (Entry entry : page) {
      file(out, entry, entry.path().value().substring(prefix));
    }
    out.writeEndArray();
  }

  private static void file(JsonGenerator out, Entry entry, String path) throws IOException {
    out.writeStartObject();
    out.writeStringField("path", path);
    out.writeBooleanField("is_dir", entry.folder());
    if (!entry.folder()) {
      out.writeNumberField("file_size", entry.size());
    }
    out.writeEndObject();
  }

  /** How many of the entries fit, counting each name at the most its escapes can take. */
  private static int fitting(List<Entry> entries) {
    int bytes = 0;
    int fitting = 0;
    for (Entry entry : entries) {
      bytes += entry.path().value().getBytes(StandardCharsets.UTF_8).length + BYTES_BESIDES_NAME;
      if (bytes > MAX_BYTES) {
        return fitting;
      }
      fitting++;
    }
    return fitting;
  }

  private static String encode(String path) {
    return Base64.getUrlEncoder().encodeToString(path.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new InvalidParameter("Invalid page token, could not base64-decode");
    }
  }
}
