package dev.bulkhead.local.prove;

import static dev.bulkhead.local.prove.Actor.text;

import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Takes away what was written, with the tenants' own credentials, and suspends the tenants. */
record CleanUp(Deployment deployment) {
  /** What attempts put there, what S3's events told of it, and the experiment Default. */
  private static final List<String> PARTITIONS =
      Stream.concat(
              Stream.of("#U#PROVE", "#X", "#XN"),
              IntStream.range(0, 8)
                  .boxed()
                  .flatMap(part -> Stream.of("#U#F#" + part, "#U#C#" + part)))
          .toList();

  /** Returns what it could not do. */
  List<String> after(List<TenantId> tenants, List<Actor> actors) {
    var left = new ArrayList<String>();
    for (TenantId tenant : tenants) {
      sweeper(tenant, actors)
          .ifPresent(
              a -> {
                attempt("objects of " + tenant, left, () -> deleteObjects(a));
                attempt("items of " + tenant, left, () -> deleteItems(a));
              });
      try {
        deployment.suspend(tenant);
      } catch (IOException | RuntimeException e) {
        left.add(tenant + " is not suspended: " + e.getMessage());
      }
    }
    return left;
  }

  private static Optional<Actor> sweeper(TenantId tenant, List<Actor> actors) {
    return actors.stream()
        .filter(a -> a.session().tenant().equals(tenant))
        .filter(a -> a.session().writes() && a.session().isOf(Capability.MAINTENANCE))
        .findFirst();
  }

  private static void attempt(String what, List<String> left, Runnable deletion) {
    try {
      deletion.run();
    } catch (SdkException e) {
      left.add(what + " are not deleted: " + e.getMessage());
    }
  }

  private static void deleteObjects(Actor a) {
    a
        .s3()
        .listObjectsV2Paginator(r -> r.bucket(a.bucket()).prefix("tenants/" + a.own() + "/"))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList()
        .forEach(key -> a.s3().deleteObject(r -> r.bucket(a.bucket()).key(key)));
  }

  private static void deleteItems(Actor a) {
    PARTITIONS.stream()
        .flatMap(partition -> keys(a, "T#" + a.own() + partition))
        .toList()
        .forEach(key -> a.dynamo().deleteItem(r -> r.tableName(a.table()).key(key)));
  }

  private static Stream<Map<String, AttributeValue>> keys(Actor a, String partition) {
    return a
        .dynamo()
        .queryPaginator(
            r ->
                r.tableName(a.table())
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", text(partition)))
                    .projectionExpression("pk, sk"))
        .items()
        .stream();
  }
}
