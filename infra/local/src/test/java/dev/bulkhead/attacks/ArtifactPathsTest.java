package dev.bulkhead.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Paths that would climb out: refused, or kept literally inside the tenant's own prefix. */
final class ArtifactPathsTest extends Besieged {
  private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts/";
  private static final String OWN = "s3 tenants/acme/artifacts/";

  static Stream<String> paths() {
    return Stream.of(
        "../acme2/artifacts/x",
        "../../acme2/artifacts/x",
        "a/../../../acme2/artifacts/x",
        "..%2facme2%2fartifacts%2fx",
        "..%2f..%2f..%2ftenants%2facme2%2fx",
        "%2e%2e/acme2/artifacts/x",
        "%2e%2e%2f%2e%2e%2facme2/x",
        "%252e%252e/acme2/x",
        "%25252e%25252e%25252facme2/x",
        "%252e%252e%252facme2%252fartifacts%252fx",
        "..\\acme2\\artifacts\\x",
        "..%5cacme2%5cx",
        "%2e%2e%5c..%5cx",
        "/tenants/acme2/artifacts/x",
        "%2ftenants%2facme2%2fx",
        "//acme2/x",
        "C:/x",
        "C:%5cx",
        "C%3a%2fx",
        "%5c%5chost%5cshare",
        "a%00b",
        "%00",
        "a%23b",
        "a%0d%0aX-Injected:%201",
        "a%1b[31m",
        ".",
        "..",
        "...",
        "./x",
        "a/./b",
        "a//b",
        "a/..",
        "a/..%00/b",
        "..;/acme2/x",
        "..%3b/acme2/x",
        ";/../acme2/x",
        "%c0%ae%c0%ae/acme2/x",
        "%c0%ae%c0%ae%c0%afacme2",
        "%e0%80%ae%e0%80%ae/acme2",
        "%ed%a0%80/x",
        "%ff%fe/x",
        "%uff0e%uff0e/acme2/x",
        "%ef%bc%8e%ef%bc%8e/acme2/x",
        "%e2%80%a5/acme2/x",
        "%e2%88%95acme2%e2%88%95x",
        "x%3ftenant=acme2",
        "x?path=../acme2",
        "%7e/x",
        "%24%7baws:PrincipalTag%2ftenant%7d/x",
        "tenants/acme2/artifacts/x",
        "*",
        "a%2bb+c%20d",
        "%e2%80%ae%67%6e%70",
        "x".repeat(1100),
        "%78".repeat(1100),
        "a/".repeat(600),
        "%");
  }

  @ParameterizedTest
  @MethodSource("paths")
  void aPathNeverLeavesTheTenant(String path) {
    Map<String, String> before = others(siege.stored());

    for (Ask ask :
        List.of(
            Ask.of("PUT", ARTIFACTS + path).bytes("stolen".getBytes(UTF_8)),
            Ask.of("GET", ARTIFACTS + path),
            Ask.of("GET", ARTIFACTS.replace("/artifacts/", "/presigned/") + path),
            Ask.of("GET", ARTIFACTS.replaceAll("/$", "?path=") + path.replace("?", "%3f")),
            Ask.of(
                "GET", "/api/2.0/mlflow/artifacts/list?run_id=" + acme().run() + "&path=" + path),
            Ask.of("POST", ARTIFACTS.replace("/artifacts/", "/mpu/create/") + path)
                .json("{\"path\":\"x\",\"num_parts\":1}"),
            Ask.of("POST", ARTIFACTS.replace("/artifacts/", "/mpu/abort/") + path)
                .json("{\"path\":\"x\",\"upload_id\":\"none\"}"),
            Ask.of("POST", ARTIFACTS.replace("/artifacts/", "/mpu/complete/") + path)
                .json(
                    "{\"path\":\"x\",\"upload_id\":\"none\",\"parts\":[{\"part_number\":1,\"etag\":\"e\"}]}"),
            Ask.of(
                    "POST",
                    "/api/2.0/mlflow/upload-artifact?run_uuid="
                        + acme().run()
                        + "&path="
                        + path.replace("?", "%3f"))
                .bytes("stolen".getBytes(UTF_8)),
            Ask.of("DELETE", ARTIFACTS + path + "-not"))) {
      Answer answer = siege.send("acme", ask);
      assertThat(answer.status()).as("%s: %s", ask, answer).isBetween(200, 499);
      assertNoCanary(answer);
      assertThat(answer.headers()).doesNotContainKey("x-injected");
      assertThat(lent(answer)).as("%s: %s", ask, answer).matches(p -> p.isEmpty() || isInside(p));
    }

    Map<String, String> after = siege.stored();
    assertThat(others(after)).isEqualTo(before);
    assertThat(after.keySet()).noneMatch(key -> key.startsWith("s3 ") && key.contains("/../"));
  }

  /** All that is stored and not acme's. */
  private static Map<String, String> others(Map<String, String> stored) {
    Map<String, String> others = new TreeMap<>(stored);
    others.keySet().removeIf(key -> key.startsWith(OWN) || key.contains("S=T#acme#"));
    return others;
  }

  /** The path of a presigned URL, as S3 decodes it. */
  private static String lent(Answer answer) {
    String url = answer.headers().getOrDefault("location", answer.field("url"));
    String path = url.split("\\?", 2)[0];
    return path.isEmpty() ? "" : URI.create(path).getPath();
  }

  private static boolean isInside(String path) {
    return path.startsWith("/" + siege.bucket() + "/tenants/acme/artifacts/")
        && !path.contains("/../");
  }

  @AfterAll
  static void tidy() {
    siege
        .s3()
        .listObjectsV2Paginator(r -> r.bucket(siege.bucket()).prefix("tenants/acme/artifacts/"))
        .contents()
        .stream()
        .filter(object -> !object.key().endsWith(acme().file()))
        .forEach(o -> siege.s3().deleteObject(r -> r.bucket(siege.bucket()).key(o.key())));
    siege.awaitEvents();
  }
}
