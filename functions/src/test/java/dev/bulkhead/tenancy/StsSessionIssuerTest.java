package dev.bulkhead.tenancy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bulkhead.domain.Unavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

final class StsSessionIssuerTest {
  private static final SessionRequest REQUEST =
      new TenantRole(
              "arn:aws:iam::123456789012:role/data",
              "arn:aws:dynamodb:eu-west-1:123456789012:table/tracking",
              "bucket")
          .session(new TenantId("acme"), Access.READ, Capability.TRACKING);

  private static final String SESSION =
      """
      <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
        <Credentials><AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
        <SessionToken>token</SessionToken><Expiration>2026-01-01T00:15:00Z</Expiration></Credentials>
      </AssumeRoleResult></AssumeRoleResponse>
      """;

  private HttpServer sts;
  private int status = 200;
  private String answer = SESSION;
  private String asked = "";

  @BeforeEach
  void start() throws IOException {
    sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sts.createContext("/", this::answer);
    sts.start();
  }

  @AfterEach
  void stop() {
    sts.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked = URLDecoder.decode(new String(exchange.getRequestBody().readAllBytes(), UTF_8), UTF_8);
    exchange.sendResponseHeaders(status, 0);
    exchange.getResponseBody().write(answer.getBytes(UTF_8));
    exchange.close();
  }

  @Test
  void asksForExactlyWhatIsRequested() {
    TenantSession session = issuer().issue(REQUEST);

    assertThat(session.credentials().accessKeyId()).isEqualTo("ASIA1");
    assertThat(session.credentials().sessionToken()).isEqualTo("token");
    assertThat(session.expiration()).isEqualTo(Instant.parse("2026-01-01T00:15:00Z"));
    assertThat(asked.split("&"))
        .contains(
            "Action=AssumeRole",
            "RoleArn=arn:aws:iam::123456789012:role/data",
            "RoleSessionName=acme",
            "DurationSeconds=900",
            "Policy=" + REQUEST.policy().json(),
            "Tags.member.1.Key=tenant",
            "Tags.member.1.Value=acme",
            "Tags.member.2.Key=access",
            "Tags.member.2.Value=read");
  }

  @ParameterizedTest
  @CsvSource({"400, Throttling", "400, ThrottlingException", "503, ServiceUnavailable", "500, ''"})
  void isUnavailableWhileStsIs(int status, String code) {
    fail(status, code);

    assertThatThrownBy(() -> issuer().issue(REQUEST)).isInstanceOf(Unavailable.class);
  }

  @Test
  void keepsWhoThrottledByTheNameThatTheAlarmCounts() {
    fail(400, "Throttling");

    assertThatThrownBy(() -> issuer().issue(REQUEST))
        .cause()
        .isInstanceOfSatisfying(
            StsException.class,
            e -> assertThat(e.awsErrorDetails().serviceName()).isEqualTo("Sts"));
  }

  @Test
  void isUnavailableWhenStsCannotBeReached() {
    StsSessionIssuer issuer = issuer();
    sts.stop(0);

    assertThatThrownBy(() -> issuer.issue(REQUEST)).isInstanceOf(Unavailable.class);
  }

  /** It is our bug, and no client should come back for it. */
  @ParameterizedTest
  @CsvSource({"403, AccessDenied", "400, MalformedPolicyDocument", "400, PackedPolicyTooLarge"})
  void letsRefusalsBeSeen(int status, String code) {
    fail(status, code);

    assertThatThrownBy(() -> issuer().issue(REQUEST))
        .isInstanceOf(StsException.class)
        .hasMessageContaining("because");
  }

  private void fail(int status, String code) {
    this.status = status;
    this.answer =
        "<ErrorResponse><Error><Code>"
            + code
            + "</Code><Message>because</Message></Error></ErrorResponse>";
  }

  private StsSessionIssuer issuer() {
    return new StsSessionIssuer(
        StsClient.builder()
            .httpClient(Apache5HttpClient.create())
            .region(Region.EU_WEST_1)
            .endpointOverride(URI.create("http://127.0.0.1:" + sts.getAddress().getPort()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("own", "own-secret")))
            .overrideConfiguration(
                settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build());
  }
}
