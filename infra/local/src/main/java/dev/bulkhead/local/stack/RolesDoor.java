package dev.bulkhead.local.stack;

import dev.bulkhead.local.LoopbackServer;
import dev.bulkhead.local.iam.IamFront;
import dev.bulkhead.local.iam.Identity;
import dev.bulkhead.local.iam.PolicyDocument;
import dev.bulkhead.local.iam.PolicyType;
import dev.bulkhead.local.template.IamRole;
import dev.bulkhead.local.template.Template;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * IAM's own API for the operator of a running stack, who may change the inline policies of the
 * roles that tenants' sessions are of, and nothing else. What is put there is gone when the stack
 * stops, as all sessions are.
 */
public final class RolesDoor implements AutoCloseable {
  private static final String OPERATOR = "arn:aws:iam::000000000000:user/operator";
  private static final String OF_TENANTS = "${aws:PrincipalTag/tenant}";

  private final List<IamRole> roles;
  private final Identity operator;
  private final LoopbackServer server;

  private RolesDoor(LocalAws aws, Clock clock) throws IOException {
    this.roles = ofTenants(aws.template());
    this.operator = aws.iam().issueOperatorKeys(OPERATOR, changing(roles));
    this.server = LoopbackServer.start(0, new IamFront(aws.iam(), clock));
  }

  /** Opens the door to a stack's roles. */
  public static RolesDoor open(LocalAws aws, Clock clock) throws IOException {
    return new RolesDoor(aws, clock);
  }

  /** The roles whose policies tell tenants apart by a session's tag. */
  public static List<IamRole> ofTenants(Template template) {
    return template.roles().stream()
        .filter(role -> role.policies().toString().contains(OF_TENANTS))
        .toList();
  }

  private static PolicyDocument changing(List<IamRole> roles) {
    return PolicyDocument.of(
        PolicyType.IDENTITY,
        Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            List.of(
                Map.of(
                    "Effect",
                    "Allow",
                    "Action",
                    List.of("iam:PutRolePolicy", "iam:DeleteRolePolicy"),
                    "Resource",
                    roles.stream().map(IamRole::arn).toList()))));
  }

  /** What the operator needs. */
  public RolesKey key() {
    return new RolesKey(
        server.uri(),
        operator.accessKeyId(),
        operator.secretAccessKey(),
        roles.stream().map(IamRole::name).toList());
  }

  @Override
  public void close() {
    server.close();
  }

  /**
   * Where the door is, and what opens it.
   *
   * @param roles names of what lies behind it
   */
  public record RolesKey(
      URI endpoint, String accessKeyId, String secretAccessKey, List<String> roles) {

    /** Copies the names. */
    public RolesKey {
      roles = List.copyOf(roles);
    }

    /** Hides the secret. */
    @Override
    public String toString() {
      return "RolesKey[" + endpoint + ", " + accessKeyId + "]";
    }
  }
}
