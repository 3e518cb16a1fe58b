package dev.bulkhead.local.s3;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The event notification that S3 sends to queues and functions. */
public final class S3EventJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final String region;
  private final String configurationId;

  /**
   * Renders events as those of a bucket in this region, sent by this notification configuration.
   */
  public S3EventJson(String region, String configurationId) {
    this.region = region;
    this.configurationId = configurationId;
  }

  /** The whole document, with one record. */
  public String render(S3ObjectEvent event) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("Records");
      writeRecord(json, event);
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  private void writeRecord(JsonGenerator json, S3ObjectEvent event) throws IOException {
    json.writeStartObject();
    json.writeStringField("eventVersion", "2.1");
    json.writeStringField("eventSource", "aws:s3");
    json.writeStringField("awsRegion", region);
    json.writeStringField("eventTime", TIME.format(event.time()));
    json.writeStringField("eventName", event.eventName());
    writeObject(json, "userIdentity", "principalId", "AWS:" + event.principal());
    writeObject(json, "requestParameters", "sourceIPAddress", "127.0.0.1");
    json.writeObjectFieldStart("responseElements");
    json.writeStringField("x-amz-request-id", event.sequencer());
    json.writeStringField("x-amz-id-2", event.sequencer());
    json.writeEndObject();
    json.writeObjectFieldStart("s3");
    json.writeStringField("s3SchemaVersion", "1.0");
    json.writeStringField("configurationId", configurationId);
    writeBucket(json, event.bucket());
    writeS3Object(json, event);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeBucket(JsonGenerator json, String bucket) throws IOException {
    json.writeObjectFieldStart("bucket");
    json.writeStringField("name", bucket);
    writeObject(json, "ownerIdentity", "principalId", "A000000000000");
    json.writeStringField("arn", "arn:aws:s3:::" + bucket);
    json.writeEndObject();
  }

  private static void writeS3Object(JsonGenerator json, S3ObjectEvent event) throws IOException {
    json.writeObjectFieldStart("object");
    json.writeStringField("key", encode(event.key()));
    if (!event.isRemoval()) {
      json.writeNumberField("size", event.size());
      json.writeStringField("eTag", event.eTag());
    }
    json.writeStringField("sequencer", event.sequencer());
    json.writeEndObject();
  }

  private static void writeObject(JsonGenerator json, String name, String field, String value)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField(field, value);
    json.writeEndObject();
  }

  /** As a form would be, but for the slash: a space is {@code +}, and {@code +} is {@code %2B}. */
  private static String encode(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }
}
