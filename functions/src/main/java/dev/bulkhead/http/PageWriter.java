package dev.bulkhead.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a page of a list: items as long as they fit into what Lambda hands over, then the token of
 * the next page. What counts is the whole answer as Lambda sees it, with the body as a JSON string,
 * in which every quote takes two bytes, or compressed and in base64 where the client takes that.
 * Memory holds the encoded page and one item.
 */
public final class PageWriter {
  /** For the envelope, the headers, the token and the ends of the list. */
  private static final int RESERVE = 16 * 1024;

  private static final int BUDGET = HttpAnswer.LIMIT - RESERVE;

  /** Bounds the work for one page, however well it compresses. */
  private static final int MAX_PLAIN = 24 * 1024 * 1024;

  private final String list;
  private final Encoding encoding;
  private int plain;
  private int count;

  /** A page whose items go into a list of this name. */
  public PageWriter(HttpRequest request, String list) {
    this.list = list;
    this.encoding = request.acceptsGzip() ? new Compressed() : new Escaped();
  }

  /** Writes the fields of an item. */
  @FunctionalInterface
  public interface ItemBody<T> {
    /** Writes the fields. */
    void write(JsonGenerator out, T item) throws IOException;
  }

  /**
   * Adds items, as many as are wanted and fit.
   *
   * @return the last one added, if there are more; empty at the end of the list
   */
  public <T> Optional<T> fill(Iterator<T> items, int max, ItemBody<T> body) {
    Optional<T> last = Optional.empty();
    while (items.hasNext()) {
      T item = items.next();
      if (count == max || !add(out -> body.write(out, item))) {
        return last;
      }
      last = Optional.of(item);
    }
    return Optional.empty();
  }

  /** Adds an item, or says that it does not fit and adds nothing. The first one always fits. */
  public boolean add(JsonBody item) {
    byte[] text = Json.write(item);
    boolean first = plain == 0;
    if (!first && (plain + text.length > MAX_PLAIN || !encoding.fits(text, BUDGET))) {
      return false;
    }
    encoding.write(utf8(first ? "{\"" + list + "\":[" : ","));
    encoding.write(text);
    plain += text.length;
    count++;
    return true;
  }

  /** How many items the page has. */
  public int count() {
    return count;
  }

  /** The page; MLflow leaves out a list that is empty, and the token of the last page. */
  public Reply end(Optional<String> nextPageToken) {
    String token = nextPageToken.map(text -> "\"next_page_token\":\"" + text + "\"").orElse("");
    if (plain == 0) {
      encoding.write(utf8("{" + token + "}"));
    } else {
      encoding.write(utf8(token.isEmpty() ? "]}" : "]," + token + "}"));
    }
    return encoding.reply();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** How the body travels, and what it then takes. */
  private sealed interface Encoding {
    /** Whether this text would still fit; it is counted at its worst where that is not known. */
    boolean fits(byte[] text, int budget);

    void write(byte[] text);

    Reply reply();
  }

  private static final class Escaped implements Encoding {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long size;

    @Override
    public boolean fits(byte[] text, int budget) {
      return size + escapedSize(text) + 1 <= budget;
    }

    @Override
    public void write(byte[] text) {
      bytes.writeBytes(text);
      size += escapedSize(text);
    }

    @Override
    public Reply reply() {
      return new Reply(200, Map.of("content-type", "application/json"), bytes.toByteArray());
    }

    /** JSON text has no control characters; quotes and backslashes are escaped once more. */
    private static long escapedSize(byte[] text) {
      long escapes = 0;
      for (byte b : text) {
        escapes += b == '"' || b == '\\' ? 1 : 0;
      }
      return text.length + escapes;
    }
  }

  private static final class Compressed implements Encoding {
    private static final int BUFFER = 8192;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final GZIPOutputStream gzip = open();
    private long unflushed;

    @Override
    public boolean fits(byte[] text, int budget) {
      if (fitsAtWorst(text, budget)) {
        return true;
      }
      flush();
      return fitsAtWorst(text, budget);
    }

    @Override
    public void write(byte[] text) {
      try {
        gzip.write(text);
        unflushed += text.length;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Reply reply() {
      try {
        gzip.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Reply(
          200,
          Map.of("content-type", "application/json", "content-encoding", "gzip"),
          bytes.toByteArray());
    }

    /** What is not flushed yet, and what comes, may turn out incompressible. */
    private boolean fitsAtWorst(byte[] text, int budget) {
      long worst = unflushed + text.length;
      return (bytes.size() + worst + worst / 1000 + 100) * 4 / 3 <= budget;
    }

    private void flush() {
      try {
        gzip.flush();
        unflushed = 0;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private GZIPOutputStream open() {
      try {
        return new GZIPOutputStream(bytes, BUFFER, true);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
