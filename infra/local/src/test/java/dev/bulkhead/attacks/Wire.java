package dev.bulkhead.attacks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Sends bytes as they stand, where an HTTP client would normalize, refuse or repair them. */
final class Wire {
  private static final int PATIENCE_MILLIS = 20_000;

  private Wire() {}

  /** One request on a connection of its own, which it must ask to be closed. */
  static Answer send(URI server, Ask ask) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(ask.wire(server.getAuthority()));
      socket.getOutputStream().flush();
      var received = new ByteArrayOutputStream();
      try {
        socket.getInputStream().transferTo(received);
      } catch (IOException e) {
        if (received.size() == 0) {
          return new Answer(0, Map.of(), String.valueOf(e.getMessage()));
        }
      }
      return parse(received.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer parse(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Answer(0, Map.of(), text);
    }
    String[] lines = text.substring(0, end).split("\r\n", -1);
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.put(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip());
    }
    String body = new String(bytes, end + 4, bytes.length - end - 4, UTF_8);
    return new Answer(Integer.parseInt(lines[0].split(" ", 3)[1]), headers, body);
  }
}
