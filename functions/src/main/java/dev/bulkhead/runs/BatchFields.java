package dev.bulkhead.runs;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.http.Fields;
import dev.bulkhead.python.PythonText;
import dev.bulkhead.store.RunStore.Batch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads what a log-batch call logs and checks it as MLflow does: entries, counts, duplicates. */
final class BatchFields {
  private static final int MAX_METRICS = 1000;
  private static final int MAX_PARAMS_OR_TAGS = 100;
  private static final int MAX_ENTITIES = 1000;

  private BatchFields() {}

  static Batch read(Fields fields) {
    return new Batch(
        fields.messages("metrics").stream().map(MetricFields::read).toList(),
        fields.messages("params").stream()
            .map(param -> new Param(param.requiredString("key"), value(param)))
            .toList(),
        fields.messages("tags").stream()
            .map(tag -> new Tag(tag.requiredString("key"), value(tag)))
            .toList());
  }

  static Batch checked(Batch batch) {
    List<Metric> metrics = batch.metrics();
    for (int i = 0; i < metrics.size(); i++) {
      int index = i;
      MetricFields.check(metrics.get(i), () -> "metrics[" + index + "].");
    }
    List<Param> params =
        IntStream.range(0, batch.params().size())
            .mapToObj(i -> checked(batch.params().get(i), "params[" + i + "].key"))
            .toList();
    List<Tag> tags =
        IntStream.range(0, batch.tags().size())
            .mapToObj(i -> checked(batch.tags().get(i), "tags[" + i + "]."))
            .toList();
    checkCounts(batch);
    checkUnique(params);
    return new Batch(metrics, params, tags);
  }

  private static Param checked(Param param, String path) {
    return RunFields.param(param.key(), param.value(), path);
  }

  private static Tag checked(Tag tag, String path) {
    return RunFields.tag(tag.key(), tag.value(), path);
  }

  private static void checkCounts(Batch batch) {
    int metrics = batch.metrics().size();
    int params = batch.params().size();
    int tags = batch.tags().size();
    checkCount("metrics", MAX_METRICS, metrics);
    checkCount("params", MAX_PARAMS_OR_TAGS, params);
    checkCount("tags", MAX_PARAMS_OR_TAGS, tags);
    checkCount("metrics, params, and tags", MAX_ENTITIES, metrics + params + tags);
  }

  private static void checkCount(String what, int limit, int count) {
    if (count > limit) {
      throw new InvalidParameter(
          ("A batch logging request can contain at most %d %s. Got %d %s. Please split up %s across"
                  + " multiple requests and try again.")
              .formatted(limit, what, count, what, what));
    }
  }

  private static void checkUnique(List<Param> params) {
    var keys = new HashSet<String>();
    var duplicates = new ArrayList<String>();
    for (Param param : params) {
      if (!keys.add(param.key())) {
        duplicates.add(param.key());
      }
    }
    if (!duplicates.isEmpty()) {
      throw new InvalidParameter(
          "Duplicate parameter keys have been submitted: "
              + duplicates.stream()
                  .map(PythonText::repr)
                  .collect(Collectors.joining(", ", "[", "]"))
              + ". Please ensure the request contains only one param value per param key.");
    }
  }

  private static String value(Fields pair) {
    return pair.string("value").orElse("");
  }
}
