package dev.bulkhead.local.s3;

import dev.bulkhead.local.iam.AccessRequest;
import dev.bulkhead.local.iam.Iam;
import dev.bulkhead.local.iam.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** IAM with one kind of policy: these actions, under this prefix. */
final class PrefixIam implements Iam {
  static final String BUCKET = "artifacts";

  /** Reading and writing objects, and listing, under the tenant's own prefix. */
  static final Set<String> EDIT =
      Set.of(
          "s3:GetObject",
          "s3:PutObject",
          "s3:DeleteObject",
          "s3:ListBucket",
          "s3:AbortMultipartUpload",
          "s3:ListMultipartUploadParts");

  static final Set<String> VIEW = Set.of("s3:GetObject", "s3:ListBucket");

  private record Grant(Set<String> actions, String prefix) {}

  private final Map<String, Identity> identities = new ConcurrentHashMap<>();
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();

  /** A session that may do these things under {@code tenants/<tenant>/}. */
  Identity session(String tenant, Set<String> actions) {
    return session(tenant, actions, Instant.now().plus(Duration.ofHours(1)));
  }

  Identity session(String tenant, Set<String> actions, Instant end) {
    String id = "ASIA" + tenant + actions.size() + identities.size();
    var identity =
        new Identity(
            id,
            "secret of " + id,
            Optional.of("token/of+" + id + "=="),
            Optional.of(end),
            "arn:aws:sts::000000000000:assumed-role/TenantDataRole/" + tenant);
    return register(identity, new Grant(actions, "tenants/" + tenant + "/"));
  }

  /** A long-lived key that may do everything. */
  Identity operator() {
    var identity =
        new Identity(
            "AKIAOPERATOR",
            "operator's secret",
            Optional.empty(),
            Optional.empty(),
            "arn:aws:iam::000000000000:user/operator");
    return register(identity, new Grant(Set.of(), ""));
  }

  private Identity register(Identity identity, Grant grant) {
    identities.put(identity.accessKeyId(), identity);
    grants.put(identity.accessKeyId(), grant);
    return identity;
  }

  @Override
  public Optional<Identity> find(String accessKeyId) {
    return Optional.ofNullable(identities.get(accessKeyId));
  }

  @Override
  public boolean allows(Identity identity, AccessRequest request) {
    Grant grant = grants.get(identity.accessKeyId());
    if (grant.prefix().isEmpty()) {
      return true;
    }
    String bucket = "arn:aws:s3:::" + BUCKET;
    boolean under =
        request.resource().equals(bucket)
            ? request.context().getOrDefault("s3:prefix", List.of()).stream()
                .anyMatch(prefix -> prefix.startsWith(grant.prefix()))
            : request.resource().startsWith(bucket + "/" + grant.prefix());
    return under && grant.actions().contains(request.action());
  }
}
