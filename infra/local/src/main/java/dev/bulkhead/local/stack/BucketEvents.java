package dev.bulkhead.local.stack;

import dev.bulkhead.local.lambda.AsyncInvocations;
import dev.bulkhead.local.s3.S3EventJson;
import dev.bulkhead.local.s3.S3ObjectEvent;
import dev.bulkhead.local.template.ArtifactBucket.Notification;
import dev.bulkhead.local.template.Template;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Sends what happens in the bucket to the functions that the template has notified of it. */
final class BucketEvents implements Consumer<S3ObjectEvent> {
  private final Template template;
  private final AsyncInvocations invocations;
  private final S3EventJson json;

  BucketEvents(Template template, AsyncInvocations invocations, String region) {
    this.template = template;
    this.invocations = invocations;
    this.json = new S3EventJson(region, "template");
  }

  @Override
  public void accept(S3ObjectEvent event) {
    for (Notification notification : template.bucket().notifications()) {
      if (notification.matches(event.eventName(), event.key())) {
        byte[] payload = json.render(event).getBytes(StandardCharsets.UTF_8);
        int retries = template.function(notification.function()).retries();
        invocations.submit(notification.function(), payload, retries);
      }
    }
  }
}
