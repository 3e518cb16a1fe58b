package dev.bulkhead.store.dynamodb;

import dev.bulkhead.store.dynamodb.Outcome.Done;
import dev.bulkhead.store.dynamodb.Outcome.Refused;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The table: every call of the SDK. All reads are consistent. */
final class Table {
  /** As many items may be asked for at once. */
  static final int BATCH = 100;

  private final DynamoDbClient dynamo;
  private final String name;
  private final InstantSource clock;

  Table(DynamoDbClient dynamo, String name, InstantSource clock) {
    this.dynamo = dynamo;
    this.name = name;
    this.clock = clock;
  }

  /** The time, to be noted in items. */
  Instant now() {
    return clock.instant();
  }

  Optional<Item> get(Key key) {
    var response =
        Calls.made(
            () ->
                dynamo.getItem(
                    get -> get.tableName(name).key(key.attributes()).consistentRead(true)));
    return response.hasItem() ? Optional.of(new Item(response.item())) : Optional.empty();
  }

  /** Those of the items that are there. */
  Map<Key, Item> getAll(Collection<Key> keys) {
    Map<Key, Item> items = new HashMap<>();
    List<Key> all = keys.stream().distinct().toList();
    for (int from = 0; from < all.size(); from += BATCH) {
      getBatch(all.subList(from, Math.min(all.size(), from + BATCH)), items);
    }
    return items;
  }

  private void getBatch(List<Key> keys, Map<Key, Item> items) {
    var backoff = new Backoff();
    Map<String, KeysAndAttributes> wanted = Map.of(name, request(keys));
    while (!wanted.isEmpty()) {
      Map<String, KeysAndAttributes> asked = wanted;
      var response = Calls.made(() -> dynamo.batchGetItem(get -> get.requestItems(asked)));
      for (Map<String, AttributeValue> attributes :
          response.responses().getOrDefault(name, List.of())) {
        Item item = new Item(attributes);
        items.put(Key.of(item), item);
      }
      wanted = response.unprocessedKeys();
      // A full answer of 16 MB leaves the rest for at once; only an empty one is throttling.
      if (!wanted.isEmpty() && response.responses().getOrDefault(name, List.of()).isEmpty()) {
        backoff.await();
      }
    }
  }

  private static KeysAndAttributes request(List<Key> keys) {
    return KeysAndAttributes.builder()
        .keys(keys.stream().map(Key::attributes).toList())
        .consistentRead(true)
        .build();
  }

  /** Puts an item, replacing what was there. */
  void put(Key key, Map<String, AttributeValue> attributes) {
    var _ =
        Calls.made(
            () -> dynamo.putItem(put -> put.tableName(name).item(Write.item(key, attributes))));
  }

  /** Puts an item where there is none; says whether it did. */
  boolean create(Key key, Map<String, AttributeValue> attributes) {
    try {
      var _ =
          Calls.made(
              () ->
                  dynamo.putItem(
                      put ->
                          put.tableName(name)
                              .item(Write.item(key, attributes))
                              .conditionExpression("attribute_not_exists(pk)")));
      return true;
    } catch (ConditionalCheckFailedException _) {
      return false;
    }
  }

  /**
   * Puts an item, unless there is one whose number is no less; says what it then replaced, if
   * anything.
   */
  Outcome putUnlessAtLeast(
      Key key, Map<String, AttributeValue> attributes, String number, Instant least) {
    try {
      return new Done(
          new Item(
              Calls.made(
                      () ->
                          dynamo.putItem(
                              put ->
                                  put.tableName(name)
                                      .item(Write.item(key, attributes))
                                      .conditionExpression(
                                          "attribute_not_exists(#n) OR #n < :least")
                                      .expressionAttributeNames(Map.of("#n", number))
                                      .expressionAttributeValues(Map.of(":least", Values.of(least)))
                                      .returnValues(ReturnValue.ALL_OLD)))
                  .attributes()));
    } catch (ConditionalCheckFailedException _) {
      return new Refused(Optional.empty());
    }
  }

  /** Deletes an item if it is as the conditions say. */
  Outcome delete(ItemUpdate conditions) {
    try {
      var _ = Calls.made(() -> dynamo.deleteItem(conditions.deletion(name)));
      return new Done(new Item(Map.of()));
    } catch (ConditionalCheckFailedException _) {
      return new Refused(Optional.empty());
    }
  }

  void delete(Key key) {
    var _ =
        Calls.made(() -> dynamo.deleteItem(delete -> delete.tableName(name).key(key.attributes())));
  }

  /** Changes an item; what it then is is not read back. */
  Outcome update(ItemUpdate update) {
    return update(update, ReturnValue.NONE);
  }

  /** Changes an item, and says what it then is. */
  Outcome updateAndGet(ItemUpdate update) {
    return update(update, ReturnValue.ALL_NEW);
  }

  private Outcome update(ItemUpdate update, ReturnValue returned) {
    try {
      return new Done(
          new Item(
              Calls.made(() -> dynamo.updateItem(update.request(name, returned))).attributes()));
    } catch (ConditionalCheckFailedException e) {
      return new Refused(found(e.hasItem(), e.item()));
    }
  }

  /** Makes all the writes, or none. */
  Outcome.OfAll transact(List<Write> writes) {
    var items = writes.stream().map(write -> write.in(name)).toList();
    try {
      var _ = Calls.made(() -> dynamo.transactWriteItems(tx -> tx.transactItems(items)));
      return new Outcome.OfAll.Done();
    } catch (TransactionCanceledException e) {
      List<Optional<Refused>> reasons =
          e.cancellationReasons().stream().map(Table::refusal).toList();
      if (reasons.stream().allMatch(Optional::isEmpty)) {
        throw e;
      }
      return new Outcome.OfAll.Refused(reasons);
    }
  }

  private static Optional<Refused> refusal(CancellationReason reason) {
    return "ConditionalCheckFailed".equals(reason.code())
        ? Optional.of(new Refused(found(reason.hasItem(), reason.item())))
        : Optional.empty();
  }

  private static Optional<Item> found(boolean there, Map<String, AttributeValue> attributes) {
    return there && !attributes.isEmpty() ? Optional.of(new Item(attributes)) : Optional.empty();
  }

  /** One page of a range of a partition, in order of the sort keys. */
  QueryPage query(Range range, int limit) {
    return query(request(range, limit), range::after);
  }

  /** The same from the end of the range, its last item first. */
  QueryPage queryBackwards(Range range, int limit) {
    return query(request(range, limit).toBuilder().scanIndexForward(false).build(), range::before);
  }

  private QueryPage query(QueryRequest request, Function<Key, Range> rest) {
    QueryResponse response = Calls.made(() -> dynamo.query(request));
    List<Item> items = new ArrayList<>();
    response.items().forEach(attributes -> items.add(new Item(attributes)));
    return new QueryPage(
        items,
        response.hasLastEvaluatedKey() && !response.lastEvaluatedKey().isEmpty()
            ? Optional.of(rest.apply(Key.of(new Item(response.lastEvaluatedKey()))))
            : Optional.empty());
  }

  private QueryRequest request(Range range, int limit) {
    return range.request().tableName(name).consistentRead(true).limit(limit).build();
  }

  /** Everything in a range, page by page. */
  List<Item> queryAll(Range range) {
    List<Item> items = new ArrayList<>();
    Optional<Range> rest = Optional.of(range);
    while (rest.isPresent()) {
      QueryPage page = query(rest.get(), Integer.MAX_VALUE);
      items.addAll(page.items());
      rest = page.rest();
    }
    return items;
  }
}
