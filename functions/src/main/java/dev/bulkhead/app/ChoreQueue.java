package dev.bulkhead.app;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.http.Json;
import dev.bulkhead.store.ChoreRequests;
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
 * The queue by which searches have experiments sealed and metrics folded. Each is asked for once a
 * minute: by this function, which remembers, and by all together, as SQS drops a message whose
 * deduplication id it had within five minutes. A tenant's messages are one group, of which one is
 * worked on at a time.
 */
final class ChoreQueue {
  private static final String URL = "CHORE_QUEUE_URL";

  /** Of one minute. */
  private static final int MOST_REMEMBERED = 10_000;

  private final Lazy<SqsClient> sqs;
  private final String url;
  private final InstantSource clock;
  private final Set<String> asked = new HashSet<>();
  private long minute;

  ChoreQueue(Lazy<SqsClient> sqs, String url, InstantSource clock) {
    this.sqs = sqs;
    this.url = url;
    this.clock = clock;
  }

  /** Each tenant's way to the queue of an environment; to nobody, if the template names none. */
  static Function<TenantId, ChoreRequests> of(Environment environment) {
    if (!environment.variables().containsKey(URL)) {
      return _ -> ChoreRequests.NONE;
    }
    var queue =
        new ChoreQueue(
            new Lazy<>(
                () ->
                    new AwsClients(environment, Patience.OF_A_REQUEST)
                        .sqs(environment.credentials())),
            environment.required(URL),
            InstantSource.system());
    return queue::of;
  }

  /** A tenant's way to it. */
  ChoreRequests of(TenantId tenant) {
    return new ChoreRequests() {
      @Override
      public void seal(ExperimentId experiment) {
        ask(tenant, "experiment", experiment.value());
      }

      @Override
      public void fold(RunId run) {
        ask(tenant, "run", run.value());
      }
    };
  }

  private void ask(TenantId tenant, String kind, String of) {
    long now = TimeUnit.MILLISECONDS.toMinutes(clock.millis());
    String id = tenant + "/" + of + "/" + now;
    if (isNew(now, id)) {
      try {
        var _ =
            sqs.get()
                .sendMessage(
                    send ->
                        send.queueUrl(url)
                            .messageGroupId(tenant.value())
                            .messageDeduplicationId(id)
                            .messageBody(body(tenant, kind, of)));
      } catch (SdkException e) {
        System.err.println("A chore, " + id + ", could not be asked for: " + e);
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

  private static String body(TenantId tenant, String kind, String of) {
    return new String(
        Json.write(
            out -> {
              out.writeStringField("tenant", tenant.value());
              out.writeStringField(kind, of);
            }),
        StandardCharsets.UTF_8);
  }
}
