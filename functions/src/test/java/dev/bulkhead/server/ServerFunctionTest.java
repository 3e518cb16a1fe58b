package dev.bulkhead.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.app.Environment;
import dev.bulkhead.fakes.Answer;
import dev.bulkhead.fakes.Client;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

class ServerFunctionTest {
  private final Client client =
      new Client(
          new ServerFunction(new Environment(Map.of(), AnonymousCredentialsProvider.create())));

  private Answer send(String routeKey, String path) {
    return client.send(
        "{\"routeKey\":\"%s\",\"rawPath\":\"%s\"}"
            .formatted(routeKey, path)
            .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void saysThatItIsUpAndWhichMlflowItSpeaks() {
    assertThat(send("GET /health", "/health").body()).isEqualTo("OK");
    assertThat(send("GET /version", "/version").body()).isEqualTo("3.17.2");
  }

  @Test
  void saysThatUploadsAndDownloadsMayGoInParts() {
    Answer answer = send("GET /{api}/3.0/mlflow/server-info", "/api/3.0/mlflow/server-info");

    assertThat(answer.json().get("workspaces_enabled")).isEqualTo(true);
    assertThat(answer.json().get("multipart_uploads_enabled")).isEqualTo(true);
    assertThat(answer.json().get("multipart_downloads_enabled")).isEqualTo(true);
  }

  private String guest = "";

  private Answer workspaces(String method, String name, String header) {
    return client.send(
        ("{\"routeKey\":\"%s /{api}/3.0/mlflow/workspaces%s\",\"pathParameters\":{\"api\":\"api\","
                + "\"workspace_name\":\"%s\"},\"headers\":{\"x-mlflow-workspace\":\"%s\"},"
                + "\"requestContext\":{\"authorizer\":{\"lambda\":{\"tenant\":\"acme\","
                + "\"principal\":\"ana\",\"role\":\"viewer\",\"guest\":\"%s\"}}}}")
            .formatted(method, name.isEmpty() ? "" : "/{workspace_name}", name, header, guest)
            .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void showsACallerItsOwnWorkspaceAndNoOther() {
    assertThat(workspaces("GET", "", "").body())
        .isEqualTo("{\"workspaces\":[{\"name\":\"acme\"}]}");
    assertThat(workspaces("GET", "acme", "acme").body())
        .isEqualTo("{\"workspace\":{\"name\":\"acme\"}}");
    assertThat(workspaces("GET", "acme", "acme2").error())
        .isEqualTo("404 RESOURCE_DOES_NOT_EXIST: Workspace 'acme2' not found");
    assertThat(workspaces("GET", "acme2", "").error())
        .isEqualTo("404 RESOURCE_DOES_NOT_EXIST: Workspace 'acme2' not found");
    assertThat(workspaces("GET", "never", "").error())
        .isEqualTo("404 RESOURCE_DOES_NOT_EXIST: Workspace 'never' not found");
  }

  @Test
  void showsAGuestTheTenantsThatItsCredentialIsGoodIn() {
    guest = "acme2=viewer,aaa=editor";

    assertThat(workspaces("GET", "", "acme2").body())
        .isEqualTo(
            "{\"workspaces\":[{\"name\":\"aaa\"},{\"name\":\"acme\"},{\"name\":\"acme2\"}]}");
    assertThat(workspaces("GET", "acme2", "").body())
        .isEqualTo("{\"workspace\":{\"name\":\"acme2\"}}");
    assertThat(workspaces("GET", "acme3", "").error())
        .isEqualTo("404 RESOURCE_DOES_NOT_EXIST: Workspace 'acme3' not found");
  }

  @Test
  void leavesWorkspacesToOperators() {
    for (Answer answer :
        List.of(
            workspaces("POST", "", ""),
            workspaces("PATCH", "acme", ""),
            workspaces("DELETE", "acme", ""),
            workspaces("DELETE", "acme2", ""))) {
      assertThat(answer.error())
          .isEqualTo(
              "403 PERMISSION_DENIED: Permission denied: workspaces are tenants, which the operators"
                  + " of this service create, change and delete.");
    }
  }

  @Test
  void answersARouteThatDoesNotExistSoThatClientsFallBack() {
    assertThat(send("$default", "/api/3.0/mlflow/traces").error())
        .isEqualTo("404 ENDPOINT_NOT_FOUND: Not found: /api/3.0/mlflow/traces");
  }
}
