package dev.bulkhead.http;

import dev.bulkhead.domain.InvalidParameter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the JSON object of a request's body, as MLflow's server does. */
final class RequestBody {
  private static final Set<String> MUST_NAME_TYPE = Set.of("POST", "PUT");

  private RequestBody() {}

  /**
   * The fields of the body; none if there is no body.
   *
   * @throws InvalidParameter if the content type is not JSON's, where MLflow asks for one
   */
  static Fields fields(HttpRequest request) {
    checkContentType(request);
    if (request.body().length == 0) {
      return Fields.ofJson(Map.of());
    }
    try {
      byte[] body = request.body();
      return fields(isPlain(body) ? Json.read(body) : Json.read(utf8(body)));
    } catch (IOException _) {
      return Fields.unreadable();
    }
  }

  @SuppressWarnings("unchecked") // Json.read makes maps with string keys only
  private static Fields fields(@Nullable Object value) throws IOException {
    return switch (value) {
      case null -> Fields.ofJson(Map.of());
      case Map<?, ?> map -> Fields.ofJson((Map<String, @Nullable Object>) map);
      // Old clients encode their JSON twice.
      case String text when Json.read(text) instanceof Map<?, ?> map ->
          Fields.ofJson((Map<String, @Nullable Object>) map);
      case Object _ -> Fields.unreadable();
    };
  }

  private static void checkContentType(HttpRequest request) {
    if (!MUST_NAME_TYPE.contains(request.method())) {
      return;
    }
    String type =
        request
            .header("content-type")
            .orElseThrow(
                () -> new InvalidParameter("Bad Request. Content-Type header is missing."));
    if (!type.split(";", 2)[0].equals("application/json")) {
      throw new InvalidParameter("Bad Request. Content-Type must be one of ['application/json'].");
    }
  }

  /**
   * Whether the parser takes the bytes for ASCII: with a zero among them it would guess at another.
   */
  private static boolean isPlain(byte[] body) {
    for (byte b : body) {
      if (b <= 0) {
        return false;
      }
    }
    return true;
  }

  /** Strictly: what is not UTF-8 is refused and not guessed at, and so are compressed bodies. */
  private static String utf8(byte[] body) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
  }
}
