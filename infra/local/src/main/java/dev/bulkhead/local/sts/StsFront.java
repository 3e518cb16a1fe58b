package dev.bulkhead.local.sts;

import dev.bulkhead.local.iam.Identity;
import dev.bulkhead.local.iam.LocalIam;
import dev.bulkhead.local.iam.SignatureRefused;
import dev.bulkhead.local.iam.SignatureVerifier;
import dev.bulkhead.local.iam.SignedRequest;
import dev.bulkhead.local.iam.SigningService;
import java.io.IOException;
import java.time.Clock;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** STS over HTTP: AssumeRole and GetCallerIdentity in the query protocol. */
public final class StsFront extends Handler.Abstract {
  private static final int MAX_BODY = 64 * 1024;

  private final LocalIam iam;
  private final SignatureVerifier verifier;
  private final AssumeRole assumeRole;

  /** Hands out sessions of an account's roles in one region. */
  public StsFront(LocalIam iam, String region, Clock clock) {
    this.iam = iam;
    this.verifier = new SignatureVerifier(iam, SigningService.STS, region, clock);
    this.assumeRole = new AssumeRole(iam);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    byte[] body = Content.Source.asInputStream(request).readNBytes(MAX_BODY + 1);
    String xml;
    try {
      xml = answer(request, body);
    } catch (StsError e) {
      response.setStatus(e.status());
      xml = StsXml.error(e);
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/xml");
    Content.Sink.write(response, true, xml, callback);
    return true;
  }

  private String answer(Request request, byte[] body) throws StsError {
    if (!request.getMethod().equals("POST") || body.length > MAX_BODY) {
      throw StsError.invalid("Only a POST of at most " + MAX_BODY + " bytes is understood");
    }
    Identity caller = caller(request, body);
    Form form = Form.parse(body);
    return switch (form.get("Action")) {
      case "AssumeRole" -> assumeRole.answer(caller, form);
      case "GetCallerIdentity" -> StsXml.callerIdentity(caller, iam.userId(caller));
      case String other ->
          throw new StsError(400, "InvalidAction", "Could not find operation " + other);
    };
  }

  private Identity caller(Request request, byte[] body) throws StsError {
    try {
      return verifier.verify(SignedRequest.of(request), body);
    } catch (SignatureRefused e) {
      throw new StsError(403, e.refusal().code(SigningService.STS), e.reason());
    }
  }
}
