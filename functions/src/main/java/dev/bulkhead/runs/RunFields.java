package dev.bulkhead.runs;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.PythonJson;
import dev.bulkhead.http.Rules;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads what many calls on runs have in common. */
final class RunFields {
  /** The longest name of a run: as long as the value of the tag that repeats it. */
  static final int MAX_NAME = 8000;

  private static final int MAX_TAG_VALUE = 8000;
  private static final int MAX_PARAM_VALUE = 6000;
  private static final Pattern ID_FORM =
      Pattern.compile("[a-zA-Z0-9][\\w\\-]{0,255}", Pattern.UNICODE_CHARACTER_CLASS);

  private RunFields() {}

  /** The id of the run that a call is about; old clients call it {@code run_uuid}. */
  static String requiredId(Fields fields) {
    return fields.requiredEither("run_id", "run_uuid");
  }

  static RunId runId(Fields fields) {
    return Ids.run(requiredId(fields));
  }

  /** Some calls check the form of the id before they look for the run. */
  static void checkForm(String id) {
    if (!ID_FORM.matcher(id).matches()) {
      throw new InvalidParameter(
          "Invalid value " + PythonJson.json(id) + " for parameter 'run_id' supplied.");
    }
  }

  /** A param; its value is cut to the length that MLflow keeps. */
  static Param param(String key, String value, String path) {
    Rules.checkName(() -> path, key);
    Rules.checkLength("Param key", Rules.MAX_KEY, key);
    return new Param(key, Rules.cut(value, MAX_PARAM_VALUE));
  }

  /** A tag; its value is cut to the length that MLflow keeps. */
  static Tag tag(String key, String value, String path) {
    Rules.checkName(() -> path + "key", key);
    Rules.checkLength(path + "key", Rules.MAX_KEY, key);
    return new Tag(key, Rules.cut(value, MAX_TAG_VALUE));
  }

  static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
  }
}
