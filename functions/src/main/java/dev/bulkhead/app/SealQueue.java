package dev.bulkhead.app;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.http.Json;
import dev.bulkhead.store.SealRequests;
import dev.bulkhead.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The queue by which searches have experiments sealed. An experiment is asked for once a minute: by
 * this function, which remembers, and by all together, as SQS drops a message whose deduplication
 * id it had within five minutes. A tenant's messages are one group, of which one is worked on at a
 * time.
 */
final class SealQueue {
  private static final String URL = "SEAL_QUEUE_URL";

  /** Of one minute. */
  private static final int MOST_REMEMBERED = 10_000;

  private final Lazy<SqsClient> sqs;
  private final String url;
  private final InstantSource clock;
  private final Set<String> asked = new HashSet<>();
  private long minute;

  SealQueue(Lazy<SqsClient> sqs, String url, InstantSource clock) {
    this.sqs = sqs;
    this.url = url;
    this.clock = clock;
  }

  /** Each tenant's way to the queue of an environment; to nobody, if the template names none. */
  static Function<TenantId, SealRequests> of(Environment environment) {
    if (!environment.variables().containsKey(URL)) {
      return _ -> SealRequests.NONE;
    }
    var queue =
        new SealQueue(
            new Lazy<>(
                () ->
                    new AwsClients(environment, Patience.OF_A_REQUEST)
                        .sqs(environment.credentials())),
            environment.required(URL),
            InstantSource.system());
    return tenant -> experiment -> queue.ask(tenant, experiment);
  }

  void ask(TenantId tenant, ExperimentId experiment) {
    long now = TimeUnit.MILLISECONDS.toMinutes(clock.millis());
    String id = tenant + "/" + experiment + "/" + now;
    if (isNew(now, id)) {
      try {
        var _ =
            sqs.get()
                .sendMessage(
                    send ->
                        send.queueUrl(url)
                            .messageGroupId(tenant.value())
                            .messageDeduplicationId(id)
                            .messageBody(body(tenant, experiment)));
      } catch (SdkException e) {
        System.err.println("Sealing of " + id + " could not be asked for: " + e);
      }
    }
  }

  private synchronized boolean isNew(long now, String id) {
    if (now != minute || asked.size() == MOST_REMEMBERED) {
      asked.clear();
      minute = now;
    }
    return asked.add(id);
  }

  private static String body(TenantId tenant, ExperimentId experiment) {
    return new String(
        Json.write(
            out -> {
              out.writeStringField("tenant", tenant.value());
              out.writeStringField("experiment", experiment.value());
            }),
        StandardCharsets.UTF_8);
  }
}
