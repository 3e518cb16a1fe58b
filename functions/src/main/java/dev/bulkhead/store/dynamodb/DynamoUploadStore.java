package dev.bulkhead.store.dynamodb;

import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.UploadStore;
import java.util.List;
import java.util.Optional;

/** What S3 told of a tenant's uploads, in DynamoDB. */
public final class DynamoUploadStore implements UploadStore {
  private final Table table;
  private final Keys keys;

  /** The uploads of the tenant that the table was opened for. */
  public DynamoUploadStore(TenantTable table) {
    this.table = table.open();
    this.keys = table.keys();
  }

  @Override
  public void note(Upload upload) {
    // Refused means that a newer event was noted, or this very one before.
    var _ = table.update(UploadItem.newest(keys.upload(upload.path()), upload));
  }

  @Override
  public Optional<Upload> find(ArtifactPath path) {
    return table.get(keys.upload(path)).map(UploadItem::decode);
  }

  @Override
  public void forgetRemoved(ArtifactPath folder) {
    Optional<Range> rest = Optional.of(keys.uploads(folder));
    while (rest.isPresent()) {
      QueryPage page = table.query(rest.get(), Integer.MAX_VALUE);
      page.items().stream()
          .filter(item -> Key.of(item).sort().startsWith(folder + "/"))
          .filter(item -> UploadItem.decode(item).removed())
          .forEach(item -> table.transact(List.of(new Write.Remove(UploadItem.ifStill(item)))));
      rest = page.rest();
    }
  }
}
