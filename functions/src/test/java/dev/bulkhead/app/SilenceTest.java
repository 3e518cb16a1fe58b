package dev.bulkhead.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A service that listens and never says a word. */
@Timeout(20)
final class SilenceTest {
  private static final Patience PATIENCE = new Patience(Duration.ofMillis(100), 3);

  private final Queue<Socket> callers = new ConcurrentLinkedQueue<>();
  private ServerSocket mute;

  @BeforeEach
  void listen() throws IOException {
    mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  callers.add(mute.accept());
                }
              } catch (IOException _) {
                // It was closed.
              }
            });
  }

  @AfterEach
  void close() throws IOException {
    mute.close();
    for (Socket caller : callers) {
      caller.close();
    }
  }

  @Test
  void eachAttemptIsGivenUpAfterSomeSilenceAndTheLastOneFails() {
    assertThatThrownBy(this::call).isInstanceOf(SdkClientException.class);
    assertThat(callers).hasSize(3);
  }

  @Test
  void noAttemptIsBegunForWhichThereIsNoTime() {
    Duration enough = PATIENCE.attempt(Duration.ofSeconds(1));
    assertThatThrownBy(
            () ->
                Deadline.within(
                    () -> enough.toMillis() - callers.size() - 1,
                    () -> {
                      call();
                      return true;
                    }))
        .isInstanceOf(SdkClientException.class);
    assertThat(callers).isEmpty();
  }

  @Test
  void whatLambdaSaysIsAskedBeforeEachAttempt() {
    Duration enough = PATIENCE.attempt(Duration.ofSeconds(1));
    assertThatThrownBy(
            () ->
                Deadline.within(
                    () -> enough.toMillis() - callers.size(),
                    () -> {
                      call();
                      return true;
                    }))
        .isInstanceOf(SdkClientException.class);
    assertThat(callers).hasSize(1);
  }

  private void call() {
    var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));
    var environment =
        new Environment(
            Map.of(
                "AWS_REGION",
                "us-east-1",
                "AWS_ENDPOINT_URL_DYNAMODB",
                "http://127.0.0.1:" + mute.getLocalPort()),
            credentials);
    try (DynamoDbClient client = new AwsClients(environment, PATIENCE).dynamoDb(credentials)) {
      var _ = client.listTables();
    }
  }
}
