package dev.bulkhead.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3EventJsonTest {
  private static final S3EventJson JSON = new S3EventJson("us-east-1", "uploads");

  private static S3ObjectEvent event(String name, String key) {
    boolean removed = name.startsWith("ObjectRemoved");
    return new S3ObjectEvent(
        name,
        "artifacts",
        key,
        removed ? 0 : 1024,
        removed ? "" : "d41d8cd98f00b204e9800998ecf8427e",
        "00061D2A3B4C5D6E7F",
        Instant.parse("2026-11-24T07:00:00.5Z"),
        "arn:aws:sts::000000000000:assumed-role/TenantDataRole/acme");
  }

  @Test
  void rendersACreation() {
    assertThat(JSON.render(event("ObjectCreated:Put", "tenants/acme/a.txt")))
        .isEqualTo(
            """
            {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",\
            "eventTime":"2026-11-24T07:00:00.500Z","eventName":"ObjectCreated:Put",\
            "userIdentity":{"principalId":"AWS:arn:aws:sts::000000000000:assumed-role/TenantDataRole/acme"},\
            "requestParameters":{"sourceIPAddress":"127.0.0.1"},\
            "responseElements":{"x-amz-request-id":"00061D2A3B4C5D6E7F","x-amz-id-2":"00061D2A3B4C5D6E7F"},\
            "s3":{"s3SchemaVersion":"1.0","configurationId":"uploads",\
            "bucket":{"name":"artifacts","ownerIdentity":{"principalId":"A000000000000"},"arn":"arn:aws:s3:::artifacts"},\
            "object":{"key":"tenants/acme/a.txt","size":1024,"eTag":"d41d8cd98f00b204e9800998ecf8427e",\
            "sequencer":"00061D2A3B4C5D6E7F"}}}]}""");
  }

  @Test
  void tellsNeitherSizeNorETagOfWhatIsGone() {
    assertThat(JSON.render(event("ObjectRemoved:Delete", "tenants/acme/a.txt")))
        .contains(
            "\"object\":{\"key\":\"tenants/acme/a.txt\",\"sequencer\":\"00061D2A3B4C5D6E7F\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "a b, a+b",
    "a+b, a%2Bb",
    "a%2Bb, a%252Bb",
    "dir//x/, dir//x/",
    "ü, %C3%BC",
    "q?&=#, q%3F%26%3D%23",
  })
  void encodesTheKeyOnce(String key, String encoded) {
    assertThat(JSON.render(event("ObjectCreated:Put", key)))
        .contains("\"key\":\"" + encoded + "\"");
  }
}
