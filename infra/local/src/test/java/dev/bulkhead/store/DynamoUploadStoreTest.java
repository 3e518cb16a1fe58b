package dev.bulkhead.store;

import static dev.bulkhead.store.TestTable.ACME;
import static dev.bulkhead.store.TestTable.ACME2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.store.UploadStore.Noted;
import dev.bulkhead.store.UploadStore.Sequencer;
import dev.bulkhead.store.UploadStore.Upload;
import dev.bulkhead.store.dynamodb.DynamoUploadStore;
import dev.bulkhead.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoUploadStoreTest {
  private final TestTable table = new TestTable();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "a",
        "1/run",
        "1/run/artifacts/a.txt",
        "1/models/m-1/artifacts/ü b",
        "a//../#"
      })
  void whatIsNotedIsFound(String path) {
    Upload upload = upload(path, "01", 7);

    note(open(ACME), upload);

    assertThat(open(ACME).find(upload.file())).hasValue(new Noted(upload, false));
  }

  @Test
  void aFileThatNobodyToldOfIsNotThere() {
    note(open(ACME), upload("1/run/artifacts/a", "01", 7));

    assertThat(open(ACME).find("1/run/artifacts/ab")).isEmpty();
  }

  @Test
  void theNewestEventStandsInWhateverOrderTheyCome() {
    Upload newest = upload("1/run/a", "0B", 3);
    UploadStore store = open(ACME);

    note(store, upload("1/run/a", "0A", 2));
    note(store, newest);
    note(store, upload("1/run/a", "0A0", 2));
    note(store, upload("1/run/a", "0A", 1));

    assertThat(store.find(newest.file())).hasValue(new Noted(newest, false));
  }

  @Test
  void anEventThatComesTwiceChangesNothing() {
    Upload first = upload("1/run/a", "0A", 2);
    UploadStore store = open(ACME);

    note(store, first);
    note(store, upload("1/run/a", "0A", 99));

    assertThat(store.find(first.file())).hasValue(new Noted(first, false));
  }

  @Test
  void aRemovedFileIsKnownAsSuch() {
    String path = "1/run/a";
    var removed = new Upload(path, true, 0, "", new Sequencer("0B"), Instant.ofEpochMilli(5));
    UploadStore store = open(ACME);

    note(store, upload("1/run/a", "0A", 2));
    note(store, removed);

    assertThat(store.find(path)).hasValue(new Noted(removed, false));
  }

  @Test
  void tenantsWhoseNamesShareAPrefixSeeNothingOfEachOther() {
    note(open(ACME), upload("1/run/a", "0A", 2));

    assertThat(open(ACME2).find("1/run/a")).isEmpty();
  }

  private static void note(UploadStore store, Upload upload) {
    assertThat(store.note(List.of(upload), Optional.empty())).isEmpty();
  }

  private UploadStore open(TenantId tenant) {
    return new DynamoUploadStore(table.open(tenant));
  }

  private static Upload upload(String path, String sequencer, long size) {
    return new Upload(
        path,
        false,
        size,
        "9bb58f26192e4ba00f01e2e7b136bbd8",
        new Sequencer(sequencer),
        Instant.ofEpochMilli(1_700_000_000_000L));
  }
}
