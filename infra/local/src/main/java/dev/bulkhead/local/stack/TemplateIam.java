package dev.bulkhead.local.stack;

import dev.bulkhead.local.iam.DataKey;
import dev.bulkhead.local.iam.Identity;
import dev.bulkhead.local.iam.InvalidPolicy;
import dev.bulkhead.local.iam.LocalIam;
import dev.bulkhead.local.iam.PolicyDocument;
import dev.bulkhead.local.iam.PolicyType;
import dev.bulkhead.local.iam.Role;
import dev.bulkhead.local.template.IamRole;
import dev.bulkhead.local.template.InvalidTemplate;
import dev.bulkhead.local.template.LambdaFunction;
import dev.bulkhead.local.template.Template;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The account's IAM, with the template's roles and the bucket's own policy. */
final class TemplateIam {
  private final LocalIam iam;

  TemplateIam(Template template, Clock clock) {
    List<PolicyDocument> ofBucket =
        template.bucket().policies().stream()
            .map(policy -> document("The bucket", PolicyType.RESOURCE, policy))
            .toList();
    List<Role> roles = template.roles().stream().map(TemplateIam::role).toList();
    this.iam =
        new LocalIam(
            clock, roles, ofBucket, template.dataKeys().stream().map(DataKey::new).toList());
  }

  LocalIam iam() {
    return iam;
  }

  /** What a function signs with: a session of its own role, and of nothing else. */
  AwsCredentialsProvider credentials(LambdaFunction function) {
    Role role =
        iam.role(function.roleArn())
            .orElseThrow(() -> new InvalidTemplate(function.id() + " has no role."));
    Identity keys = iam.issueKeys(role);
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(
            keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken().orElseThrow()));
  }

  private static Role role(IamRole role) {
    return new Role(
        role.name(),
        role.arn(),
        document(role.id(), PolicyType.TRUST, role.trust()),
        role.policies().stream()
            .map(policy -> document(role.id(), PolicyType.IDENTITY, policy))
            .toList());
  }

  private static PolicyDocument document(
      String owner, PolicyType type, Map<String, Object> policy) {
    try {
      return PolicyDocument.of(type, policy);
    } catch (InvalidPolicy e) {
      throw new InvalidTemplate("%s has an invalid policy: %s.".formatted(owner, e.getMessage()));
    }
  }
}
