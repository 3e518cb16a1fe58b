package dev.bulkhead.local.prove;

import dev.bulkhead.tenancy.Capability;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be made of a presigned URL by whoever was lent it, or signed by whoever may not. */
final class UrlAttempts {
  private static final String SERVICE = "Presigned URL";
  private static final Pattern CODE = Pattern.compile("<Code>(\\w+)</Code>");

  /** A token that is missing makes the access key one that nobody ever had; a HEAD has no body. */
  private static final Set<String> DENIALS =
      Set.of("403", "AccessDenied", "SignatureDoesNotMatch", "InvalidAccessKeyId", "InvalidToken");

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final HttpClient http;

  UrlAttempts(HttpClient http) {
    this.http = http;
  }

  List<Attempt> last() {
    return List.of(
        url("GET, own", true, a -> send("GET", lent(a))),
        url("PUT, own, signed as a reader", false, a -> send("PUT", a.presignedPut(a.ownFile())))
            .by(s -> !s.writes()));
  }

  List<Attempt> across() {
    return List.of(
        url(
            "GET, signed for another's",
            false,
            a -> send("GET", a.presignedGet(a.otherFile(), MINUTE))),
        url("PUT, signed for another's", false, a -> send("PUT", a.presignedPut(a.otherFile()))),
        url("GET, altered to another's", false, a -> send("GET", toOthers(a, lent(a)))),
        url(
            "PUT, altered to another's",
            false,
            a -> send("PUT", toOthers(a, a.presignedPut(a.ownFile())))),
        url("HEAD, altered to another's", false, a -> send("HEAD", toOthers(a, lent(a)))),
        url("GET, altered to PUT", false, a -> send("PUT", lent(a))),
        url("GET, altered to DELETE", false, a -> send("DELETE", lent(a))),
        url(
            "GET, lengthened",
            false,
            a -> send("GET", replace(lent(a), "X-Amz-Expires=60", "X-Amz-Expires=6000"))),
        url(
            "GET, without its token",
            false,
            a -> send("GET", replace(lent(a), "X-Amz-Security-Token=[^&]*&?", ""))),
        url("GET, expired", false, a -> send("GET", a.expiredGet())));
  }

  private static Attempt url(String name, boolean allowed, Attempt.Move move) {
    return new Attempt(SERVICE, name, allowed, s -> s.isOf(Capability.ARTIFACTS), move);
  }

  private static URI lent(Actor a) {
    return a.presignedGet(a.ownFile(), MINUTE);
  }

  private static URI toOthers(Actor a, URI url) {
    return replace(url, "/tenants/" + a.own() + "/", "/tenants/" + a.other() + "/");
  }

  private static URI replace(URI url, String pattern, String by) {
    String altered = url.toString().replaceFirst(pattern, by);
    if (altered.equals(url.toString())) {
      throw new IllegalStateException("A presigned URL does not have " + pattern);
    }
    return URI.create(altered);
  }

  private Outcome send(String verb, URI url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .method(
                verb,
                verb.equals("PUT") ? BodyPublishers.ofString("stolen") : BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = answer(request);
    if (answer.statusCode() < 300) {
      return new Outcome.Allowed();
    }
    if (answer.statusCode() != 403 && answer.statusCode() != 400) {
      return new Outcome.Unclear("HTTP " + answer.statusCode());
    }
    Matcher code = CODE.matcher(answer.body());
    String word = code.find() ? code.group(1) : "403";
    return DENIALS.contains(word) ? new Outcome.Denied(word) : new Outcome.Unclear(word);
  }

  /** A kept connection that S3 closed meanwhile says nothing of the walls, so it is asked again. */
  private HttpResponse<String> answer(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException _) {
      return http.send(request, BodyHandlers.ofString());
    }
  }
}
