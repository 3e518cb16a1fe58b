package dev.bulkhead.local.prove;

import dev.bulkhead.local.prove.Result.Verdict;
import dev.bulkhead.local.template.IamRole;
import dev.bulkhead.local.template.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import software.amazon.awssdk.core.util.VersionInfo;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A proof as JSON, to be kept and shown. It holds no credentials.
 *
 * @param where such as {@code local}
 * @param template the file that the deployment is of
 * @param version of Bulkhead
 */
public record Report(Proof proof, String where, Path template, String version) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  /** Writes the report. */
  public void write(Path file) throws IOException {
    ObjectNode report = JSON.createObjectNode();
    report.put("proof", "bulkhead");
    report.put("holds", proof.holds());
    report.put("where", where);
    report.put("started", proof.started().toString());
    report.put("finished", proof.finished().toString());
    versions(report.putObject("versions"));
    counts(report.putObject("counts"));
    proof.tenants().forEach(tenant -> report.withArray("/tenants").add(tenant.value()));
    hashes(report.putObject("sha256"));
    sessionPolicies(report.putObject("session_policies"));
    proof.leftovers().forEach(left -> report.withArray("/left_behind").add(left));
    attempts(report.putArray("attempts"));
    Files.writeString(file, JSON.writeValueAsString(report) + "\n");
  }

  private void versions(ObjectNode versions) {
    versions.put("bulkhead", version);
    versions.put("aws_sdk", VersionInfo.SDK_VERSION);
    versions.put("java", Runtime.version().toString());
  }

  private void counts(ObjectNode counts) {
    counts.put("attempts", proof.results().size());
    for (Verdict verdict : Verdict.values()) {
      counts.put(word(verdict), proof.count(verdict));
    }
  }

  /** Of the template's file, and of what it says of each role that a tenant's session is of. */
  private void hashes(ObjectNode hashes) throws IOException {
    hashes.put("template", sha256(Files.readAllBytes(template)));
    for (IamRole role : Template.load(template).roles()) {
      hashes.put(role.id() + ".trust", sha256(role.trust()));
      hashes.put(role.id() + ".policies", sha256(role.policies()));
    }
  }

  /** The tenant's name aside, a session policy is the same for each tenant. */
  private void sessionPolicies(ObjectNode policies) {
    for (Session session : proof.sessions()) {
      String policy = session.policy().replaceAll("\\b" + session.tenant() + "\\b", "{tenant}");
      policies
          .putObject(session.name())
          .put("sha256", sha256(policy.getBytes(StandardCharsets.UTF_8)))
          .put("policy", policy);
    }
  }

  private void attempts(ArrayNode attempts) {
    for (Result result : proof.results()) {
      attempts
          .addObject()
          .put("service", result.attempt().service())
          .put("attempt", result.attempt().name())
          .put("tenant", result.session().tenant().value())
          .put("against", result.other().value())
          .put("access", result.session().access().tag())
          .put("capability", result.session().capability().name().toLowerCase(Locale.ROOT))
          .put("expected", result.attempt().allowed() ? "allowed" : "denied")
          .put("outcome", word(result.outcome()))
          .put("detail", result.detail())
          .put("verdict", word(result.verdict()));
    }
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Allowed() -> "allowed";
      case Outcome.Denied _ -> "denied";
      case Outcome.Unclear _ -> "unclear";
    };
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private static String sha256(Object document) {
    return sha256(JSON.writeValueAsString(document).getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
