package dev.bulkhead.uploads;

import com.amazonaws.services.lambda.runtime.Context;
import dev.bulkhead.domain.Consumption;
import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.http.AuditLog;
import dev.bulkhead.http.AuditRecord;
import dev.bulkhead.http.Effort;
import dev.bulkhead.http.Outcome;
import dev.bulkhead.store.Stores;
import dev.bulkhead.store.UploadStore.Upload;
import dev.bulkhead.store.s3.ObjectKeys;
import dev.bulkhead.store.s3.ObjectKeys.Owned;
import dev.bulkhead.tenancy.TenantId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Notes events of any tenants, each tenant's together, and leaves a record of each. */
final class Notebook {
  static final String ACTION = "NoteUpload";
  private static final String QUARANTINED = "QUARANTINED";

  private final Stores stores;
  private final Function<TenantId, Optional<StorageQuota>> quotas;
  private final String bucket;

  Notebook(Stores stores, Function<TenantId, Optional<StorageQuota>> quotas, String bucket) {
    this.stores = stores;
    this.quotas = quotas;
    this.bucket = bucket;
  }

  /** Notes the events; returns why it failed, for each of those that did. */
  Map<ObjectEvent, RuntimeException> note(List<ObjectEvent> events, Context context) {
    var failures = new HashMap<ObjectEvent, RuntimeException>();
    Map<TenantId, Set<ObjectEvent>> tenants = new LinkedHashMap<>();
    for (ObjectEvent event : events) {
      Optional<Owned> owned = owned(event);
      if (owned.isPresent()) {
        tenants.computeIfAbsent(owned.get().tenant(), _ -> new LinkedHashSet<>()).add(event);
      } else {
        var nobody = Map.<String, String>of();
        Outcome denied = Outcome.denied("NO_ARTIFACT");
        AuditLog.write(context, entry(event, nobody, denied, context, Effort.NONE));
      }
    }
    tenants.forEach((tenant, own) -> failures.putAll(note(tenant, own, context)));
    return failures;
  }

  private Optional<Owned> owned(ObjectEvent event) {
    return event.bucket().equals(bucket) ? ObjectKeys.read(event.key()) : Optional.empty();
  }

  private Map<ObjectEvent, RuntimeException> note(
      TenantId tenant, Set<ObjectEvent> events, Context context) {
    long start = System.nanoTime();
    Map<ObjectEvent, Upload> uploads = new LinkedHashMap<>();
    events.forEach(event -> uploads.put(event, event.of(owned(event).orElseThrow().file())));
    var files = new TenantFiles(stores, quotas, tenant);
    var consumption = new Consumption();
    consumption.run(() -> files.note(List.copyOf(uploads.values())));
    Effort each = Effort.since(start, consumption).each(events.size());
    var failures = new HashMap<ObjectEvent, RuntimeException>();
    uploads.forEach(
        (event, upload) -> {
          Optional<RuntimeException> failure = Optional.ofNullable(files.failures().get(upload));
          failure.ifPresent(why -> failures.put(event, why));
          Outcome outcome =
              failure
                  .map(Outcome::of)
                  .orElse(
                      files.quarantined().contains(upload.file())
                          ? Outcome.denied(QUARANTINED)
                          : Outcome.answered(200));
          var who = Map.of("tenant", tenant.value());
          AuditLog.write(context, entry(event, who, outcome, context, each));
        });
    return failures;
  }

  private static AuditRecord entry(
      ObjectEvent event,
      Map<String, String> tenant,
      Outcome outcome,
      Context context,
      Effort effort) {
    var who = new HashMap<>(tenant);
    who.put("principal", "s3");
    return new AuditRecord(
        context.getAwsRequestId(),
        who,
        ACTION,
        Map.of("bucket", event.bucket(), "key", event.key()),
        outcome,
        effort);
  }
}
