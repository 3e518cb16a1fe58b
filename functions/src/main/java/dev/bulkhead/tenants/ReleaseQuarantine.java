package dev.bulkhead.tenants;

import dev.bulkhead.control.Tenant;
import dev.bulkhead.control.TenantRegistry;
import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.store.Stores;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.store.UploadStore.Noted;
import dev.bulkhead.store.UploadStore.Stretch;
import dev.bulkhead.store.UploadStore.Upload;
import dev.bulkhead.store.UsageStore.Counter;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code release-quarantine}: has files served again that fit into the quota as it is now, in the
 * order of their keys. A call looks at some thousands of files and says in {@code next} behind
 * which the next has to begin, given as {@code after}; safe to repeat.
 */
final class ReleaseQuarantine implements TenantCommand {
  private static final int STRETCHES = 20;

  private final Stores stores;
  private final TenantRegistry tenants;

  ReleaseQuarantine(Stores stores, TenantRegistry tenants) {
    this.stores = stores;
    this.tenants = tenants;
  }

  @Override
  public JsonBody run(TenantId tenant, Fields fields) {
    TenantStores own = stores.open(tenant, Access.WRITE);
    Optional<StorageQuota> quota = tenants.find(tenant).flatMap(Tenant::quota);
    Optional<String> after = fields.string("after");
    var released = new ArrayList<String>();
    var held = new ArrayList<String>();
    for (int i = 0; i < STRETCHES && (i == 0 || after.isPresent()); i++) {
      Stretch stretch = own.uploads().stretch(after, Optional.empty());
      for (Noted noted : stretch.notes()) {
        if (noted.quarantined()) {
          (release(own, noted.upload(), quota) ? released : held).add(noted.upload().file());
        }
      }
      after = stretch.end();
    }
    return answer(released, held, after);
  }

  /** S3 first: while the note says that the file is held, this is repeated. */
  private static boolean release(TenantStores own, Upload upload, Optional<StorageQuota> quota) {
    long stored = own.usage().of(Counter.TENANT).bytes();
    if (quota.isPresent() && !quota.get().admits(stored + upload.size())) {
      return false;
    }
    own.objects().release(upload.file());
    boolean released = own.uploads().release(upload.file(), quota);
    if (!released && own.uploads().find(upload.file()).filter(Noted::quarantined).isPresent()) {
      own.objects().quarantine(upload.file());
    }
    return released;
  }

  private static JsonBody answer(List<String> released, List<String> held, Optional<String> next) {
    return out -> {
      out.writeArrayFieldStart("released");
      for (String file : released) {
        out.writeString(file);
      }
      out.writeEndArray();
      out.writeArrayFieldStart("held");
      for (String file : held) {
        out.writeString(file);
      }
      out.writeEndArray();
      if (next.isPresent()) {
        out.writeStringField("next", next.get());
      }
    };
  }
}
