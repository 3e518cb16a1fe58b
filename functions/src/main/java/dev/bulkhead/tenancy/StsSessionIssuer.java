package dev.bulkhead.tenancy;

import dev.bulkhead.domain.Unavailable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

/** Has STS hand out sessions, asked with the function's own credentials. */
public final class StsSessionIssuer implements SessionIssuer {
  private final StsClient sts;

  /** An issuer that asks this STS. */
  public StsSessionIssuer(StsClient sts) {
    this.sts = sts;
  }

  @Override
  public TenantSession issue(SessionRequest request) {
    try {
      return session(sts.assumeRole(assumeRole(request)).credentials());
    } catch (SdkClientException e) {
      throw unavailable(e);
    } catch (StsException e) {
      // What else STS refuses is a mistake in the deployment: let it be seen as the bug it is.
      throw mayPass(e) ? unavailable(e) : e;
    }
  }

  private static boolean mayPass(StsException e) {
    return e.isThrottlingException() || e.statusCode() >= 500 || e.isClockSkewException();
  }

  private static AssumeRoleRequest assumeRole(SessionRequest request) {
    return AssumeRoleRequest.builder()
        .roleArn(request.roleArn())
        .roleSessionName(request.tenant().value())
        .tags(tag("tenant", request.tenant().value()), tag("access", request.access().tag()))
        .policy(request.policy().json())
        .durationSeconds(Math.toIntExact(request.lifetime().toSeconds()))
        .build();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static TenantSession session(Credentials issued) {
    return new TenantSession(
        AwsSessionCredentials.create(
            issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken()),
        issued.expiration());
  }

  private static Unavailable unavailable(SdkException cause) {
    var unavailable = new Unavailable("The service is busy. Please try again.");
    unavailable.initCause(cause);
    return unavailable;
  }
}
