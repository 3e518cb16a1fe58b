package dev.bulkhead.local.iam;

import dev.bulkhead.local.iam.SignatureClaim.Scope;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the signature in a request's Authorization header or, presigned, in its query. */
final class SignatureClaimReader {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          ALGORITHM
              + " +Credential=([^, ]+) *, *SignedHeaders=([^, ]+) *, *Signature=([0-9a-f]{64}) *");
  private static final Pattern CREDENTIAL =
      Pattern.compile("([A-Za-z0-9]+)/([0-9]{8})/([a-z0-9-]+)/([a-z0-9]+)/aws4_request");
  private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
  private static final int WEEK = 7 * 24 * 60 * 60;

  private final SignedRequest request;
  private final QueryParameters query;

  SignatureClaimReader(SignedRequest request, QueryParameters query) {
    this.request = request;
    this.query = query;
  }

  SignatureClaim read() throws SignatureRefused {
    boolean inHeader = !request.header("authorization").isEmpty();
    boolean inQuery = query.has("X-Amz-Algorithm") || query.has("X-Amz-Signature");
    if (inHeader && inQuery) {
      throw new SignatureRefused(Refusal.INCOMPLETE, "Only one way to sign is allowed");
    }
    if (!inHeader && !inQuery) {
      throw new SignatureRefused(Refusal.ANONYMOUS, "Request is missing Authentication Token");
    }
    return inHeader ? fromHeader() : fromQuery();
  }

  private SignatureClaim fromHeader() throws SignatureRefused {
    Matcher form = AUTHORIZATION.matcher(header("authorization"));
    if (!form.matches()) {
      throw incomplete("Authorization header is not of the form of " + ALGORITHM);
    }
    String timestamp = header("x-amz-date");
    return new SignatureClaim(
        scope(form.group(1)),
        names(form.group(2)),
        form.group(3),
        timestamp,
        instant(timestamp),
        Optional.empty(),
        token(request.header("x-amz-security-token")));
  }

  private SignatureClaim fromQuery() throws SignatureRefused {
    if (!parameter("X-Amz-Algorithm").equals(ALGORITHM)
        || !SIGNATURE.matcher(parameter("X-Amz-Signature")).matches()) {
      throw incomplete("X-Amz-Algorithm only supports " + ALGORITHM);
    }
    String timestamp = parameter("X-Amz-Date");
    boolean hasToken = query.has("X-Amz-Security-Token");
    return new SignatureClaim(
        scope(parameter("X-Amz-Credential")),
        names(parameter("X-Amz-SignedHeaders")),
        parameter("X-Amz-Signature"),
        timestamp,
        instant(timestamp),
        Optional.of(lent(parameter("X-Amz-Expires"))),
        hasToken ? Optional.of(parameter("X-Amz-Security-Token")) : Optional.empty());
  }

  private String header(String name) throws SignatureRefused {
    List<String> values = request.header(name);
    if (values.size() != 1) {
      throw incomplete("Header " + name + " must be given once");
    }
    return values.getFirst().strip();
  }

  private Optional<String> token(List<String> values) throws SignatureRefused {
    if (values.size() > 1) {
      throw incomplete("Header x-amz-security-token must be given once");
    }
    return values.stream().map(String::strip).findFirst();
  }

  private String parameter(String name) throws SignatureRefused {
    return query.one(name).orElseThrow(() -> incomplete(name + " must be given once"));
  }

  private Scope scope(String credential) throws SignatureRefused {
    Matcher form = CREDENTIAL.matcher(credential);
    if (!form.matches()) {
      throw incomplete("Credential must be access key, date, region, service and aws4_request");
    }
    return new Scope(form.group(1), form.group(2), form.group(3), form.group(4));
  }

  private static List<String> names(String signedHeaders) {
    return Arrays.stream(signedHeaders.split(";", -1)).toList();
  }

  private Instant instant(String timestamp) throws SignatureRefused {
    try {
      return LocalDateTime.parse(timestamp, TIMESTAMP).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw incomplete("Date must be in the form of 20130524T000000Z");
    }
  }

  private Duration lent(String seconds) throws SignatureRefused {
    if (!seconds.matches("[0-9]{1,6}")
        || Integer.parseInt(seconds) < 1
        || Integer.parseInt(seconds) > WEEK) {
      throw incomplete("X-Amz-Expires must be between 1 and " + WEEK + " seconds");
    }
    return Duration.ofSeconds(Integer.parseInt(seconds));
  }

  private SignatureRefused incomplete(String message) {
    boolean inHeader = !request.header("authorization").isEmpty();
    return new SignatureRefused(inHeader ? Refusal.INCOMPLETE : Refusal.INCOMPLETE_URL, message);
  }
}
