package dev.bulkhead.local.iam;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** IAM over HTTP: a role's inline policies, put and deleted in the query protocol. */
public final class IamFront extends Handler.Abstract {
  /** IAM is one for all regions, and its calls are signed for this. */
  public static final String REGION = "us-east-1";

  private static final int MAX_BODY = 256 * 1024;
  private static final String NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/";

  private final LocalIam iam;
  private final SignatureVerifier verifier;

  /** Changes this account's roles. */
  public IamFront(LocalIam iam, Clock clock) {
    this.iam = iam;
    this.verifier = new SignatureVerifier(iam, SigningService.IAM, REGION, clock);
  }

  /** A call that is refused, as its caller is told. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    Refused(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    byte[] body = Content.Source.asInputStream(request).readNBytes(MAX_BODY);
    String xml;
    try {
      String action = answer(request, body);
      xml =
          "<%1$sResponse xmlns=\"%2$s\"><ResponseMetadata><RequestId>local</RequestId></ResponseMetadata></%1$sResponse>"
              .formatted(action, NAMESPACE);
    } catch (Refused e) {
      response.setStatus(e.status);
      xml =
          "<ErrorResponse xmlns=\"%s\"><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>local</RequestId></ErrorResponse>"
              .formatted(NAMESPACE, e.code, escaped(String.valueOf(e.getMessage())));
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/xml");
    Content.Sink.write(response, true, xml, callback);
    return true;
  }

  private String answer(Request request, byte[] body) throws Refused {
    Identity caller;
    try {
      caller = verifier.verify(SignedRequest.of(request), body);
    } catch (SignatureRefused e) {
      throw new Refused(403, e.refusal().code(SigningService.IAM), e.reason());
    }
    Map<String, String> fields = fields(body);
    String action = fields.getOrDefault("Action", "");
    switch (action) {
      case "PutRolePolicy" ->
          iam.putPolicy(role(caller, action, fields), policyName(fields), document(fields));
      case "DeleteRolePolicy" -> {
        if (!iam.deletePolicy(role(caller, action, fields), policyName(fields))) {
          throw new Refused(404, "NoSuchEntity", "The role has no policy of that name.");
        }
      }
      default -> throw new Refused(400, "InvalidAction", "Could not find operation " + action);
    }
    return action;
  }

  private Role role(Identity caller, String action, Map<String, String> fields) throws Refused {
    Optional<Role> role = iam.roleNamed(fields.getOrDefault("RoleName", ""));
    var asked =
        new AccessRequest("iam:" + action, role.map(Role::arn).orElse("*"), new HashMap<>());
    Decision decision = iam.judge(caller, asked);
    if (!decision.isAllowed()) {
      throw new Refused(403, "AccessDenied", decision.refusal(caller, asked));
    }
    return role.orElseThrow(() -> new Refused(404, "NoSuchEntity", "There is no such role."));
  }

  private static String policyName(Map<String, String> fields) throws Refused {
    String name = fields.getOrDefault("PolicyName", "");
    if (!name.matches("[\\w+=,.@-]{1,128}")) {
      throw new Refused(400, "ValidationError", "The policy's name is invalid.");
    }
    return name;
  }

  private static PolicyDocument document(Map<String, String> fields) throws Refused {
    try {
      return PolicyDocument.parse(PolicyType.IDENTITY, fields.getOrDefault("PolicyDocument", ""));
    } catch (InvalidPolicy e) {
      throw new Refused(400, "MalformedPolicyDocument", String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> fields(byte[] body) throws Refused {
    var fields = new HashMap<String, String>();
    try {
      for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
        String[] parts = pair.split("=", 2);
        fields.put(
            URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
            parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
      }
    } catch (IllegalArgumentException _) {
      throw new Refused(400, "ValidationError", "Broken percent-encoding");
    }
    return fields;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
