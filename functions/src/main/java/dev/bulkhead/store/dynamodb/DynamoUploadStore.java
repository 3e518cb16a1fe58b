package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.UploadStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** What S3 told of a tenant's files, in DynamoDB. */
public final class DynamoUploadStore implements UploadStore {
  /** As many notes of each partition fit into an answer with long names, too. */
  private static final int STRETCH = 500;

  private final Table table;
  private final Keys keys;
  private final Accounting accounting;

  /** The uploads of the tenant that the table was opened for. */
  public DynamoUploadStore(TenantTable table) {
    this.table = table.open();
    this.keys = table.keys();
    this.accounting = new Accounting(this.table, keys);
  }

  @Override
  public List<String> note(List<Upload> uploads, Optional<StorageQuota> quota) {
    var newest = new TreeMap<String, Upload>();
    for (Upload upload : uploads) {
      newest.merge(
          upload.file(), upload, BinaryOperator.maxBy(Comparator.comparing(Upload::sequencer)));
    }
    List<Claim> claims = newest.values().stream().<Claim>map(Claim.Told::new).toList();
    var concerned = new ArrayList<String>();
    for (List<Claim> group : Accounting.groups(claims)) {
      List<Renoted> changes = accounting.settle(group, quota);
      changes.stream()
          .filter(Renoted::concernsQuarantine)
          .map(Renoted::file)
          .forEach(concerned::add);
      if (quota.isPresent()) {
        // Told again, perhaps because S3 could not be told of the quarantine the last time.
        group.stream()
            .map(claim -> claim.upload().file())
            .filter(file -> changes.stream().noneMatch(change -> change.file().equals(file)))
            .forEach(concerned::add);
      }
    }
    return concerned;
  }

  @Override
  public Optional<Noted> find(String file) {
    return table.get(keys.upload(file)).map(UploadItem::decode);
  }

  @Override
  public boolean release(String file, Optional<StorageQuota> quota) {
    Optional<Noted> noted = find(file).filter(Noted::quarantined);
    return noted.isPresent() && correct(noted, noted.get().upload(), quota);
  }

  @Override
  public boolean correct(Optional<Noted> known, Upload found, Optional<StorageQuota> quota) {
    return !accounting.settle(List.of(new Claim.Found(known, found)), quota).isEmpty();
  }

  @Override
  public Stretch stretch(Optional<String> after, Optional<String> last) {
    Map<String, Noted> notes = new TreeMap<>(BY_KEY);
    Optional<String> end = last;
    for (String shard : keys.uploads()) {
      QueryPage page = table.query(Keys.uploads(shard, after, end), STRETCH);
      page.items().stream()
          .map(UploadItem::decode)
          .forEach(noted -> notes.put(noted.upload().file(), noted));
      if (page.rest().isPresent() && !page.items().isEmpty()) {
        end = Optional.of(Keys.file(Key.of(page.items().getLast())));
      }
    }
    Optional<String> reached = end;
    return new Stretch(
        notes.values().stream()
            .filter(
                noted ->
                    reached.isEmpty() || BY_KEY.compare(noted.upload().file(), reached.get()) <= 0)
            .toList(),
        reached);
  }

  @Override
  public void forgetRemoved(ArtifactPath folder) {
    Optional<String> after = Optional.of(folder + "/");
    Optional<String> last = Optional.of(folder + "0"); // what comes next after a slash
    for (String shard : keys.uploads()) {
      forgetRemoved(folder + "/", Keys.uploads(shard, after, last));
    }
  }

  private void forgetRemoved(String prefix, Range notes) {
    Optional<Range> rest = Optional.of(notes);
    while (rest.isPresent()) {
      QueryPage page = table.query(rest.get(), Integer.MAX_VALUE);
      page.items().stream()
          .filter(item -> UploadItem.decode(item).upload().removed())
          .filter(item -> Keys.file(Key.of(item)).startsWith(prefix))
          .forEach(item -> table.transact(List.of(new Write.Remove(UploadItem.ifStill(item)))));
      rest = page.rest();
    }
  }
}
