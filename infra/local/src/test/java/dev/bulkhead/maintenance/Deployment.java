package dev.bulkhead.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bulkhead.attacks.Siege;
import dev.bulkhead.http.Json;
import dev.bulkhead.local.lambda.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What an operator does with exports in a stack. */
record Deployment(Siege siege) {
  private static final String EXPORTS = "tenants/%s/exports/";

  /** What a chore of one tenant's answers. */
  Map<?, ?> chore(String tenant, String chore, String more) throws IOException {
    String order = "{\"tenant\":\"%s\",\"chore\":\"%s\"%s}".formatted(tenant, chore, more);
    Outcome outcome = siege.aws().invoke("MaintenanceFunction", order.getBytes(UTF_8));
    Map<?, ?> answer = (Map<?, ?>) Json.read(((Outcome.Answered) outcome).payload());
    return answer.get("chores") instanceof List<?> chores ? (Map<?, ?>) chores.getFirst() : answer;
  }

  Map<?, ?> export(String tenant) throws IOException {
    return chore(tenant, "export-tenant", ",\"older_than_days\":0");
  }

  Map<?, ?> restore(String tenant) throws IOException {
    return chore(tenant, "restore-tenant", "");
  }

  /** The objects of a tenant's exports, by what their keys go on with. */
  Map<String, byte[]> exports(String tenant) {
    String prefix = EXPORTS.formatted(tenant);
    Map<String, byte[]> objects = new TreeMap<>();
    for (S3Object object :
        siege
            .s3()
            .listObjectsV2Paginator(list -> list.bucket(siege.bucket()).prefix(prefix))
            .contents()) {
      objects.put(
          object.key().substring(prefix.length()),
          siege
              .s3()
              .getObjectAsBytes(get -> get.bucket(siege.bucket()).key(object.key()))
              .asByteArray());
    }
    return objects;
  }

  /** Makes a tenant that is suspended and has these exports. */
  void bring(String tenant, Map<String, byte[]> objects) {
    operate("create-tenant", tenant);
    operate("suspend-tenant", tenant);
    objects.forEach((name, bytes) -> put(tenant, name, bytes));
  }

  void put(String tenant, String name, byte[] bytes) {
    siege
        .s3()
        .putObject(
            put -> put.bucket(siege.bucket()).key(EXPORTS.formatted(tenant) + name),
            RequestBody.fromBytes(bytes));
  }

  void operate(String operation, String tenant) {
    siege.operate("{\"operation\":\"%s\",\"tenant\":\"%s\"}".formatted(operation, tenant));
  }

  /** All that a tenant that is active reads. */
  Map<String, String> everything(String tenant) {
    String token = siege.issue(tenant, "editor");
    return Everything.of(ask -> siege.send(ask.as(token)), siege::follow);
  }
}
