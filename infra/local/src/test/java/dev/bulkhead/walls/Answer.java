package dev.bulkhead.walls;

import dev.bulkhead.http.Json;
import dev.bulkhead.local.lambda.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a caller is answered, and what lies behind the URLs in it.
 *
 * @param lent status and bytes of each URL, followed as a client would
 */
record Answer(int status, String text, List<String> lent) {
  private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1[^\"\\s,}]*");
  private static final Pattern CHECKSUM = Pattern.compile("\"x-amz-checksum-sha256\":\"([^\"]+)\"");

  /**
   * What each call has of its own.
   *
   * @param sign what is in each text that has any of it
   * @param name what stands for it
   */
  private record Own(String sign, Pattern pattern, String name) {
    static Own of(String sign, String pattern, String name) {
      return new Own(sign, Pattern.compile(pattern), name);
    }

    String hiddenIn(String text) {
      return text.contains(sign) ? pattern.matcher(text).replaceAll(name) : text;
    }
  }

  private static final List<Own> OWN =
      List.of(
          Own.of("bh_", "bh_[a-z0-9]+_[0-9a-f]+_[0-9a-f]+", "TOKEN"),
          Own.of("token_id", "(token_id\\W+)[0-9a-f]{16}", "$1ID"),
          Own.of("_at", "((?:issued|expires|revoked)_at\\W+)\\d+", "$1TIME"),
          Own.of("X-Amz-", "\\?[^\"\\s]*X-Amz-[^\"\\s]*", "?SIGNED"),
          Own.of("upload_id", "(upload_id\\W+)[^\"\\\\]+", "$1UPLOAD"));

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** What S3 says to 1,024 bytes that are put to the URL in the answer. */
  String upload() {
    Matcher url = URL.matcher(text);
    Matcher checksum = CHECKSUM.matcher(text);
    if (!url.find()) {
      throw new AssertionError("No URL in " + text);
    }
    var put =
        HttpRequest.newBuilder(URI.create(url.group()))
            .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[1024]));
    if (checksum.find()) {
      put.header("x-amz-checksum-sha256", checksum.group(1));
    }
    try {
      return CLIENT.send(put.build(), HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The answer of a function; 500 with the reason if it failed, as the gateway would say. */
  static Answer of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered(byte[] payload) when payload.length == 0 -> answer(200, "");
      case Outcome.Answered(byte[] payload) -> read(payload);
      case Outcome.Failed(String type, String message) -> answer(500, type + " " + message);
      case Outcome.TooLarge _ -> answer(413, "");
    };
  }

  private static Answer read(byte[] payload) {
    try {
      var answer = (Map<?, ?>) Json.read(payload);
      Object status = answer == null ? null : answer.get("statusCode");
      return answer(
          status instanceof Long number ? number.intValue() : 200,
          new String(payload, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Answer answer(int status, String text) {
    var lent = new ArrayList<String>();
    String plain = text.replace("\\u0026", "&").replace("\\\"", "\"").replace("\\/", "/");
    URL.matcher(plain).results().map(MatchResult::group).forEach(url -> lent.add(follow(url)));
    return new Answer(status, text, lent);
  }

  private static String follow(String url) {
    var request = HttpRequest.newBuilder(URI.create(url));
    if (url.contains("uploadId=")) {
      request.PUT(BodyPublishers.ofString("bytes by way of a URL"));
    }
    try {
      HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
      return response.statusCode() + " " + response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  boolean shows(String mark) {
    return text.contains(mark) || lent.stream().anyMatch(bytes -> bytes.contains(mark));
  }

  /** Whether another answer is the same but for what no two calls have in common. */
  boolean isLike(Answer other) {
    return equals(other) || (status == other.status && comparable().equals(other.comparable()));
  }

  /** The answer without secrets, signatures and times. */
  String comparable() {
    String common = text;
    for (Own own : OWN) {
      common = own.hiddenIn(common);
    }
    return status + common + lent.stream().map(bytes -> bytes.substring(0, 3)).toList();
  }
}
