package dev.bulkhead.search;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.python.PythonText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A page token for logged models. MLflow tells which part of the query was changed since the token
 * was given out, so the token carries a fingerprint of each part.
 */
public final class LoggedModelPageToken {
  private static final int FINGERPRINT = 8;

  private LoggedModelPageToken() {}

  /** What MLflow compares with the token: the query but for its datasets. */
  public record Query(
      List<String> experimentIds, Optional<String> filter, List<LoggedModelQuery.OrderBy> orderBy) {

    /** Copies the lists; an empty filter is none. */
    public Query {
      experimentIds = List.copyOf(experimentIds);
      filter = filter.filter(it -> !it.isEmpty());
      orderBy = List.copyOf(orderBy);
    }

    private List<Part> parts() {
      return List.of(
          new Part("Experiment IDs", "experiment IDs", PythonText.list(experimentIds)),
          new Part("Filter string", "filter string", filter.orElse("None")),
          new Part("Order by", "order by", orderBy.isEmpty() ? "None" : print(orderBy)));
    }
  }

  private record Part(String title, String name, String text) {
    byte[] fingerprint() {
      return Arrays.copyOf(
          PageToken.sha256().digest(text.getBytes(StandardCharsets.UTF_8)), FINGERPRINT);
    }
  }

  /**
   * A token for a position.
   *
   * @param binding the tenant, and what else of the request is neither query nor page
   */
  public static String encode(String binding, Query query, byte[] position) {
    List<Part> parts = query.parts();
    ByteBuffer bytes = ByteBuffer.allocate(FINGERPRINT * parts.size() + position.length);
    parts.forEach(part -> bytes.put(part.fingerprint()));
    return PageToken.encode(binding, bytes.put(position).array());
  }

  /**
   * The position in a token.
   *
   * @throws InvalidParameter naming the part of the query that is another one than the token's
   */
  public static byte[] decode(String binding, Query query, String token) {
    byte[] bytes = PageToken.decode(binding, token);
    int at = 0;
    for (Part part : query.parts()) {
      if (bytes.length < at + FINGERPRINT) {
        throw PageToken.undecodable();
      }
      if (!Arrays.equals(part.fingerprint(), Arrays.copyOfRange(bytes, at, at + FINGERPRINT))) {
        throw Refusal.of(
            "%s in the page token do%s not match the requested %s. Expected: %s. Found: another"
                .formatted(
                    part.title(),
                    part.title().endsWith("s") ? "" : "es",
                    part.name(),
                    part.text()));
      }
      at += FINGERPRINT;
    }
    return Arrays.copyOfRange(bytes, at, bytes.length);
  }

  private static String print(List<LoggedModelQuery.OrderBy> orderBy) {
    return orderBy.stream()
        .map(
            it ->
                "{'field_name': %s, 'ascending': %s, 'dataset_name': %s, 'dataset_digest': %s}"
                    .formatted(
                        PythonText.repr(it.fieldName()),
                        it.ascending() ? "True" : "False",
                        it.datasetName().map(PythonText::repr).orElse("None"),
                        it.datasetDigest().map(PythonText::repr).orElse("None")))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
