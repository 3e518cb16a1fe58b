package dev.bulkhead.local.dynamodb;

import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.json.JsonMapper;

/** A refusal, as DynamoDB spells it. */
record ErrorAnswer(String type, String message) {
  private static final JsonMapper JSON = new JsonMapper();

  void write(Response response, Callback callback) {
    response.setStatus(400);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
    response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
    Content.Sink.write(
        response,
        true,
        JSON.writeValueAsString(Map.of("__type", type, "Message", message)),
        callback);
  }
}
