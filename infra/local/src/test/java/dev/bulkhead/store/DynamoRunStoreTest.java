package dev.bulkhead.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.store.dynamodb.DynamoExperimentStore;
import dev.bulkhead.store.dynamodb.DynamoRunStore;
import dev.bulkhead.store.segments.SegmentCache;
import dev.bulkhead.tenancy.TenantId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DynamoRunStoreTest extends RunStoreContract {
  private final TestTable table = new TestTable();

  @Override
  ExperimentStore openExperiments(TenantId tenant) {
    return new DynamoExperimentStore(table.open(tenant));
  }

  @Override
  RunStore open(TenantId tenant) {
    return new DynamoRunStore(table.open(tenant), new TestSpill(), new SegmentCache(0));
  }

  @Test
  void believesForTwoSecondsThatAnExperimentIsActive() {
    var clock = new SettableClock(Samples.NOW);
    openExperiments(TestTable.ACME).create(Samples.experiment("43", "fraud"));
    RunInfo fraud = Samples.run(new ExperimentId("43"));
    RunStore store =
        new DynamoRunStore(table.open(TestTable.ACME, clock), new TestSpill(), new SegmentCache(0));
    store.create(fraud, List.of());
    openExperiments(TestTable.ACME)
        .move(new ExperimentId("43"), LifecycleStage.DELETED, Samples.NOW);

    clock.set(Samples.NOW.plusMillis(1_999));
    store.log(fraud.id(), Samples.batch(new Tag("a", "1")));
    assertThat(store.get(fraud.id()).info().stage()).isEqualTo(LifecycleStage.DELETED);
    clock.set(Samples.NOW.plusMillis(2_000));
    assertThatThrownBy(() -> store.log(fraud.id(), Samples.batch(new Tag("a", "2"))))
        .isInstanceOf(InvalidParameter.class);
  }
}
