package dev.bulkhead.local.cli;

import dev.bulkhead.http.Json;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.local.iam.IamFront;
import dev.bulkhead.local.stack.OperatorDoor.OperatorKey;
import dev.bulkhead.local.stack.RolesDoor.RolesKey;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Invokes functions of a stack that runs in another process, with the key that it left. */
final class Operator {
  private static final String ENDPOINT = "endpoint";
  private static final String SECRET = "secret";
  private static final String ROLES_ENDPOINT = "roles.endpoint";
  private static final String ROLES_KEY_ID = "roles.access_key_id";
  private static final String ROLES_SECRET = "roles.secret_access_key";
  private static final String ROLES = "roles";
  private static final String TENANTS = "TenantsFunction";

  /** The function that does chores. */
  static final String MAINTENANCE = "MaintenanceFunction";

  private final int port;
  private final OperatorKey key;
  private final RolesKey roles;

  private Operator(int port, OperatorKey key, RolesKey roles) {
    this.port = port;
    this.key = key;
    this.roles = roles;
  }

  /** The operator of the stack whose gateway listens on a port. */
  static Operator ofStackAt(int port) throws IOException {
    Properties file = PrivateFile.read(Project.operatorKey(port));
    if (file.isEmpty()) {
      throw notRunning(port);
    }
    return new Operator(
        port,
        new OperatorKey(URI.create(file.getProperty(ENDPOINT, "")), file.getProperty(SECRET, "")),
        new RolesKey(
            URI.create(file.getProperty(ROLES_ENDPOINT, "")),
            file.getProperty(ROLES_KEY_ID, ""),
            file.getProperty(ROLES_SECRET, ""),
            List.of(file.getProperty(ROLES, "").split(","))));
  }

  /** Leaves the keys of a stack for its operator. */
  static void leave(OperatorKey key, RolesKey roles, Path file) throws IOException {
    var properties = new Properties();
    properties.setProperty(ENDPOINT, key.endpoint().toString());
    properties.setProperty(SECRET, key.secret());
    properties.setProperty(ROLES_ENDPOINT, roles.endpoint().toString());
    properties.setProperty(ROLES_KEY_ID, roles.accessKeyId());
    properties.setProperty(ROLES_SECRET, roles.secretAccessKey());
    properties.setProperty(ROLES, String.join(",", roles.roles()));
    PrivateFile.write(file, properties);
  }

  /** The switch of the stack's own IAM. */
  KillSwitch killSwitch() {
    return KillSwitch.of(
        Region.of(IamFront.REGION),
        Optional.of(roles.endpoint()),
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(roles.accessKeyId(), roles.secretAccessKey())),
        roles.roles());
  }

  /** What an operation on tenants answers. */
  Map<?, ?> tenants(JsonBody command) throws IOException {
    HttpResponse<byte[]> answer = invoke(TENANTS, Json.write(command));
    return FunctionAnswer.read(answer.body());
  }

  /** What the maintenance did, or would have. */
  Map<?, ?> maintain(JsonBody order) throws IOException {
    HttpResponse<byte[]> answer = invoke(MAINTENANCE, Json.write(order));
    return FunctionAnswer.read(answer.body());
  }

  /** Invokes a function. */
  HttpResponse<byte[]> invoke(String function, byte[] event) throws IOException {
    return send(
        HttpRequest.newBuilder(key.invocations(function)).POST(BodyPublishers.ofByteArray(event)));
  }

  /** The messages that could not be dealt with. */
  List<?> deadLetters() throws IOException {
    HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(key.deadLetters()).GET());
    return Json.read(answer.body()) instanceof Map<?, ?> fields
            && fields.get("dead_letters") instanceof List<?> letters
        ? letters
        : List.of();
  }

  /** Has the dead letters delivered again, and returns how many there were. */
  long redrive() throws IOException {
    HttpResponse<byte[]> answer =
        send(HttpRequest.newBuilder(key.deadLetters()).POST(BodyPublishers.noBody()));
    return Json.read(answer.body()) instanceof Map<?, ?> fields
            && fields.get("redriven") instanceof Long moved
        ? moved
        : 0;
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder builder) throws IOException {
    HttpRequest request = builder.header("Authorization", "Bearer " + key.secret()).build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (ConnectException _) {
      throw notRunning(port);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  private static Complaint notRunning(int port) {
    return new Complaint(
        "No stack runs on port %d; start one with ./bulkhead up --port %d.".formatted(port, port));
  }
}
