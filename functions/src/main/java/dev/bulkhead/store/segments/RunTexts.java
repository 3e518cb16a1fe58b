package dev.bulkhead.store.segments;

import dev.bulkhead.domain.Dataset;
import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.ModelOutput;
import dev.bulkhead.domain.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a run is written as a text: parts one behind the other, each after its length. */
final class RunTexts {
  private static final char SEPARATOR = ':';

  private RunTexts() {}

  /** Name, digest and tags: the rest of a dataset is the experiment's, and kept there. */
  static String of(DatasetInput input) {
    List<String> parts = new ArrayList<>(List.of(input.dataset().name(), input.dataset().digest()));
    for (Tag tag : input.tags()) {
      parts.add(tag.key());
      parts.add(tag.value());
    }
    return join(parts);
  }

  static DatasetInput datasetInput(String text) {
    List<String> parts = split(text);
    List<Tag> tags = new ArrayList<>();
    for (int i = 2; i + 1 < parts.size(); i += 2) {
      tags.add(new Tag(parts.get(i), parts.get(i + 1)));
    }
    return new DatasetInput(
        new Dataset(parts.get(0), parts.get(1), "", "", Optional.empty(), Optional.empty()), tags);
  }

  static String of(ModelOutput output) {
    return output.step() + "" + SEPARATOR + output.modelId();
  }

  static ModelOutput modelOutput(String text) {
    int end = text.indexOf(SEPARATOR);
    return new ModelOutput(text.substring(end + 1), Long.parseLong(text, 0, end, 10));
  }

  private static String join(List<String> parts) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.length()).append(SEPARATOR).append(part));
    return text.toString();
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int from = text.indexOf(SEPARATOR, at) + 1;
      int end = from + Integer.parseInt(text, at, from - 1, 10);
      parts.add(text.substring(from, end));
      at = end;
    }
    return parts;
  }
}
