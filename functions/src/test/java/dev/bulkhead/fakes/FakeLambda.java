package dev.bulkhead.fakes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** What Lambda does for a handler: hands it an event and keeps its log. */
public final class FakeLambda {
  private final FakeContext context = new FakeContext();

  /** What the handlers logged, each message ended by a line feed. */
  public String log() {
    return String.join("", context.lines().stream().map(line -> line + "\n").toList());
  }

  /** Says how much time an invocation has left; a minute unless said. */
  public void remainingMillis(int millis) {
    context.remainingMillis(millis);
  }

  /** The handler's answer to an event. */
  public String invoke(RequestStreamHandler handler, String event) throws IOException {
    var answer = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, context);
    return answer.toString(UTF_8);
  }
}
