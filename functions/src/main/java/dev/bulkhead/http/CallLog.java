package dev.bulkhead.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.bulkhead.domain.TrackingException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/**
 * The one line that a failed call leaves in the log: a JSON object, so that nothing a caller sends
 * can end a line or forge one, without bodies, headers or queries, which hold secrets.
 */
final class CallLog {
  private CallLog() {}

  /** The caller's mistake: no stack. */
  static void refused(Context context, HttpRequest request, TrackingException refused) {
    write(context, LogLevel.INFO, request, refused.getClass().getSimpleName());
  }

  /** A bug, or AWS failing: with the stack. */
  static void failed(Context context, HttpRequest request, RuntimeException bug) {
    var stack = new StringWriter();
    bug.printStackTrace(new PrintWriter(stack));
    write(context, LogLevel.ERROR, request, stack.toString());
  }

  private static void write(Context context, LogLevel level, HttpRequest request, String what) {
    byte[] line =
        Json.write(
            out -> {
              out.writeStringField("level", level.name());
              out.writeStringField("request_id", request.requestId());
              out.writeStringField("route", request.routeKey());
              out.writeStringField("tenant", request.authorizer().getOrDefault("tenant", ""));
              out.writeStringField("failure", what);
            });
    context.getLogger().log(new String(line, StandardCharsets.UTF_8), level);
  }
}
