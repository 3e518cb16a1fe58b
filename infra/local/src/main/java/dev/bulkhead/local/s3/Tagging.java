package dev.bulkhead.local.s3;

import dev.bulkhead.local.iam.SignatureRefused;
import dev.bulkhead.local.iam.SignatureVerifier;
import dev.bulkhead.local.iam.SignedRequest;
import dev.bulkhead.local.iam.SigningService;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The tags of objects, which S3Proxy does not know: the signature is checked here too. */
record Tagging(Door door, Bucket bucket) {
  /** S3 takes ten tags. */
  private static final int MOST_BYTES = 1 << 14;

  void serve(Call call, HttpServletResponse response) throws IOException {
    S3Request request = call.request();
    byte[] body = call.wire().readNBytes(MOST_BYTES);
    verify(request, body);
    call.demand(Operation.PUT_TAGS, Operation.DELETE_TAGS);
    boolean puts = call.operation() == Operation.PUT_TAGS;
    if (!bucket.tag(request.key(), puts ? read(body) : Map.of())) {
      throw call.missing();
    }
    response.setStatus(puts ? HttpServletResponse.SC_OK : HttpServletResponse.SC_NO_CONTENT);
  }

  private void verify(S3Request request, byte[] body) {
    String hash = HexFormat.of().formatHex(Digests.sha256().digest(body));
    String said = request.header("x-amz-content-sha256").orElse("");
    if (!said.equals("UNSIGNED-PAYLOAD") && !said.equals(hash)) {
      throw Refusal.badDigest();
    }
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, Collections.list(request.getHeaders(name)));
    }
    String query = Optional.ofNullable(request.getQueryString()).orElse("");
    try {
      var _ =
          new SignatureVerifier(door.iam(), SigningService.S3, door.region(), Clock.systemUTC())
              .verify(
                  new SignedRequest(request.getMethod(), request.getRequestURI(), query, headers),
                  said);
    } catch (SignatureRefused e) {
      throw Refusal.of(403, "SignatureDoesNotMatch", e.reason());
    }
  }

  private static Map<String, String> read(byte[] xml) throws IOException {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      NodeList tags =
          factory
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(xml))
              .getElementsByTagName("Tag");
      var read = new HashMap<String, String>();
      for (int i = 0; i < tags.getLength(); i++) {
        var tag = (Element) tags.item(i);
        read.put(text(tag, "Key"), text(tag, "Value"));
      }
      return read;
    } catch (SAXException | ParserConfigurationException _) {
      throw Refusal.of(400, "MalformedXML", "The XML you provided was not well-formed");
    }
  }

  private static String text(Element tag, String name) {
    NodeList found = tag.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }
}
