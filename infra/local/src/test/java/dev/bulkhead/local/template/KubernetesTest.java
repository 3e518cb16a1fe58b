package dev.bulkhead.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The manifests of {@code infra/kubernetes}, filled in for a tenant. */
class KubernetesTest {
  private static final Map<String, Map<?, ?>> TENANT = manifests("tenant.yaml");
  private static final Map<?, ?> JOB = manifests("job.yaml").get("Job");

  @Test
  void everythingIsInTheTenantsNamespace() {
    assertThat(TENANT.keySet())
        .containsExactly(
            "Namespace",
            "ServiceAccount",
            "ResourceQuota",
            "LimitRange",
            "NetworkPolicy",
            "Role",
            "RoleBinding");
    TENANT.forEach(
        (kind, manifest) ->
            assertThat(manifest.toString())
                .as(kind)
                .contains("bulkhead-blue")
                .doesNotContain("TENANT"));
    assertThat(at(JOB, "metadata", "namespace")).isEqualTo("bulkhead-blue");
  }

  @Test
  void nobodyCallsInAndOutGoNamesAndHttpsToThePublic() {
    Map<?, ?> policy = TENANT.get("NetworkPolicy");

    assertThat(at(policy, "spec", "policyTypes")).isEqualTo(List.of("Ingress", "Egress"));
    assertThat(at(policy, "spec", "podSelector")).isEqualTo(Map.of());
    assertThat(at(policy, "spec", "ingress")).isEqualTo(List.of());
    assertThat(at(policy, "spec", "egress").toString())
        .contains("169.254.0.0/16", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");
    assertThat(list(at(policy, "spec", "egress")))
        .allSatisfy(
            rule ->
                assertThat(((Map<?, ?>) rule).keySet())
                    .as("a rule without either allows everything")
                    .isEqualTo(Set.of("to", "ports")))
        .allSatisfy(
            rule ->
                assertThat(list(((Map<?, ?>) rule).get("ports")))
                    .allSatisfy(port -> assertThat(((Map<?, ?>) port).get("port")).isIn(53, 443)));
  }

  @Test
  void theTenantsPeopleReadNoSecretAndChangeNoWall() {
    assertThat(list(at(TENANT.get("Role"), "rules")))
        .allSatisfy(
            rule ->
                assertThat(list(((Map<?, ?>) rule).get("resources")))
                    .isSubsetOf("jobs", "pods", "pods/log", "events"))
        .allSatisfy(rule -> assertThat(list(((Map<?, ?>) rule).get("verbs"))).doesNotContain("*"));
  }

  @Test
  void aJobFitsIntoWhatTheNamespaceEnforces() {
    Map<?, ?> pod = (Map<?, ?>) at(JOB, "spec", "template", "spec");
    Map<?, ?> container = (Map<?, ?>) ((List<?>) at(pod, "containers")).getFirst();

    assertThat(at(TENANT.get("Namespace"), "metadata", "labels"))
        .asString()
        .contains("pod-security.kubernetes.io/enforce=restricted");
    assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
    assertThat(at(pod, "securityContext", "seccompProfile", "type")).isEqualTo("RuntimeDefault");
    assertThat(at(container, "securityContext", "allowPrivilegeEscalation")).isEqualTo(false);
    assertThat(at(container, "securityContext", "capabilities", "drop")).isEqualTo(List.of("ALL"));
    assertThat(at(pod, "serviceAccountName"))
        .isEqualTo(at(TENANT.get("ServiceAccount"), "metadata", "name"));
  }

  @Test
  void noManifestHoldsACredential() {
    assertThat(TENANT).doesNotContainKey("Secret");
    assertThat(at(TENANT.get("ServiceAccount"), "automountServiceAccountToken")).isEqualTo(false);
  }

  private static List<Object> list(Object value) {
    return List.copyOf((List<?>) value);
  }

  private static Object at(Map<?, ?> map, String... path) {
    Object value = map;
    for (String key : path) {
      value = ((Map<?, ?>) value).get(key);
      assertThat(value).as(key).isNotNull();
    }
    return value;
  }

  private static Map<String, Map<?, ?>> manifests(String file) {
    String text;
    try {
      text = Files.readString(Project.ROOT.resolve("infra/kubernetes").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var manifests = new LinkedHashMap<String, Map<?, ?>>();
    for (Object document :
        new Load(LoadSettings.builder().build())
            .loadAllFromString(text.replace("TENANT", "blue").replace("IMAGE", "i:1"))) {
      Map<?, ?> manifest = (Map<?, ?>) document;
      manifests.put(String.valueOf(manifest.get("kind")), manifest);
    }
    return manifests;
  }
}
