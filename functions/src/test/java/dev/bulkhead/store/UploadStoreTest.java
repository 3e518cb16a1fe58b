package dev.bulkhead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.store.UploadStore.Sequencer;
import org.junit.jupiter.api.Test;

class UploadStoreTest {

  @Test
  void ordersSequencersOfDifferentLengthsFromTheLeft() {
    assertThat(new Sequencer("0055AED6DCD90281E5")).isLessThan(new Sequencer("0055AED6DCD90281E6"));
    assertThat(new Sequencer("0055AED6")).isLessThan(new Sequencer("0055AED6DCD90281E5"));
    assertThat(new Sequencer("0056")).isGreaterThan(new Sequencer("0055AED6DCD90281E5"));
  }
}
