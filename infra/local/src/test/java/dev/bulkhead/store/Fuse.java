package dev.bulkhead.store;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A process that is killed at one of its writes, to the table or to S3, and does nothing after. */
class Fuse extends ForwardingDynamo {
  private final AtomicInteger left;
  private final boolean after;

  /** Killed when it has made so many writes, before the next one or right after it. */
  Fuse(int writes, boolean after) {
    super(TestTable.dynamo());
    this.left = new AtomicInteger(writes);
    this.after = after;
  }

  /** That the process is no more. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  <T> T write(Supplier<T> call) {
    int writes = left.getAndDecrement();
    if (writes > 0) {
      return call.get();
    }
    if (writes == 0 && after) {
      var _ = call.get();
    }
    throw new Killed();
  }

  /** The same process's way to S3. */
  Spill spill(Spill spill) {
    return new Spill() {
      @Override
      public void put(String name, byte[] bytes) {
        write(
            () -> {
              spill.put(name, bytes);
              return name;
            });
      }

      @Override
      public byte[] get(String name) {
        return spill.get(name);
      }

      @Override
      public byte[] get(String name, long from, int length) {
        return spill.get(name, from, length);
      }

      @Override
      public void delete(String name) {
        write(
            () -> {
              spill.delete(name);
              return name;
            });
      }

      @Override
      public void deleteBelow(String name) {
        write(
            () -> {
              spill.deleteBelow(name);
              return name;
            });
      }
    };
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest update) {
    return write(() -> super.updateItem(update));
  }

  @Override
  public PutItemResponse putItem(PutItemRequest put) {
    return write(() -> super.putItem(put));
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest delete) {
    return write(() -> super.deleteItem(delete));
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest transaction) {
    return write(() -> super.transactWriteItems(transaction));
  }
}
