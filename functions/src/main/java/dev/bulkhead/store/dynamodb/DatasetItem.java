package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Dataset;
import dev.bulkhead.store.Spill;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A dataset as an item; texts that are too long for one are kept elsewhere, by their content. */
final class DatasetItem {
  private static final String NAME = "n";
  private static final String DIGEST = "h";
  private static final String SOURCE_TYPE = "y";
  private static final String SOURCE = "s";
  private static final String SCHEMA = "c";
  private static final String PROFILE = "p";

  /** After a text's name: it has spilled, under this name. */
  private static final String SPILLED = "!";

  /** Three such texts and a name fit an item. */
  private static final int MAX_BYTES = 100 * 1024;

  private final Spill spill;

  DatasetItem(Spill spill) {
    this.spill = spill;
  }

  Map<String, AttributeValue> encode(Dataset dataset) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    attributes.put(NAME, Values.of(dataset.name()));
    attributes.put(DIGEST, Values.of(dataset.digest()));
    attributes.put(SOURCE_TYPE, Values.of(dataset.sourceType()));
    put(attributes, SOURCE, dataset.source());
    dataset.schema().ifPresent(schema -> put(attributes, SCHEMA, schema));
    dataset.profile().ifPresent(profile -> put(attributes, PROFILE, profile));
    return attributes;
  }

  private void put(Map<String, AttributeValue> attributes, String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MAX_BYTES) {
      attributes.put(name, Values.of(text));
    } else {
      String spilled = "datasets/" + Digest.of(bytes).text();
      spill.put(spilled, bytes);
      attributes.put(name + SPILLED, Values.of(spilled));
    }
  }

  Dataset decode(Item item) {
    return new Dataset(
        item.text(NAME),
        item.text(DIGEST),
        item.text(SOURCE_TYPE),
        get(item, SOURCE).orElse(""),
        get(item, SCHEMA),
        get(item, PROFILE));
  }

  private Optional<String> get(Item item, String name) {
    return item.optionalText(name)
        .or(
            () ->
                item.optionalText(name + SPILLED)
                    .map(spilled -> new String(spill.get(spilled), StandardCharsets.UTF_8)));
  }
}
