package dev.bulkhead.walls;

import dev.bulkhead.app.Environment;
import dev.bulkhead.control.DynamoTokenStore;
import dev.bulkhead.local.iam.Identity;
import dev.bulkhead.local.iam.PolicyDocument;
import dev.bulkhead.local.iam.PolicyType;
import dev.bulkhead.local.stack.LocalAws;
import dev.bulkhead.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/** All that lies in the tables and the bucket, as the account's administrator sees it. */
final class Ground {
  private static final PolicyDocument EVERYTHING =
      PolicyDocument.parse(
          PolicyType.IDENTITY,
          "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}");

  private final String tracking;
  private final String control;
  private final String bucket;
  private final Clients clients;

  Ground(LocalAws aws) {
    Environment data = aws.environment(aws.template().function("ArtifactsFunction"));
    this.tracking = data.required("TRACKING_TABLE");
    this.control =
        aws.environment(aws.template().function("TokensFunction")).required("CONTROL_TABLE");
    this.bucket = data.required("ARTIFACT_BUCKET");
    Identity admin =
        aws.iam().issueOperatorKeys("arn:aws:iam::000000000000:user/admin", EVERYTHING);
    this.clients =
        Clients.of(
            data,
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(admin.accessKeyId(), admin.secretAccessKey())),
            new ExecutionInterceptor() {});
  }

  private DynamoDbClient dynamo() {
    return clients.dynamo();
  }

  private S3Client s3() {
    return clients.s3();
  }

  /** Sows a tenant's data. */
  void sow(Seed seed) {
    TenantId tenant = seed.tenant();
    seed.sow(
        new FaultyTenant(clients, Fault.NONE, tenant, tracking, bucket),
        new DynamoTokenStore(dynamo(), control, tenant));
  }

  /** Where a thing lies: a table's key or an object's. */
  record Place(String container, String key, String sort) {
    private static final String OBJECTS = "objects";

    boolean isObject() {
      return container.equals(OBJECTS);
    }

    boolean isUpload() {
      return isObject() && !sort.isEmpty();
    }

    /** Whether a tenant's own keys lead here, and no other's do. */
    boolean isOf(TenantId tenant) {
      return isObject()
          ? key.startsWith("tenants/" + tenant + "/")
          : key.startsWith("T#" + tenant + "#")
              || key.equals("TOKENS#" + tenant)
              || key.equals("TENANT#" + tenant)
              || (key.equals("TENANTS") && sort.equals(tenant.value()));
    }
  }

  /** Everything there is. */
  Map<Place, Object> all() {
    Map<Place, Object> all = items();
    all.putAll(objects());
    return all;
  }

  /** All items, whole. */
  Map<Place, Object> items() {
    var items = new HashMap<Place, Object>();
    for (String table : List.of(tracking, control)) {
      dynamo()
          .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
          .items()
          .forEach(item -> items.put(place(table, item), item));
    }
    return items;
  }

  /** All objects by their ETags, unfinished uploads by their ids. */
  Map<Place, Object> objects() {
    var objects = new HashMap<Place, Object>();
    s3().listObjectsV2Paginator(list -> list.bucket(bucket))
        .contents()
        .forEach(object -> objects.put(object(object.key()), object.eTag()));
    s3().listMultipartUploads(list -> list.bucket(bucket))
        .uploads()
        .forEach(u -> objects.put(new Place(Place.OBJECTS, u.key(), u.uploadId()), u.uploadId()));
    return objects;
  }

  private static Place place(String table, Map<String, AttributeValue> item) {
    return new Place(table, item.get("pk").s(), item.get("sk").s());
  }

  private static Place object(String key) {
    return new Place(Place.OBJECTS, key, "");
  }

  /** Puts a copy of an item at another partition. */
  void copy(Place from, Object item, String partition) {
    var copy = new HashMap<String, AttributeValue>(item(item));
    copy.put("pk", AttributeValue.fromS(partition));
    dynamo().putItem(put -> put.tableName(from.container()).item(copy));
  }

  void putObject(String key, String text) {
    s3().putObject(
            put -> put.bucket(bucket).key(key).contentType("text/plain"),
            RequestBody.fromString(text));
  }

  /** Begins an upload with one part, and returns its id and the part's ETag. */
  List<String> beginUpload(String key) {
    String id = s3().createMultipartUpload(create -> create.bucket(bucket).key(key)).uploadId();
    String etag =
        s3().uploadPart(
                part -> part.bucket(bucket).key(key).uploadId(id).partNumber(1),
                RequestBody.fromBytes("part".getBytes(StandardCharsets.UTF_8)))
            .eTag();
    return List.of(id, etag.replace("\"", ""));
  }

  /** Where other things lie than before, or none. */
  static Set<Place> changed(Map<Place, Object> before, Map<Place, Object> now) {
    var changed = new HashSet<>(before.keySet());
    changed.addAll(now.keySet());
    changed.removeIf(place -> Objects.equals(before.get(place), now.get(place)));
    return changed;
  }

  /** Puts back what was there before, or nothing; an upload that ended cannot be. */
  void restore(Place place, Map<Place, Object> before, Map<Place, byte[]> bytes) {
    boolean there = before.containsKey(place);
    if (place.isObject()) {
      if (there && bytes.containsKey(place)) {
        s3().putObject(
                put -> put.bucket(bucket).key(place.key()),
                RequestBody.fromBytes(bytes.get(place)));
      } else if (place.sort().isEmpty()) {
        s3().deleteObject(delete -> delete.bucket(bucket).key(place.key()));
      } else if (!there) {
        s3().abortMultipartUpload(
                abort -> abort.bucket(bucket).key(place.key()).uploadId(place.sort()));
      }
    } else if (there) {
      dynamo().putItem(put -> put.tableName(place.container()).item(item(before.get(place))));
    } else {
      Map<String, AttributeValue> key =
          Map.of("pk", AttributeValue.fromS(place.key()), "sk", AttributeValue.fromS(place.sort()));
      dynamo().deleteItem(delete -> delete.tableName(place.container()).key(key));
    }
  }

  /** The bytes of objects. */
  Map<Place, byte[]> bytes(Iterable<Place> places) {
    var bytes = new HashMap<Place, byte[]>();
    for (Place place : places) {
      if (place.isObject() && place.sort().isEmpty()) {
        bytes.put(
            place, s3().getObjectAsBytes(get -> get.bucket(bucket).key(place.key())).asByteArray());
      }
    }
    return bytes;
  }

  @SuppressWarnings("unchecked") // what is no object's ETag is an item
  private static Map<String, AttributeValue> item(Object item) {
    return (Map<String, AttributeValue>) item;
  }
}
