package dev.bulkhead.walls;

import dev.bulkhead.http.Call;
import dev.bulkhead.http.HttpRequest;
import dev.bulkhead.search.PageToken;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Caller;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Page tokens that one tenant was given, as the code would take them if it bound them to nobody.
 */
final class PageTokens {
  private static final int SEAL = 16;
  private static final Pattern TOKEN = Pattern.compile("next_page_token\\W+([A-Za-z0-9_-]+)");
  private static final List<Object> NOTHING = List.of();

  private PageTokens() {}

  /** What each paged call binds its tokens to, besides the tenant. */
  private static Optional<List<Object>> binding(Sample sample, Ids ids) {
    String experiment = Long.toString(ids.experiment());
    return Optional.ofNullable(
        switch (sample.name()) {
          case "search-experiments" -> List.of("experiments/search", "", NOTHING, "ACTIVE_ONLY");
          case "search-experiments-in-ui" ->
              List.of(
                  "experiments/search",
                  "tags.`mlflow.experiment.isGateway` IS NULL",
                  List.of("last_update_time DESC"),
                  "ACTIVE_ONLY");
          case "list-experiments" -> List.of("experiments/list", "ACTIVE_ONLY");
          case "search-runs" ->
              List.of(
                  "runs/search",
                  List.of(experiment),
                  "metrics.loss < 1 AND tags.stage = 'dev'",
                  List.of("metrics.loss ASC"),
                  "ACTIVE_ONLY");
          case "get-metric-history" -> List.of("metrics/get-history", ids.run(), "val/loss");
          case "search-logged-models" -> List.of("logged-models/search", NOTHING);
          default -> null;
        });
  }

  /** Whether the call has pages. */
  static boolean areOf(Sample sample) {
    return binding(sample, Ids.SAMPLE).isPresent();
  }

  /** The call for a first page of one. */
  static Sample first(Sample sample) {
    String body = sample.body().replaceAll("\"max_results\": \\d+", "\"max_results\": 1");
    String query = sample.query().replaceAll("max_results=\\d+", "max_results=1");
    boolean limited = body.contains("max_results") || query.contains("max_results");
    return new Sample(
        sample.name(),
        sample.route(),
        sample.path(),
        limited ? query : query + "&max_results=1",
        sample.pathParameters(),
        sample.contentType(),
        body);
  }

  /** The call for a page of one, if it has pages. */
  static Sample limited(Sample sample) {
    Sample first = first(sample);
    boolean message =
        !first.method().equals("GET")
            && first.body().startsWith("{")
            && !first.body().contains("max_results");
    return message ? first.map(text -> limited(first, text)) : first;
  }

  private static String limited(Sample of, String text) {
    return text.equals(of.body()) ? text.replaceFirst("\\{", "{\"max_results\": 1, ") : text;
  }

  /** Whether an answer has a token for another page. */
  static boolean isIn(Answer answer) {
    return TOKEN.matcher(answer.text()).find();
  }

  /** The token in an answer. */
  static String of(Answer answer) {
    Matcher token = TOKEN.matcher(answer.text());
    if (!token.find()) {
      throw new AssertionError("No page token in " + answer);
    }
    return token.group(1);
  }

  /** The call for the page behind a token. */
  static Sample next(Sample sample, String token) {
    Sample first = first(sample);
    String body = first.body();
    boolean get = first.method().equals("GET");
    return new Sample(
        first.name(),
        first.route(),
        first.path(),
        get
            ? first.query() + "&page_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)
            : first.query(),
        first.pathParameters(),
        first.contentType(),
        get ? body : body.replaceFirst("\\{", "{\"page_token\": \"" + token + "\", "));
  }

  /** Another's token, sealed as if it were this tenant's. */
  static String rebound(Sample sample, Ids ids, TenantId tenant, String token) {
    byte[] bytes = Base64.getUrlDecoder().decode(token);
    var caller = new Caller(tenant, "ana", Role.EDITOR);
    var request =
        new HttpRequest(sample.route(), "", "", Map.of(), Map.of(), new byte[0], Map.of(), "walls");
    String binding =
        new Call(Optional.of(caller), Access.READ, request)
            .binding(binding(sample, ids).orElseThrow().toArray());
    return PageToken.encode(binding, Arrays.copyOfRange(bytes, SEAL, bytes.length));
  }
}
