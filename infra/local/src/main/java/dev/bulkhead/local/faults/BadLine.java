package dev.bulkhead.local.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The line to one service of AWS: it passes on what is asked and answered, byte for byte, so that
 * signatures hold, but for what the weather does to it. A connection serves one request.
 */
final class BadLine implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
  private static final int END_OF_HEAD = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';
  private static final Duration SLOW = Duration.ofMillis(100);

  /** Longer than a function listens to what says nothing. */
  private static final Duration SILENCE = Duration.ofSeconds(6);

  private final String service;
  private final URI upstream;
  private final Weather weather;
  private final Time time;
  private final ServerSocket listening;

  /** Opens a line to a service that listens there. */
  BadLine(String service, URI upstream, Weather weather, Time time) {
    this.service = service;
    this.upstream = upstream;
    this.weather = weather;
    this.time = time;
    try {
      this.listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  /** Where functions are to find the service. */
  URI uri() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  private void listen() {
    while (!listening.isClosed()) {
      try {
        Socket caller = listening.accept();
        Thread.ofVirtual().start(() -> serve(caller));
      } catch (IOException _) {
        return; // It was closed.
      }
    }
  }

  private void serve(Socket socket) {
    try (Socket caller = socket) {
      Optional<Exchange> read = read(caller);
      if (read.isPresent()) {
        answer(read.get(), caller.getOutputStream());
      }
    } catch (IOException | InterruptedException _) {
      // Who breaks off is not answered.
    }
  }

  private void answer(Exchange call, OutputStream caller) throws IOException, InterruptedException {
    Optional<Fault> met = weather.meet(call);
    if (met.isEmpty()) {
      caller.write(passedOn(call));
      return;
    }
    switch (met.get()) {
      case DROPPED -> time.pass(Duration.ZERO);
      case LOST -> {
        var _ = passedOn(call);
        time.pass(Duration.ZERO);
      }
      case CUT -> {
        byte[] answer = passedOn(call);
        time.pass(Duration.ZERO);
        caller.write(answer, 0, half(answer));
      }
      case SLOW -> {
        time.pass(SLOW);
        caller.write(passedOn(call));
      }
      case HUNG -> time.pass(SILENCE);
      case THROTTLED,
          BROKEN,
          ALIEN,
          READ_ONLY,
          SKEWED,
          EXPIRED,
          CONFLICT,
          CANCELLED,
          IN_PROGRESS,
          UNPROCESSED -> {
        time.pass(Duration.ZERO);
        caller.write(call.refusal(met.get()));
      }
      case KILLED -> throw new IllegalStateException("A line kills nobody");
    }
  }

  /** Half of its body, or of its head if it has none. */
  private static int half(byte[] answer) {
    int body = new String(answer, ISO_8859_1).indexOf("\r\n\r\n") + 4;
    return body < answer.length ? (body + answer.length) / 2 : body / 2;
  }

  private Optional<Exchange> read(Socket caller) throws IOException {
    InputStream in = new BufferedInputStream(caller.getInputStream());
    var bytes = new ByteArrayOutputStream();
    for (int last = 0; last != END_OF_HEAD; ) {
      int next = in.read();
      if (next < 0) {
        return Optional.empty();
      }
      bytes.write(next);
      last = last << 8 | next;
    }
    String head = bytes.toString(ISO_8859_1);
    if (head.toLowerCase(Locale.ROOT).contains("\r\nexpect: 100-continue")) {
      caller.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
    }
    var length = LENGTH.matcher(head);
    byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
    return Optional.of(new Exchange(service, head, body));
  }

  private byte[] passedOn(Exchange call) throws IOException {
    String head =
        call.head()
            .replaceAll("(?i)\r\n(connection|expect):[^\r]*", "")
            .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), upstream.getPort())) {
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      socket.getOutputStream().write(call.body());
      socket.getOutputStream().flush();
      return socket.getInputStream().readAllBytes();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
