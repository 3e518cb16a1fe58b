package dev.bulkhead.local.stack;

import dev.bulkhead.local.s3.S3EventJson;
import dev.bulkhead.local.s3.S3ObjectEvent;
import dev.bulkhead.local.sqs.LocalQueue;
import dev.bulkhead.local.template.ArtifactBucket;
import dev.bulkhead.local.template.ArtifactBucket.Notification;
import java.util.function.Consumer;

/** Sends what happens in the bucket to the queue that the template has notified of it. */
final class BucketEvents implements Consumer<S3ObjectEvent> {
  private final ArtifactBucket bucket;
  private final LocalQueue queue;
  private final S3EventJson json;

  BucketEvents(ArtifactBucket bucket, LocalQueue queue, String region) {
    this.bucket = bucket;
    this.queue = queue;
    this.json = new S3EventJson(region, "template");
  }

  @Override
  public void accept(S3ObjectEvent event) {
    for (Notification notification : bucket.notifications()) {
      if (notification.matches(event.eventName(), event.key())) {
        queue.send(json.render(event));
      }
    }
  }
}
