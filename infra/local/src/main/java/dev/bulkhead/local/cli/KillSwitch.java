package dev.bulkhead.local.cli;

import dev.bulkhead.http.Json;
import dev.bulkhead.tenancy.TenantId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/**
 * Ends at once what was handed out for one tenant: sessions, and the URLs that they signed. It puts
 * a Deny on the tenant's principal tag on the tenants' roles, an inline policy for each tenant, so
 * that no two operators overwrite each other's; every use of a session is judged anew. An operator
 * throws it with an identity of their own: a function that could change the roles could open them.
 *
 * @param roles the names of the roles that tenants' sessions are of
 */
public record KillSwitch(IamClient iam, List<String> roles) implements AutoCloseable {

  /** Copies the names. */
  public KillSwitch {
    roles = List.copyOf(roles);
  }

  /** The switch of an account; where its IAM is, only if it is not at AWS. */
  public static KillSwitch of(
      Region region,
      Optional<URI> endpoint,
      AwsCredentialsProvider credentials,
      List<String> roles) {
    var builder =
        IamClient.builder()
            .httpClientBuilder(Apache5HttpClient.builder())
            .region(region)
            .credentialsProvider(credentials);
    endpoint.ifPresent(builder::endpointOverride);
    return new KillSwitch(builder.build(), roles);
  }

  /** Denies the tenant's sessions everything, those out and those to come. Safe to repeat. */
  public void cutOff(TenantId tenant) {
    byte[] document = denial(tenant);
    change(
        role ->
            iam.putRolePolicy(
                put ->
                    put.roleName(role)
                        .policyName(policy(tenant))
                        .policyDocument(new String(document, StandardCharsets.UTF_8))));
  }

  /** Takes the denial back. Safe to repeat. */
  public void readmit(TenantId tenant) {
    change(
        role -> {
          try {
            iam.deleteRolePolicy(delete -> delete.roleName(role).policyName(policy(tenant)));
          } catch (NoSuchEntityException _) {
            // It is not cut off there, which is all that was wanted.
          }
        });
  }

  private interface Change {
    void on(String role);
  }

  private void change(Change change) {
    try {
      roles.forEach(change::on);
    } catch (SdkException e) {
      throw new Complaint("IAM did not change the roles " + roles + ": " + e.getMessage());
    }
  }

  private static String policy(TenantId tenant) {
    return "CutOff-" + tenant;
  }

  private static byte[] denial(TenantId tenant) {
    return Json.write(
        out -> {
          out.writeStringField("Version", "2012-10-17");
          out.writeObjectFieldStart("Statement");
          out.writeStringField("Effect", "Deny");
          out.writeStringField("Action", "*");
          out.writeStringField("Resource", "*");
          out.writeObjectFieldStart("Condition");
          out.writeObjectFieldStart("StringEquals");
          out.writeStringField("aws:PrincipalTag/tenant", tenant.value());
          out.writeEndObject();
          out.writeEndObject();
          out.writeEndObject();
        });
  }

  @Override
  public void close() {
    iam.close();
  }
}
