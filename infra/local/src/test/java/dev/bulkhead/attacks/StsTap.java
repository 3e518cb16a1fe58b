package dev.bulkhead.attacks;

import dev.bulkhead.local.sts.StsFront;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The stack's STS, counted, and sometimes unwell. */
final class StsTap extends Handler.Abstract {
  /** How it is. */
  enum Mood {
    WELL,
    /** It answers, but does nothing for now. */
    DOWN,
    /** The account asked too often. */
    THROTTLING
  }

  private final StsFront sts;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Mood mood = Mood.WELL;

  StsTap(StsFront sts) {
    this.sts = sts;
  }

  /** How often it was asked since it forgot. */
  int asked() {
    return asked.get();
  }

  void forget() {
    asked.set(0);
  }

  void become(Mood now) {
    mood = now;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    asked.incrementAndGet();
    return switch (mood) {
      case WELL -> sts.handle(request, response, callback);
      case DOWN -> refuse(503, "ServiceUnavailable", response, callback);
      case THROTTLING -> refuse(400, "Throttling", response, callback);
    };
  }

  private static boolean refuse(int status, String code, Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/xml");
    Content.Sink.write(
        response,
        true,
        """
        <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>\
        <Code>%1$s</Code><Message>%1$s</Message></Error><RequestId>r</RequestId></ErrorResponse>\
        """
            .formatted(code),
        callback);
    return true;
  }
}
