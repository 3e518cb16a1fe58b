package dev.bulkhead.experiments;

import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Rules;
import java.util.HashMap;
import java.util.Map;

/** MLflow's rules for the tags of an experiment. */
final class ExperimentTags {
  private static final int MAX_VALUE = 20_000;
  private static final String CUSTOM_VIEW = "mlflow.customView.view";
  private static final int MAX_CUSTOM_VIEWS = 50;

  private ExperimentTags() {}

  /** The tags of a new experiment; of two with the same key the last one counts. */
  static Map<String, String> read(Fields fields) {
    var tags = new HashMap<String, String>();
    for (Fields tag : fields.messages("tags")) {
      tags.put(tag.string("key").orElse(""), tag.string("value").orElse(""));
    }
    if (customViews(tags) > MAX_CUSTOM_VIEWS) {
      throw tooManyCustomViews("");
    }
    return tags;
  }

  /** Checks keys and values. */
  static void check(Map<String, String> tags) {
    tags.forEach(ExperimentTags::checked);
  }

  static Tag checked(String key, String value) {
    Rules.checkName(() -> "key", key);
    Rules.checkLength("key", Rules.MAX_KEY, key);
    Rules.checkLength("value", MAX_VALUE, value);
    return new Tag(key, value);
  }

  /** Whether the tag is a view of the experiment that somebody saved in the UI. */
  static boolean isCustomView(String key) {
    return key.startsWith(CUSTOM_VIEW);
  }

  /** Refuses one custom view more than MLflow allows; those that are there may change. */
  static void checkRoomFor(Tag tag, Experiment experiment) {
    if (!experiment.tags().containsKey(tag.key())
        && customViews(experiment.tags()) >= MAX_CUSTOM_VIEWS) {
      throw tooManyCustomViews(" for experiment " + experiment.id());
    }
  }

  private static long customViews(Map<String, String> tags) {
    return tags.keySet().stream().filter(ExperimentTags::isCustomView).count();
  }

  private static InvalidParameter tooManyCustomViews(String where) {
    return new InvalidParameter(
        ("Unable to create another custom view%s; the maximum number of custom views per"
                + " experiment is %d. Delete an existing custom view before creating a new one.")
            .formatted(where, MAX_CUSTOM_VIEWS));
  }
}
