package dev.bulkhead.local.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * What a listing asks for.
 *
 * @param prefix what every key begins with, empty for all
 * @param delimiter where keys are rolled up into common prefixes, empty for nowhere
 * @param after the key or common prefix that the page begins behind, empty for the first page
 */
record Listing(String prefix, String delimiter, String after, int maxKeys) {

  /**
   * One page of a listing.
   *
   * @param next what the next page begins behind; empty on the last page
   */
  record Page(List<StoredObject> objects, List<String> commonPrefixes, Optional<String> next) {}

  Page of(NavigableMap<String, StoredObject> index) {
    var objects = new ArrayList<StoredObject>();
    var prefixes = new ArrayList<String>();
    String last = after;
    for (StoredObject object : behind(index).values()) {
      if (!object.key().startsWith(prefix)) {
        break;
      }
      String entry = entryOf(object.key());
      if (entry.equals(last)) {
        continue;
      }
      if (objects.size() + prefixes.size() == maxKeys) {
        // S3 calls a page of no keys complete, so that nobody loops on it.
        return new Page(objects, prefixes, maxKeys == 0 ? Optional.empty() : Optional.of(last));
      }
      if (entry.length() == object.key().length() && !endsInDelimiter(entry)) {
        objects.add(object);
      } else {
        prefixes.add(entry);
      }
      last = entry;
    }
    return new Page(objects, prefixes, Optional.empty());
  }

  private NavigableMap<String, StoredObject> behind(NavigableMap<String, StoredObject> index) {
    var order = new KeyOrder();
    return !after.isEmpty() && order.compare(after, prefix) >= 0
        ? index.tailMap(after, false)
        : index.tailMap(prefix, true);
  }

  /** The key itself, or the common prefix that stands for it. */
  private String entryOf(String key) {
    int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
    return end < 0 ? key : key.substring(0, end + delimiter.length());
  }

  private boolean endsInDelimiter(String entry) {
    return !delimiter.isEmpty() && entry.indexOf(delimiter, prefix.length()) >= 0;
  }
}
