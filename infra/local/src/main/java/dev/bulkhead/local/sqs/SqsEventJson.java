package dev.bulkhead.local.sqs;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.http.Json;
import java.io.IOException;
import java.util.List;

/** The event that Lambda makes of messages of a queue. */
record SqsEventJson(String queueArn, String region) {

  byte[] render(List<Message> messages) {
    return Json.write(
        out -> {
          out.writeArrayFieldStart("Records");
          for (Message message : messages) {
            write(out, message);
          }
          out.writeEndArray();
        });
  }

  private void write(JsonGenerator out, Message message) throws IOException {
    out.writeStartObject();
    out.writeStringField("messageId", message.id());
    out.writeStringField("receiptHandle", message.id() + "." + message.receives());
    out.writeStringField("body", message.body());
    out.writeObjectFieldStart("attributes");
    out.writeStringField("ApproximateReceiveCount", Integer.toString(message.receives()));
    out.writeEndObject();
    out.writeObjectFieldStart("messageAttributes");
    out.writeEndObject();
    out.writeStringField("eventSource", "aws:sqs");
    out.writeStringField("eventSourceARN", queueArn);
    out.writeStringField("awsRegion", region);
    out.writeEndObject();
  }
}
