package dev.bulkhead.local.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bulkhead.http.Json;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.local.iam.AccessRequest;
import dev.bulkhead.local.iam.Decision;
import dev.bulkhead.local.iam.Identity;
import dev.bulkhead.local.iam.LocalIam;
import dev.bulkhead.local.iam.SignatureRefused;
import dev.bulkhead.local.iam.SignatureVerifier;
import dev.bulkhead.local.iam.SignedRequest;
import dev.bulkhead.local.iam.SigningService;
import dev.bulkhead.local.template.EventQueue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** SQS over HTTP: SendMessage to a queue with groups, in the JSON protocol. */
public final class SqsFront extends Handler.Abstract {
  private static final String SEND = "AmazonSQS.SendMessage";
  private static final int MAX_BODY = 1024 * 1024;
  private static final Set<String> MEMBERS =
      Set.of("QueueUrl", "MessageBody", "MessageGroupId", "MessageDeduplicationId");

  private final LocalIam iam;
  private final SignatureVerifier verifier;
  private final LocalQueues queues;

  /** Sends to these queues in one region. */
  public SqsFront(LocalIam iam, String region, Clock clock, LocalQueues queues) {
    this.iam = iam;
    this.verifier = new SignatureVerifier(iam, SigningService.SQS, region, clock);
    this.queues = queues;
  }

  /** A call that is refused, as its caller is told. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final String type;

    Refused(String type, String message) {
      super(message);
      this.type = type;
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    byte[] body = Content.Source.asInputStream(request).readNBytes(MAX_BODY + 1);
    try {
      write(200, sent(SignedRequest.of(request), body), response, callback);
    } catch (SignatureRefused e) {
      refuse(e.refusal().code(SigningService.SQS), e.reason(), response, callback);
    } catch (Refused e) {
      refuse(e.type, String.valueOf(e.getMessage()), response, callback);
    }
    return true;
  }

  private JsonBody sent(SignedRequest request, byte[] body) throws SignatureRefused, Refused {
    Identity caller = verifier.verify(request, body);
    if (!request.header("x-amz-target").equals(List.of(SEND))) {
      throw new Refused("UnknownOperationException", "The local SQS knows SendMessage alone");
    }
    Map<?, ?> call = call(body);
    EventQueue queue =
        queues
            .at(text(call, "QueueUrl"))
            .orElseThrow(
                () -> new Refused("QueueDoesNotExist", "The specified queue does not exist."));
    var asked = new AccessRequest("sqs:SendMessage", queue.arn(), Map.of());
    Decision decision = iam.judge(caller, asked);
    if (!decision.isAllowed()) {
      throw new Refused("AccessDeniedException", decision.refusal(caller, asked));
    }
    if (!queue.isFifo() || text(call, "MessageGroupId").isEmpty()) {
      throw new Refused("InvalidParameterValue", "The local SQS sends to a group of a queue");
    }
    String text = text(call, "MessageBody");
    String id = queues.of(queue).send(text, text(call, "MessageDeduplicationId"));
    return out -> {
      out.writeStringField("MessageId", id);
      out.writeStringField("MD5OfMessageBody", md5(text));
    };
  }

  /** Refuses what would change what is done on AWS, and is not understood here. */
  private static Map<?, ?> call(byte[] body) throws Refused {
    try {
      if (body.length <= MAX_BODY
          && Json.read(body) instanceof Map<?, ?> call
          && MEMBERS.containsAll(call.keySet())) {
        return call;
      }
    } catch (IOException _) {
      // No JSON is no call either.
    }
    throw new Refused("InvalidParameterValue", "The local SQS understands only " + MEMBERS);
  }

  private static String text(Map<?, ?> call, String member) throws Refused {
    if (call.get(member) instanceof String text) {
      return text;
    }
    throw new Refused("MissingParameter", "The request must contain the parameter " + member);
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has MD5", e);
    }
  }

  private static void refuse(String type, String message, Response response, Callback callback) {
    write(
        400,
        out -> {
          out.writeStringField("__type", "com.amazonaws.sqs#" + type);
          out.writeStringField("message", message);
        },
        response,
        callback);
  }

  private static void write(int status, JsonBody json, Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
    response.write(true, ByteBuffer.wrap(Json.write(json)), callback);
  }
}
