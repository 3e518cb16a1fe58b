package dev.bulkhead.local.sts;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The tags that a new session is to carry. */
record SessionTags(Map<String, String> tags) {
  private static final int MOST = 50;
  private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
  private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");

  static SessionTags read(Form form) throws StsError {
    Map<String, String> tags = new LinkedHashMap<>();
    Set<String> folded = new HashSet<>();
    for (int i = 1; i <= MOST; i++) {
      Optional<String> key = form.find("Tags.member." + i + ".Key");
      if (key.isEmpty()) {
        break;
      }
      String value = form.get("Tags.member." + i + ".Value");
      check(key.get(), value);
      // IAM compares tag keys without regard to case, so two of them would be one.
      if (!folded.add(key.get().toLowerCase(Locale.ROOT))) {
        throw StsError.invalid("Duplicate tag keys found. Tag keys are case insensitive.");
      }
      tags.put(key.get(), value);
    }
    SessionTags read = new SessionTags(tags);
    read.refuseGaps(form);
    return read;
  }

  private static void check(String key, String value) throws StsError {
    if (!KEY.matcher(key).matches() || !VALUE.matcher(value).matches()) {
      throw StsError.invalid(
          "A tag has a key or value that is too long or holds a character that is not allowed");
    }
  }

  /** Every tag field must have been read, or a tag would be lost without a word. */
  private void refuseGaps(Form form) throws StsError {
    long fields = form.fields().keySet().stream().filter(n -> n.startsWith("Tags.")).count();
    if (fields != 2L * tags.size()) {
      throw StsError.invalid("Tags must be numbered from 1 without gaps, " + MOST + " at most");
    }
  }

  boolean isEmpty() {
    return tags.isEmpty();
  }

  /** The condition keys by which policies can judge the tags. */
  Map<String, List<String>> context() {
    Map<String, List<String>> context = new LinkedHashMap<>();
    tags.forEach((key, value) -> context.put("aws:RequestTag/" + key, List.of(value)));
    if (!tags.isEmpty()) {
      context.put("aws:TagKeys", List.copyOf(tags.keySet()));
    }
    return context;
  }
}
