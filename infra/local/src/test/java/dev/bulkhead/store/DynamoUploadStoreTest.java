package dev.bulkhead.store;

import static dev.bulkhead.store.TestTable.ACME;
import static dev.bulkhead.store.TestTable.ACME2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.store.UploadStore.Sequencer;
import dev.bulkhead.store.UploadStore.Upload;
import dev.bulkhead.store.dynamodb.DynamoUploadStore;
import dev.bulkhead.tenancy.TenantId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoUploadStoreTest {
  private final TestTable table = new TestTable();

  @ParameterizedTest
  @ValueSource(strings = {"a", "1/run", "1/run/artifacts/a.txt", "1/models/m-1/artifacts/ü b"})
  void whatIsNotedIsFound(String path) {
    Upload upload = upload(path, "01", 7);

    open(ACME).note(upload);

    assertThat(open(ACME).find(upload.path())).hasValue(upload);
  }

  @Test
  void aFileThatNobodyToldOfIsNotThere() {
    open(ACME).note(upload("1/run/artifacts/a", "01", 7));

    assertThat(open(ACME).find(new ArtifactPath("1/run/artifacts/ab"))).isEmpty();
  }

  @Test
  void theNewestEventStandsInWhateverOrderTheyCome() {
    Upload newest = upload("1/run/a", "0B", 3);
    UploadStore store = open(ACME);

    store.note(upload("1/run/a", "0A", 2));
    store.note(newest);
    store.note(upload("1/run/a", "0A0", 2));
    store.note(upload("1/run/a", "0A", 1));

    assertThat(store.find(newest.path())).hasValue(newest);
  }

  @Test
  void anEventThatComesTwiceChangesNothing() {
    Upload first = upload("1/run/a", "0A", 2);
    UploadStore store = open(ACME);

    store.note(first);
    store.note(upload("1/run/a", "0A", 99));

    assertThat(store.find(first.path())).hasValue(first);
  }

  @Test
  void aRemovedFileIsKnownAsSuch() {
    var path = new ArtifactPath("1/run/a");
    var removed = new Upload(path, true, 0, "", new Sequencer("0B"), Instant.ofEpochMilli(5));
    UploadStore store = open(ACME);

    store.note(upload("1/run/a", "0A", 2));
    store.note(removed);

    assertThat(store.find(path)).hasValue(removed);
  }

  @Test
  void tenantsWhoseNamesShareAPrefixSeeNothingOfEachOther() {
    open(ACME).note(upload("1/run/a", "0A", 2));

    assertThat(open(ACME2).find(new ArtifactPath("1/run/a"))).isEmpty();
  }

  private UploadStore open(TenantId tenant) {
    return new DynamoUploadStore(table.open(tenant));
  }

  private static Upload upload(String path, String sequencer, long size) {
    return new Upload(
        new ArtifactPath(path),
        false,
        size,
        "9bb58f26192e4ba00f01e2e7b136bbd8",
        new Sequencer(sequencer),
        Instant.ofEpochMilli(1_700_000_000_000L));
  }
}
