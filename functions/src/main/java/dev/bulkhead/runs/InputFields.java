package dev.bulkhead.runs;

import dev.bulkhead.domain.Dataset;
import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Rules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the datasets and logged models that a run used, and checks them as MLflow does. */
final class InputFields {
  private static final int MAX_NAME = 500;
  private static final int MAX_DIGEST = 36;
  private static final int MAX_SOURCE = 65_535;
  private static final int MAX_SCHEMA = 1_048_575;
  private static final int MAX_PROFILE = 16_777_215;
  private static final int MAX_TAG_KEY = 255;
  private static final int MAX_TAG_VALUE = 500;

  private InputFields() {}

  static List<DatasetInput> datasets(Fields fields) {
    return fields.messages("datasets").stream().map(InputFields::datasetInput).toList();
  }

  static List<String> models(Fields fields) {
    return fields.messages("models").stream()
        .map(model -> model.requiredString("model_id"))
        .toList();
  }

  static void check(DatasetInput input) {
    Dataset dataset = input.dataset();
    Rules.checkLength("name", MAX_NAME, dataset.name());
    Rules.checkLength("digest", MAX_DIGEST, dataset.digest());
    Rules.checkLength("source", MAX_SOURCE, dataset.source());
    dataset.schema().ifPresent(schema -> Rules.checkLength("schema", MAX_SCHEMA, schema));
    dataset.profile().ifPresent(profile -> Rules.checkLength("profile", MAX_PROFILE, profile));
    for (Tag tag : input.tags()) {
      Rules.checkLength("key", MAX_TAG_KEY, tag.key());
      Rules.checkLength("value", MAX_TAG_VALUE, tag.value());
    }
  }

  private static DatasetInput datasetInput(Fields fields) {
    fields.require("dataset");
    Fields dataset = fields.message("dataset").orElseThrow();
    Map<String, String> tags = new LinkedHashMap<>();
    for (Fields tag : fields.messages("tags")) {
      tags.put(tag.requiredString("key"), tag.string("value").orElse(""));
    }
    return new DatasetInput(
        new Dataset(
            dataset.requiredString("name"),
            dataset.requiredString("digest"),
            dataset.string("source_type").orElse(""),
            dataset.string("source").orElse(""),
            notEmpty(dataset, "schema"),
            notEmpty(dataset, "profile")),
        RunFields.tags(tags));
  }

  /** MLflow tells an empty one as none. */
  private static Optional<String> notEmpty(Fields dataset, String name) {
    return dataset.string(name).filter(text -> !text.isEmpty());
  }
}
