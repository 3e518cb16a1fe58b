package dev.bulkhead.control;

import static dev.bulkhead.control.Failures.translated;

import dev.bulkhead.domain.NotFound;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The passes in the control table, each with a copy in every tenant that it leads to. */
public final class DynamoGuestBook implements GuestBook {
  private final DynamoDbClient dynamo;
  private final String table;

  /** The passes in this table. */
  public DynamoGuestBook(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public void issue(TenantId home, Token token, SortedMap<TenantId, Role> roles) {
    var items = new ArrayList<TransactWriteItem>();
    items.add(put(TokenItem.encode(ControlKeys.token(home, token.id()), token)));
    if (!roles.isEmpty()) {
      var pass = new GuestPass(token.hash(), roles);
      items.add(put(GuestPassItem.encode(ControlKeys.pass(home, token.id()), pass)));
    }
    roles.forEach(
        (host, role) ->
            items.add(
                put(
                    GuestItem.encode(
                        ControlKeys.guest(host, home, token.id()), guest(home, token, role)))));
    write(items);
  }

  private static Guest guest(TenantId home, Token token, Role role) {
    return new Guest(home, token.id(), token.principal(), role, token.issued(), Optional.empty());
  }

  @Override
  public List<Guest> guests(TenantId host) {
    return Partition.query(dynamo, table, ControlKeys.guests(host)).stream()
        .map(GuestItem::decode)
        .toList();
  }

  @Override
  public Map<TokenId, GuestPass> passes(TenantId home) {
    var passes = new HashMap<TokenId, GuestPass>();
    for (var item : Partition.query(dynamo, table, ControlKeys.passes(home))) {
      passes.put(new TokenId(new Item(item).text(ControlKeys.SORT)), GuestPassItem.decode(item));
    }
    return passes;
  }

  @Override
  public void dismiss(TenantId host, TenantId home, TokenId token, Instant now) {
    try {
      write(List.of(withoutHost(host, home, token), dismissed(host, home, token, now)));
    } catch (TransactionCanceledException e) {
      if (guests(host).stream().noneMatch(g -> g.home().equals(home) && g.token().equals(token))) {
        throw new NotFound("No guest of " + home + " with token id=" + token + " exists");
      }
      throw e;
    }
  }

  /** Safe to repeat: what is not there is not removed. */
  private TransactWriteItem withoutHost(TenantId host, TenantId home, TokenId token) {
    return update(
        Update.builder()
            .key(ControlKeys.pass(home, token))
            .updateExpression("REMOVE #roles.#host")
            .expressionAttributeNames(
                Map.of("#roles", GuestPassItem.ROLES, "#host", host.value())));
  }

  private TransactWriteItem dismissed(TenantId host, TenantId home, TokenId token, Instant now) {
    return update(
        Update.builder()
            .key(ControlKeys.guest(host, home, token))
            .updateExpression("SET #end = if_not_exists(#end, :now)")
            .expressionAttributeNames(Map.of("#end", GuestItem.DISMISSED))
            .expressionAttributeValues(Map.of(":now", Item.millis(now))));
  }

  private TransactWriteItem update(Update.Builder update) {
    return TransactWriteItem.builder()
        .update(update.tableName(table).conditionExpression("attribute_exists(pk)").build())
        .build();
  }

  private TransactWriteItem put(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(put -> put.tableName(table).item(item).conditionExpression("attribute_not_exists(pk)"))
        .build();
  }

  private void write(List<TransactWriteItem> items) {
    var _ =
        translated(
            () -> dynamo.transactWriteItems(transaction -> transaction.transactItems(items)));
  }
}
