package dev.bulkhead.walls;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.maintenance.Chore;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.Exports;
import dev.bulkhead.store.RunStore.Batch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A chore that reads, writes and deletes of every kind, as much as any chore could. */
record TouchAll(String name, boolean onlyWhenAsked) implements Chore {

  @Override
  public Step step(Visit visit) {
    var found = new ArrayList<String>();
    var run = new RunId(Ids.SAMPLE.run());
    found.add(visit.stores().runs().get(run).toString());
    visit.stores().artifacts().list(ArtifactPath.ROOT).forEach(e -> found.add(e.toString()));
    visit.stores().archive().read(Optional.empty()).lines().stream().sorted().forEach(found::add);
    visit.stores().exports().list("artifacts/", Optional.empty()).objects().stream()
        .map(Exports.Found::name)
        .forEach(found::add);
    if (!visit.dryRun()) {
      export(visit);
      visit
          .stores()
          .runs()
          .log(run, new Batch(List.of(), List.of(), List.of(new Tag("touched", "1"))));
      visit.stores().experiments().setTag(ExperimentId.of(7), new Tag("touched", "1"));
      var file = new ArtifactPath("touched");
      visit.stores().artifacts().put(file, "x".getBytes(StandardCharsets.UTF_8), "text/plain");
      visit.stores().artifacts().delete(file);
    }
    return Step.last(found.size(), List.copyOf(found));
  }

  private static void export(Visit visit) {
    Exports exports = visit.stores().exports();
    exports.put("touched", "part", "x".getBytes(StandardCharsets.UTF_8));
    exports
        .list("artifacts/", Optional.empty())
        .objects()
        .forEach(
            file -> {
              var _ = exports.keep("touched", file.name());
              var _ = exports.bringBack("touched", file.name());
            });
    visit
        .stores()
        .archive()
        .write(List.of("{\"pk\":{\"S\":\"Z\"},\"sk\":{\"S\":\"touched\"}}"), "s3://b/");
    exports.remove("touched");
  }
}
