package dev.bulkhead.store;

import static dev.bulkhead.store.TestTable.ACME;
import static dev.bulkhead.store.TestTable.ACME2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.store.UploadStore.Noted;
import dev.bulkhead.store.UploadStore.Sequencer;
import dev.bulkhead.store.UploadStore.Upload;
import dev.bulkhead.store.UsageStore.Counter;
import dev.bulkhead.store.dynamodb.DynamoUploadStore;
import dev.bulkhead.store.dynamodb.DynamoUsageStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What is counted of S3's events, in whatever order and however often they come. */
final class StorageCountersTest {
  private static final Optional<StorageQuota> NONE = Optional.empty();
  private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_000L);
  private static final int AT_ONCE = 10;

  private final TestTable table = new TestTable();
  private final UploadStore uploads = new DynamoUploadStore(table.open(ACME));
  private final UsageStore usage = new DynamoUsageStore(table.open(ACME));

  @Test
  void countsForTheTenantTheExperimentAndTheRun() {
    String root = root("42", 1);
    var _ =
        uploads.note(
            List.of(
                created(root + "/a", 1, 5),
                created(root + "/b", 1, 7),
                created(root("42", 2) + "/a", 1, 11),
                created("43/notes.txt", 1, 13),
                created("elsewhere", 1, 17)),
            NONE);

    assertThat(usage.of(Counter.TENANT)).isEqualTo(stored(53, 5));
    assertThat(usage.ofExperiments())
        .isEqualTo(
            Map.of(new ExperimentId("42"), stored(23, 3), new ExperimentId("43"), stored(13, 1)));
    assertThat(usage.of(Counter.ofRoot(root))).isEqualTo(stored(12, 2));
    assertThat(usage.ofRoots(NOWHERE, NOWHERE)).hasSize(2).containsEntry(root, stored(12, 2));
    assertThat(new DynamoUsageStore(table.open(ACME2)).of(Counter.TENANT)).isEqualTo(Usage.NONE);
  }

  private static final Optional<String> NOWHERE = Optional.empty();

  @Test
  void rootsAreFoundBetweenOthersInTheOrderOfTheirFiles() {
    String before = "a!b/" + root("1", 1);
    String after = "a/" + root("1", 2);
    var _ = uploads.note(List.of(created(before + "/x", 1, 1), created(after + "/x", 1, 2)), NONE);

    assertThat(usage.ofRoots(Optional.of(before), NOWHERE)).containsOnlyKeys(after);
    assertThat(usage.ofRoots(NOWHERE, Optional.of(before))).containsOnlyKeys(before);
  }

  @RepeatedTest(2)
  void anyOrderOfAnyEventsCountsWhatS3Holds(RepetitionInfo seed) throws Exception {
    var random = new Random(seed.getCurrentRepetition());
    var events = new ArrayList<Upload>();
    var stored = new HashMap<String, Upload>();
    for (int i = 0; i < 200; i++) {
      String file = root("4" + random.nextInt(3), random.nextInt(3)) + "/" + random.nextInt(9);
      Upload event =
          random.nextInt(3) == 0 ? removed(file, i) : created(file, i, random.nextInt(1000));
      events.add(event);
      stored.put(file, event);
      if (random.nextInt(4) == 0) {
        events.add(event);
      }
    }
    Collections.shuffle(events, random);

    atOnce(batches(events, random));

    assertCounted(stored.values().stream().map(event -> new Noted(event, false)).toList());
  }

  private List<Callable<List<String>>> batches(List<Upload> events, Random random) {
    var batches = new ArrayList<Callable<List<String>>>();
    for (int from = 0; from < events.size(); ) {
      int to = Math.min(events.size(), from + 1 + random.nextInt(50));
      List<Upload> batch = List.copyOf(events.subList(from, to));
      batches.add(() -> uploads.note(batch, NONE));
      from = to;
    }
    return batches;
  }

  private void assertCounted(List<Noted> notes) {
    var experiments = new HashMap<ExperimentId, Usage>();
    var roots = new HashMap<String, Usage>();
    for (Noted noted : notes) {
      FileOwner owner = FileOwner.of(noted.upload().file());
      experiments.merge(owner.experiment().orElseThrow(), noted.usage(), Usage::plus);
      roots.merge(owner.root().orElseThrow(), noted.usage(), Usage::plus);
    }
    Map<String, Usage> counted = new HashMap<>(usage.ofRoots(NOWHERE, NOWHERE));
    counted.values().removeIf(Usage.NONE::equals);
    roots.values().removeIf(Usage.NONE::equals);
    assertThat(usage.of(Counter.TENANT))
        .isEqualTo(notes.stream().map(Noted::usage).reduce(Usage.NONE, Usage::plus));
    assertThat(usage.ofExperiments()).isEqualTo(experiments);
    assertThat(counted).isEqualTo(roots);
  }

  @Test
  void aFileThatFillsTheQuotaExactlyIsServedAndAByteMoreIsNot() {
    Optional<StorageQuota> quota = quota(100);

    assertThat(uploads.note(List.of(created("a", 1, 60), created("b", 1, 40)), quota)).isEmpty();
    assertThat(uploads.note(List.of(created("c", 1, 1)), quota)).containsExactly("c");

    assertThat(usage.of(Counter.TENANT)).isEqualTo(new Usage(100, 2, 1, 1));
    assertThat(uploads.find("c").orElseThrow().quarantined()).isTrue();
  }

  @Test
  void whatAddsNothingIsNeverHeldBack() {
    var _ = uploads.note(List.of(created("a", 1, 100)), quota(100));

    assertThat(uploads.note(List.of(created("empty", 1, 0)), quota(10))).isEmpty();
    assertThat(uploads.note(List.of(created("a", 2, 99)), quota(10))).isEmpty();
    assertThat(uploads.note(List.of(created("a", 3, 100)), quota(10))).containsExactly("a");

    assertThat(usage.of(Counter.TENANT)).isEqualTo(new Usage(0, 1, 100, 1));
  }

  @Test
  void deletingFreesWhatItTook() {
    var _ = uploads.note(List.of(created("a", 1, 100), created("b", 1, 1)), quota(100));

    var _ = uploads.note(List.of(removed("a", 2), removed("b", 2)), quota(100));
    var _ = uploads.note(List.of(created("c", 1, 100)), quota(100));

    assertThat(usage.of(Counter.TENANT)).isEqualTo(stored(100, 1));
  }

  @Test
  void aFileInQuarantineIsReleasedOnceThereIsRoom() {
    var _ = uploads.note(List.of(created("a", 1, 60)), quota(100));
    var _ = uploads.note(List.of(created("b", 1, 60)), quota(100));

    assertThat(uploads.release("b", quota(119))).isFalse();
    assertThat(uploads.release("b", quota(120))).isTrue();
    assertThat(uploads.release("b", quota(120))).isFalse();
    assertThat(uploads.release("nobody's", quota(120))).isFalse();

    assertThat(usage.of(Counter.TENANT)).isEqualTo(stored(120, 2));
  }

  @Test
  void aQuotaThatComesGoesAndComesBackIsKept() {
    var _ = uploads.note(List.of(created("a", 1, 90)), quota(100));
    var _ = uploads.note(List.of(created("b", 1, 90)), NONE);

    for (int i = 0; i < 16; i++) {
      assertThat(uploads.note(List.of(created("c" + i, 1, 1)), quota(100))).hasSize(1);
    }

    assertThat(usage.of(Counter.TENANT)).isEqualTo(new Usage(180, 2, 16, 16));
  }

  @Test
  void whatIsFreedAboveAQuotaIsNotTakenAgain() {
    for (int i = 0; i < 10; i++) {
      var _ = uploads.note(List.of(created("a" + i, 1, 20)), NONE);
    }
    assertThat(uploads.note(List.of(created("b", 1, 1)), quota(100))).containsExactly("b");

    var _ = uploads.note(List.of(removed("a0", 2), removed("a1", 2)), quota(100));
    for (int i = 0; i < 16; i++) {
      assertThat(uploads.note(List.of(created("c" + i, 1, 1)), quota(100))).hasSize(1);
    }

    assertThat(usage.of(Counter.TENANT)).isEqualTo(new Usage(160, 8, 17, 17));
  }

  @Test
  void nothingPassesTheQuotaHoweverMuchComesAtOnce() throws Exception {
    List<Upload> events =
        IntStream.range(0, 100).mapToObj(i -> created(root("42", i % 7) + "/" + i, 1, 7)).toList();

    atOnce(
        IntStream.range(0, 25)
            .<Callable<List<String>>>mapToObj(
                batch -> () -> uploads.note(events.subList(4 * batch, 4 * batch + 4), quota(353)))
            .toList());

    assertThat(usage.of(Counter.TENANT)).isEqualTo(new Usage(350, 50, 350, 50));
    assertCounted(events.stream().map(e -> uploads.find(e.file()).orElseThrow()).toList());
  }

  @Test
  void whatFitsExactlyIsAllServedHoweverMuchComesAtOnce() throws Exception {
    atOnce(
        IntStream.range(0, 30)
            .<Callable<List<String>>>mapToObj(
                i -> () -> uploads.note(List.of(created("f" + i, 1, 10)), quota(300)))
            .toList());

    assertThat(usage.of(Counter.TENANT)).isEqualTo(stored(300, 30));
  }

  @Test
  void notesAreReadInS3sOrderOfKeysInStretches() {
    List<String> files =
        List.of("", " ", "a", "a b", "a!", "a/b", "ab", "é", "\uffee", "\ud83d\ude00");
    var shuffled = new ArrayList<>(files);
    Collections.shuffle(shuffled, new Random(1));
    var _ = uploads.note(shuffled.stream().map(file -> created(file, 1, 1)).toList(), NONE);

    assertThat(uploads.stretch(NOWHERE, NOWHERE).notes())
        .extracting(noted -> noted.upload().file())
        .containsExactlyElementsOf(files);
    assertThat(uploads.stretch(Optional.of("a"), Optional.of("ab")).notes())
        .extracting(noted -> noted.upload().file())
        .containsExactly("a b", "a!", "a/b", "ab");
  }

  @Test
  void whatWasFoundStandsUnlessSomethingElseWasNotedMeanwhile() {
    var _ = uploads.note(List.of(created("a", 1, 10)), NONE);
    Optional<Noted> known = uploads.find("a");
    Upload found = created("a", 1, 12);

    assertThat(uploads.correct(known, found, NONE)).isTrue();
    assertThat(uploads.correct(known, created("a", 1, 14), NONE)).isFalse();
    assertThat(usage.of(Counter.TENANT)).isEqualTo(stored(12, 1));

    var _ = uploads.note(List.of(created("a", 2, 20)), NONE);
    assertThat(usage.of(Counter.TENANT)).isEqualTo(stored(20, 1));
  }

  private static void atOnce(List<Callable<List<String>>> tasks) throws Exception {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (var task : threads.invokeAll(tasks)) {
        var _ = task.get();
      }
    }
  }

  private static Optional<StorageQuota> quota(long bytes) {
    return Optional.of(new StorageQuota(bytes));
  }

  private static Usage stored(long bytes, long files) {
    return new Usage(bytes, files, 0, 0);
  }

  private static String root(String experiment, int run) {
    RunId id = RunId.create(new ExperimentId(experiment), TIME.plusMillis(run), new Random(run));
    return experiment + "/" + id + "/artifacts";
  }

  private static Upload created(String file, int order, long size) {
    return new Upload(file, false, size, "etag", sequencer(order), TIME);
  }

  private static Upload removed(String file, int order) {
    return new Upload(file, true, 0, "", sequencer(order), TIME);
  }

  private static Sequencer sequencer(int order) {
    return new Sequencer("%018X".formatted(order));
  }
}
