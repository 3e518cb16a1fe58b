package dev.bulkhead.attacks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** A request as it goes over the wire, byte for byte. */
public record Ask(String method, String target, List<String> headers, byte[] body) {
  private static final String API = "/api/2.0/";

  /** A GET below {@code /api/2.0/}. */
  public static Ask get(String path) {
    return of("GET", API + path);
  }

  /** A JSON message below {@code /api/2.0/}. */
  public static Ask post(String path, String json) {
    return of("POST", API + path).json(json);
  }

  /** A request for this target as it stands. */
  public static Ask of(String method, String target) {
    return new Ask(method, target, List.of(), new byte[0]);
  }

  /** The same with a JSON body. */
  public Ask json(String json) {
    return header("Content-Type: application/json").bytes(json.getBytes(UTF_8));
  }

  /** The same with another header line. */
  public Ask header(String line) {
    var more = new ArrayList<>(headers);
    more.add(line);
    return new Ask(method, target, List.copyOf(more), body);
  }

  /** The same with these bytes for a body. */
  public Ask bytes(byte[] bytes) {
    return new Ask(method, target, headers, bytes);
  }

  /** The same with a credential. */
  public Ask as(String token) {
    return header("Authorization: Bearer " + token);
  }

  /** Header lines that are not set are left to the attacker: this writes the length only. */
  byte[] wire(String host) {
    var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    if (headers.stream().noneMatch(line -> line.matches("(?i)(content-length|transfer-.*):.*"))
        && (body.length > 0 || !method.equals("GET"))) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    byte[] start = head.append("Connection: close\r\n\r\n").toString().getBytes(ISO_8859_1);
    byte[] all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }

  @Override
  public String toString() {
    String shown = method + " " + target + " " + headers + " " + new String(body, UTF_8);
    return shown.length() > 200 ? shown.substring(0, 200) + "…" : shown;
  }
}
