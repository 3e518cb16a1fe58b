package dev.bulkhead.local.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;
import software.amazon.dynamodb.services.local.shared.exceptions.LocalDBAccessException;

/**
 * AWS's DynamoDB Local, in this process and without a server of its own: its server listens on
 * every interface, believes every signature and reports its use to AWS, and none of that happens to
 * the two handlers behind it.
 */
final class DynamoDbLocal implements AutoCloseable {
  /** One database for all keys and regions, so that it does not matter which are given. */
  private static final boolean SHARED = true;

  private static final String ANY_KEY = "local";

  /** Whether a table stays in CREATING for a while, as one of AWS's does. */
  private static final boolean SLOW_STATES = false;

  /** A parameter without documentation, and without an effect that was seen. */
  private static final int UNDOCUMENTED = 0;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LocalDynamoDBRequestHandler tables;
  private final LocalDynamoDBServerHandler http;
  private final String region;

  private DynamoDbLocal(LocalDynamoDBRequestHandler tables, String region) {
    this.tables = tables;
    this.http = new LocalDynamoDBServerHandler(tables, null);
    this.region = region;
  }

  static DynamoDbLocal inMemory(String region) {
    return new DynamoDbLocal(
        new LocalDynamoDBRequestHandler(UNDOCUMENTED, true, null, SHARED, SLOW_STATES), region);
  }

  static DynamoDbLocal onDisk(Path directory, String region) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String path = directory.toAbsolutePath().toString();
    var database =
        new DynamoDbLocal(
            new LocalDynamoDBRequestHandler(UNDOCUMENTED, false, path, SHARED, SLOW_STATES),
            region);
    database.awaitUnlocked();
    return database;
  }

  /** A database that was closed a moment ago stays locked until the last of its threads ends. */
  private void awaitUnlocked() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        describe("any");
        return;
      } catch (LocalDBAccessException e) {
        if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
    }
  }

  /** Makes a table, or leaves the one of that name as it is. */
  void ensureTable(CreateTableRequest request) {
    if (describe(request.tableName()).isEmpty()) {
      tables.createTable(ANY_KEY, region, request);
    }
  }

  /** Empty if there is no such table, or cannot be one of such a name. */
  Optional<TableDescription> describe(String table) {
    try {
      DescribeTableRequest request = DescribeTableRequest.builder().tableName(table).build();
      return Optional.of(tables.describeTable(ANY_KEY, region, request).table());
    } catch (DynamoDBLocalServiceException e) {
      return switch (e.getErrorCode()) {
        case "ResourceNotFoundException", "ValidationException" -> Optional.empty();
        default -> throw e;
      };
    }
  }

  /** The names of a table's key attributes, the partition's first; none if there is no table. */
  List<String> keyOf(String table) {
    return describe(table).stream()
        .flatMap(described -> described.keySchema().stream())
        .map(KeySchemaElement::attributeName)
        .toList();
  }

  /** An item as it is now, whole; empty if it is not there. */
  Map<String, AttributeValue> item(String table, Map<String, AttributeValue> key) {
    return tables
        .getItem(
            ANY_KEY,
            region,
            GetItemRequest.builder().tableName(table).key(key).consistentRead(true).build())
        .item();
  }

  /** Does what a call asks for, whoever makes it. */
  boolean handle(Request request, byte[] body, Response response, Callback callback)
      throws Exception {
    return http.handle(new Replayed(request, body), response, callback);
  }

  @Override
  public void close() {
    tables.shutdown();
  }

  /** A request whose body was read already. */
  private static final class Replayed extends Request.Wrapper {
    private final Content.Source body;

    Replayed(Request request, byte[] body) {
      super(request);
      this.body = Content.Source.from(ByteBuffer.wrap(body));
    }

    @Override
    public long getLength() {
      return body.getLength();
    }

    @Override
    public Content.Chunk read() {
      return body.read();
    }

    @Override
    public void demand(Runnable demandCallback) {
      body.demand(demandCallback);
    }

    @Override
    public void fail(Throwable failure) {
      body.fail(failure);
    }
  }
}
