package dev.bulkhead.local.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bulkhead.http.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One request to a service of AWS, and how that service would refuse it.
 *
 * @param service as in the SDK's variable names
 */
record Exchange(String service, String head, byte[] body) {
  private static final String WRITES = "TransactWriteItems|PutItem|UpdateItem|DeleteItem";
  private static final Pattern TARGET =
      Pattern.compile("(?i)\r\nx-amz-target: *DynamoDB_20120810\\.(\\w+)");

  private static final Pattern KEY = Pattern.compile("<Key>[^<]*</Key>");

  /** DynamoDB's operation; empty for another service. */
  String operation() {
    var found = TARGET.matcher(head);
    return found.find() ? found.group(1) : "";
  }

  private boolean deletesObjects() {
    return service.equals("S3") && head.matches("(?s)POST /[^ ]*\\?delete .*");
  }

  boolean canMeet(Fault fault) {
    return switch (fault) {
      case THROTTLED, BROKEN, DROPPED, LOST, CUT, ALIEN, SLOW, HUNG, SKEWED -> true;
      case READ_ONLY -> head.startsWith("PUT ") || operation().matches(WRITES);
      case EXPIRED -> !service.equals("STS");
      case CONFLICT -> operation().matches(WRITES);
      case CANCELLED, IN_PROGRESS -> operation().equals("TransactWriteItems");
      case UNPROCESSED -> operation().equals("BatchGetItem") || deletesObjects();
      case KILLED -> false;
    };
  }

  /** The answer of a service that refuses. */
  byte[] refusal(Fault fault) {
    return switch (fault) {
      case THROTTLED ->
          switch (service) {
            case "S3" -> error(503, "SlowDown");
            case "STS" -> error(400, "Throttling");
            default ->
                error(
                    400,
                    operation().startsWith("Transact")
                        ? "ThrottlingException"
                        : "ProvisionedThroughputExceededException");
          };
      case BROKEN, READ_ONLY ->
          error(500, service.equals("S3") ? "InternalError" : "InternalServerError");
      case ALIEN ->
          answer(502, head.startsWith("HEAD ") ? "" : "<html><body>Bad Gateway</body></html>");
      case SKEWED -> error(403, "RequestTimeTooSkewed");
      case EXPIRED -> error(400, service.equals("S3") ? "ExpiredToken" : "ExpiredTokenException");
      case CONFLICT ->
          operation().startsWith("Transact")
              ? cancelled("TransactionConflict")
              : error(400, "TransactionConflictException");
      case CANCELLED -> cancelled("ProvisionedThroughputExceeded");
      case IN_PROGRESS -> error(400, "TransactionInProgressException");
      case UNPROCESSED -> unprocessed();
      case DROPPED, LOST, CUT, SLOW, HUNG, KILLED ->
          throw new IllegalArgumentException(fault + " is no answer");
    };
  }

  private byte[] error(int status, String code) {
    return switch (service) {
      case "DYNAMODB" -> dynamo(status, code, "");
      case "S3" ->
          answer(
              status,
              head.startsWith("HEAD ")
                  ? ""
                  : "<Error><Code>%s</Code><Message>injected</Message></Error>".formatted(code));
      default ->
          answer(
              status,
              """
              <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error>\
              <Code>%s</Code><Message>injected</Message></Error></ErrorResponse>\
              """
                  .formatted(code));
    };
  }

  private byte[] cancelled(String reason) {
    int items = ((Collection<?>) field("TransactItems")).size();
    String reasons =
        "{\"Code\":\"None\"},".repeat(items - 1) + "{\"Code\":\"%s\"}".formatted(reason);
    return dynamo(
        400, "TransactionCanceledException", ",\"CancellationReasons\":[" + reasons + "]");
  }

  private byte[] unprocessed() {
    String asked = new String(body, UTF_8);
    if (deletesObjects()) {
      return answer(
          200,
          "<DeleteResult>"
              + KEY.matcher(asked)
                  .results()
                  .map(key -> "<Error>" + key.group() + "<Code>SlowDown</Code></Error>")
                  .collect(Collectors.joining())
              + "</DeleteResult>");
    }
    return answer(
        200, asked.replaceFirst("\\{\"RequestItems\"", "{\"Responses\":{},\"UnprocessedKeys\""));
  }

  private Object field(String name) {
    try {
      return Objects.requireNonNull(
          ((Map<?, ?>) Objects.requireNonNull(Json.read(body))).get(name));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] dynamo(int status, String code, String more) {
    return answer(
        status,
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"injected\"%s}"
            .formatted(code, more));
  }

  private static byte[] answer(int status, String body) {
    String type = body.startsWith("<") ? "application/xml" : "application/x-amz-json-1.0";
    var headers =
        List.of(
            "HTTP/1.1 " + status + " Injected",
            "Date: " + date(status == 403 ? Instant.now().plusSeconds(600) : Instant.now()),
            "Content-Type: " + type,
            "Content-Length: " + body.length(),
            "Connection: close");
    return (String.join("\r\n", headers) + "\r\n\r\n" + body).getBytes(ISO_8859_1);
  }

  private static String date(Instant instant) {
    return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
        .withZone(ZoneOffset.UTC)
        .format(instant);
  }
}
