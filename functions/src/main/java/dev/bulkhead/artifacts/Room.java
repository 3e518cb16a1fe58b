package dev.bulkhead.artifacts;

import dev.bulkhead.domain.Forbidden;
import dev.bulkhead.domain.QuotaExceeded;
import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.store.UploadStore.Noted;
import dev.bulkhead.store.Usage;
import dev.bulkhead.store.UsageStore.Counter;
import java.util.Optional;

/**
 * The tenant's storage quota, before a client uploads. What slips past is found when S3 tells of
 * it: uploads that are under way are not counted yet. A tenant without a quota costs no read.
 */
final class Room {
  private Room() {}

  /**
   * Refuses an upload for which there is no room.
   *
   * @param length of the file in bytes, if it is known; else there must be room for one at least
   * @throws QuotaExceeded with the quota and what is stored
   */
  static void demand(
      Optional<StorageQuota> limit, TenantStores stores, ArtifactPath file, Optional<Long> length) {
    if (limit.isEmpty()) {
      return;
    }
    StorageQuota quota = limit.get();
    Usage stored = stores.usage().of(Counter.TENANT);
    long more = length.orElse(1L);
    if (more > 0 && !quota.admits(stored.bytes() + more)) {
      long replaced =
          stores.uploads().find(file.value()).map(Noted::usage).orElse(Usage.NONE).bytes();
      if (more > replaced && !quota.admits(stored.bytes() + more - replaced)) {
        throw exceeded(quota, stored, length);
      }
    }
  }

  private static QuotaExceeded exceeded(StorageQuota quota, Usage stored, Optional<Long> length) {
    return new QuotaExceeded(
        "The storage quota of "
            + quota.bytes()
            + " bytes has no room for "
            + length.map(bytes -> "a file of " + bytes + " bytes").orElse("another file")
            + ": "
            + stored.bytes()
            + " bytes are stored. Delete artifacts, or ask an operator to raise the quota.");
  }

  /**
   * Refuses a file that is held back.
   *
   * @throws Forbidden if it is in quarantine
   */
  static void demandServed(Optional<StorageQuota> limit, TenantStores stores, ArtifactPath file) {
    if (limit.isPresent()
        && stores.uploads().find(file.value()).filter(Noted::quarantined).isPresent()) {
      throw new Forbidden(
          "The artifact "
              + file
              + " is in quarantine: it was uploaded past the storage quota of "
              + limit.get().bytes()
              + " bytes. Once there is room, an operator can release it.");
    }
  }
}
