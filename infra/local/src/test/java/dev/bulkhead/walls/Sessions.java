package dev.bulkhead.walls;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.app.Environment;
import dev.bulkhead.local.lambda.Handlers;
import dev.bulkhead.local.stack.LocalAws;
import dev.bulkhead.tenancy.SessionPolicy;
import dev.bulkhead.tenancy.SessionRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.Tag;

/** Clients of functions' sessions, as a fault and the walls that stand have them asked for. */
final class Sessions {
  private static final SessionPolicy ALL =
      new SessionPolicy(
          "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}");

  private final LocalAws aws;
  private final Walls walls;
  private final Calls calls;
  private final Map<String, Environment> environments = new ConcurrentHashMap<>();
  private final Map<String, Clients> own = new ConcurrentHashMap<>();
  private final Map<Key, Clients> clients = new ConcurrentHashMap<>();

  private final Map<String, RequestStreamHandler> handlers = new ConcurrentHashMap<>();

  private record Key(
      String function,
      SessionRequest request,
      boolean policy,
      Map<String, String> tags,
      String name) {}

  Sessions(LocalAws aws, Walls walls, Calls calls) {
    this.aws = aws;
    this.walls = walls;
    this.calls = calls;
  }

  Environment environment(String function) {
    return environments.computeIfAbsent(
        function, id -> aws.environment(aws.template().function(id)));
  }

  /** A function that no fault is in, kept warm. */
  RequestStreamHandler right(String function) {
    return handlers.computeIfAbsent(
        function, id -> Handlers.create(aws.template().function(id), environment(id)));
  }

  /** The clients of a session of this function. */
  Clients of(String function, Fault fault, SessionRequest asked) {
    Environment environment = environment(function);
    if (fault.usesOwnRole()) {
      return own.computeIfAbsent(
          function, _ -> Clients.of(environment, environment.credentials(), calls));
    }
    SessionRequest request = walls.hasSession() ? asked : open(asked);
    boolean policy = fault.sendsPolicy() && walls.hasSession();
    return clients.computeIfAbsent(
        new Key(
            function, request, policy, fault.tags(request), fault.sessionName(request.tenant())),
        key -> open(environment, key));
  }

  private static SessionRequest open(SessionRequest asked) {
    return new SessionRequest(
        asked.roleArn(), asked.tenant(), asked.access(), ALL, asked.lifetime());
  }

  private Clients open(Environment environment, Key key) {
    SessionRequest request = key.request();
    var assume =
        AssumeRoleRequest.builder()
            .roleArn(request.roleArn())
            .roleSessionName(key.name())
            .durationSeconds(Math.toIntExact(request.lifetime().toSeconds()));
    if (key.policy()) {
      assume.policy(request.policy().json());
    }
    assume.tags(key.tags().entrySet().stream().map(t -> tag(t.getKey(), t.getValue())).toList());
    try (StsClient sts =
        Clients.client(StsClient.builder(), "STS", environment, environment.credentials(), calls)) {
      return Clients.of(
          environment, credentials(sts.assumeRole(assume.build()).credentials()), calls);
    }
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static AwsCredentialsProvider credentials(Credentials issued) {
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(
            issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken()));
  }
}
