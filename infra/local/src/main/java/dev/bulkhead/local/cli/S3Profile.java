package dev.bulkhead.local.cli;

import dev.bulkhead.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/**
 * A profile for AWS's {@code config} file, by which any AWS SDK gets a tenant's credentials for S3,
 * and gets them again when they end. It needs nothing of ours on the client's machine: curl is part
 * of Windows 10, macOS and every Linux that people log in to.
 *
 * @param place what the deployment says of where the files are
 */
record S3Profile(URI tracking, String token, Map<?, ?> place) {
  private static final String PATH = "/api/2.0/bulkhead/s3-credentials";

  /** Asks the deployment, with the token that the profile will ask with. */
  static S3Profile of(URI tracking, String token) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(tracking + PATH))
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.noBody())
            .build();
    try (var client = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
      if (Json.read(answer.body()) instanceof Map<?, ?> fields) {
        if (answer.statusCode() == 200) {
          return new S3Profile(tracking, token, fields);
        }
        throw new Complaint(
            "%s answers %d: %s".formatted(tracking, answer.statusCode(), fields.get("message")));
      }
      throw new Complaint("%s answers %d.".formatted(tracking, answer.statusCode()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  /** What {@code AWS_PROFILE} is set to. */
  String name() {
    return "bulkhead-" + place.get("Tenant");
  }

  /** Where experiments are put whose files go straight to S3. */
  String root() {
    return "s3://%s/tenants/%s/artifacts/".formatted(place.get("Bucket"), place.get("Tenant"));
  }

  /** The lines of the profile. */
  String lines() {
    String endpoint = place.get("Endpoint") instanceof String url ? "\nendpoint_url = " + url : "";
    return """
        # Files of experiments whose artifact_location is %s<name> go straight to S3.
        [profile %s]
        region = %s%s
        credential_process = curl -sf -X POST -H "Authorization: Bearer %s" %s%s"""
        .formatted(root(), name(), place.get("Region"), endpoint, token, tracking, PATH);
  }
}
