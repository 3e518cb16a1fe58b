package dev.bulkhead.local.s3;

import java.util.function.Consumer;

/**
 * Tells what happened in the bucket. The listener is called before the caller is answered: if the
 * process dies in between, the caller repeats the call and the event comes again, but none is lost.
 */
record Notices(String bucket, Consumer<S3ObjectEvent> listener, java.time.InstantSource clock) {

  void created(String how, Call call, StoredObject object) {
    listener.accept(
        new S3ObjectEvent(
            "ObjectCreated:" + how,
            bucket,
            object.key(),
            object.size(),
            object.eTag(),
            object.sequencer(),
            object.lastModified(),
            call.caller().principalArn()));
  }

  void removed(Call call, String key, String sequencer) {
    listener.accept(
        new S3ObjectEvent(
            "ObjectRemoved:Delete",
            bucket,
            key,
            0,
            "",
            sequencer,
            clock.instant(),
            call.caller().principalArn()));
  }
}
