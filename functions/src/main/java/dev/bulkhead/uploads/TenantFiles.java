package dev.bulkhead.uploads;

import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.domain.TrackingException;
import dev.bulkhead.domain.Unavailable;
import dev.bulkhead.store.Stores;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.store.UploadStore.Noted;
import dev.bulkhead.store.UploadStore.Upload;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.TenantId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Notes what S3 told of one tenant's files, and tells S3 which of them are in quarantine. */
final class TenantFiles {
  private static final int ATTEMPTS = 10;

  private final Stores stores;
  private final Function<TenantId, Optional<StorageQuota>> quotas;
  private final TenantId tenant;
  private final Map<Upload, RuntimeException> failures = new HashMap<>();
  private final Set<String> quarantined = new HashSet<>();

  TenantFiles(Stores stores, Function<TenantId, Optional<StorageQuota>> quotas, TenantId tenant) {
    this.stores = stores;
    this.quotas = quotas;
    this.tenant = tenant;
  }

  /** Notes events together, as that costs least. */
  void note(List<Upload> uploads) {
    try {
      TenantStores own = stores.open(tenant, Access.WRITE);
      for (String file : own.uploads().note(uploads, quotas.apply(tenant))) {
        tell(own, file);
      }
    } catch (TrackingException failure) {
      uploads.forEach(upload -> failures.put(upload, failure));
    } catch (RuntimeException bug) {
      if (uploads.size() == 1) {
        failures.put(uploads.getFirst(), bug);
      } else {
        // So that an event which can never be noted takes no other with it.
        uploads.forEach(upload -> note(List.of(upload)));
      }
    }
  }

  /** Why events could not be noted; all others stand. */
  Map<Upload, RuntimeException> failures() {
    return failures;
  }

  /** The files that were found to be in quarantine. */
  Set<String> quarantined() {
    return quarantined;
  }

  /**
   * Has S3's tag say what the note says. Another may note and tag the same file meanwhile: whoever
   * tagged last finds out, as each looks at the note again after.
   */
  private void tell(TenantStores own, String file) {
    Optional<Noted> told = Optional.empty();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Noted> noted = own.uploads().find(file);
      if (attempt > 0 && noted.equals(told)) {
        return;
      }
      told = noted;
      if (noted.filter(Noted::quarantined).isPresent()) {
        own.objects().quarantine(file);
        quarantined.add(file);
      } else {
        own.objects().release(file);
        quarantined.remove(file);
      }
    }
    throw new Unavailable("The file is written to all the time.");
  }
}
