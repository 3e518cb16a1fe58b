package dev.bulkhead.local.prove;

import java.util.List;
import software.amazon.awssdk.services.sts.model.Tag;

/** What can be asked of STS: above all, to become somebody else. */
final class SessionAttempts {
  private static final String SERVICE = "STS";

  private SessionAttempts() {}

  static List<Attempt> last() {
    return List.of(
        new Attempt(
            SERVICE,
            "GetCallerIdentity",
            true,
            _ -> true,
            a ->
                a.sts().getCallerIdentity().arn().endsWith("/" + a.own())
                    ? new Outcome.Allowed()
                    : new Outcome.Unclear("a session of another name")));
  }

  static List<Attempt> across() {
    return List.of(
        Attempt.mustFail(SERVICE, "AssumeRole, as another", a -> assume(a, a.other(), "read")),
        Attempt.mustFail(SERVICE, "AssumeRole, own, to write", a -> assume(a, a.own(), "write")),
        Attempt.mustFail(
            SERVICE,
            "AssumeRole, without tags",
            a ->
                a.sts()
                    .assumeRole(r -> r.roleArn(a.session().roleArn()).roleSessionName("prove"))));
  }

  private static Object assume(Actor a, String tenant, String access) {
    return a.sts()
        .assumeRole(
            r ->
                r.roleArn(a.session().roleArn())
                    .roleSessionName(tenant)
                    .tags(tag("tenant", tenant), tag("access", access)));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
