package dev.bulkhead.app;

import dev.bulkhead.store.Stores;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The stores of a process that is killed at one of its writes to DynamoDB or S3: between two of
 * them it does not matter when.
 */
public final class MortalStores implements Stores {
  private static final Pattern READ = Pattern.compile("(get|head|list|query|batchGet).*");

  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
  private final LiveStores stores;

  /** The stores of a function, which live for now. */
  public MortalStores(Environment function, Capability capability) {
    var clients = LiveStores.cachedClients(function);
    this.stores = new LiveStores(function, capability, request -> mortal(clients.apply(request)));
  }

  /** That the process is no more. */
  public static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** From now on there are so many writes; at the next one all ends. */
  public void live(int writes) {
    left.set(writes);
  }

  @Override
  public TenantStores open(TenantId tenant, Access access) {
    return stores.open(tenant, access);
  }

  private SessionClients mortal(SessionClients own) {
    return new SessionClients(
        mortal(DynamoDbClient.class, own.dynamo()),
        new Lazy<>(() -> mortal(S3Client.class, own.s3().get())),
        own.presigner(),
        own.freshSession(),
        own.stages());
  }

  private <C> C mortal(Class<C> type, C client) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              boolean read = READ.matcher(method.getName()).matches();
              if ((read ? left.get() : left.getAndDecrement()) < (read ? 0 : 1)) {
                throw new Killed();
              }
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
