package dev.bulkhead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.store.Bin.Thing;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileOwnerTest {
  private static final String RUN = "000000002a018bcfe56800b1a2c3d4e5";

  @ParameterizedTest
  @CsvSource({
    "42/{run}/artifacts/a, 42, 42/{run}/artifacts",
    "42/{run}/artifacts/models/m-{run}/artifacts/a, 42, 42/{run}/artifacts",
    "churn/deep/{run}/artifacts/x/y, 42, churn/deep/{run}/artifacts",
    "42/models/m-{run}/artifacts/MLmodel, 42, 42/models/m-{run}/artifacts",
    "{run}/artifacts//, 42, {run}/artifacts",
    "7/traces/tr-{run}/artifacts/t.json, 7, ",
    "7/m-{run}/artifacts/a, 7, ",
    "7/{run}/other/a, 7, ",
    "7/{run}/artifacts, 7, ",
    "7/, 7, ",
    "007/a, , ",
    "7, , ",
    "churn/a, , ",
    "/7/a, , ",
    "'', , "
  })
  void readsWhoseAFileIsFromItsName(String file, String experiment, String root) {
    FileOwner owner = FileOwner.of(file.replace("{run}", RUN));

    assertThat(owner.experiment())
        .isEqualTo(Optional.ofNullable(experiment).map(ExperimentId::new));
    assertThat(owner.root())
        .isEqualTo(Optional.ofNullable(root).map(text -> text.replace("{run}", RUN)));
  }

  @ParameterizedTest
  @CsvSource({
    "42/{run}/artifacts/a, R#{run}",
    "42/{run}/artifacts/models/m-{run}/artifacts/a, R#{run} M#m-{run}",
    "42/models/m-{run}/artifacts/MLmodel, M#m-{run}",
    "42/{run}/artifacts, ''",
    "7/traces/tr-{run}/artifacts/t.json, ''",
    "a, ''"
  })
  void namesAllBelowWhoseRootsAFileLies(String file, String owners) {
    assertThat(FileOwner.all(file.replace("{run}", RUN)).stream().map(Thing::text).toList())
        .isEqualTo(owners.isEmpty() ? List.of() : List.of(owners.replace("{run}", RUN).split(" ")));
  }
}
