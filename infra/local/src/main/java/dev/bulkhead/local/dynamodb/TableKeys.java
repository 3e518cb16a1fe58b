package dev.bulkhead.local.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The name of each table's and index's partition key attribute, remembered. */
final class TableKeys {
  private static final String TABLE_ITSELF = "";

  private final Function<String, Optional<TableDescription>> describe;
  private final Map<String, Map<String, String>> known = new ConcurrentHashMap<>();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  TableKeys(Function<String, Optional<TableDescription>> describe) {
    this.describe = describe;
  }

  Optional<String> ofTable(String table) {
    return ofIndex(table, TABLE_ITSELF);
  }

  Optional<String> ofIndex(String table, String index) {
    return Optional.ofNullable(keys(table).get(index));
  }

  /**
   * Does what changes tables, and forgets them before anybody can ask again: the answer is on its
   * way to the caller by then, who may send the next call at once.
   */
  <T> T changing(Callable<T> change) throws Exception {
    lock.writeLock().lock();
    try {
      return change.call();
    } finally {
      known.clear();
      lock.writeLock().unlock();
    }
  }

  private Map<String, String> keys(String table) {
    lock.readLock().lock();
    try {
      Map<String, String> remembered = known.get(table);
      if (remembered != null) {
        return remembered;
      }
      Optional<Map<String, String>> found = describe.apply(table).map(TableKeys::read);
      found.ifPresent(keys -> known.put(table, keys));
      return found.orElseGet(Map::of);
    } finally {
      lock.readLock().unlock();
    }
  }

  private static Map<String, String> read(TableDescription table) {
    Map<String, String> keys = new HashMap<>();
    keys.put(TABLE_ITSELF, partitionKey(table.keySchema()));
    table
        .globalSecondaryIndexes()
        .forEach(index -> keys.put(index.indexName(), partitionKey(index.keySchema())));
    table
        .localSecondaryIndexes()
        .forEach(index -> keys.put(index.indexName(), partitionKey(index.keySchema())));
    return keys;
  }

  /**
   * An index may have several; which of them lead is not documented, so it is given by the first.
   */
  private static String partitionKey(List<KeySchemaElement> schema) {
    return schema.stream()
        .filter(element -> element.keyType() == KeyType.HASH)
        .findFirst()
        .orElseThrow()
        .attributeName();
  }
}
