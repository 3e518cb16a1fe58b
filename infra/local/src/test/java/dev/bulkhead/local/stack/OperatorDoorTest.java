package dev.bulkhead.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.app.Environment;
import dev.bulkhead.local.lambda.LocalLambda;
import dev.bulkhead.local.sqs.LocalQueue;
import dev.bulkhead.local.stack.OperatorDoor.OperatorKey;
import dev.bulkhead.local.template.LambdaFunction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class OperatorDoorTest {
  private static final AwsCredentialsProvider KEYS =
      StaticCredentialsProvider.create(AwsSessionCredentials.create("ASIAROLE", "hidden", "token"));

  private final HttpClient client = HttpClient.newHttpClient();
  private OperatorDoor door;

  @BeforeEach
  void open() throws IOException {
    var function =
        new LambdaFunction("Echo", "arn", "handler", Duration.ofSeconds(9), 512, "role", Map.of());
    door =
        OperatorDoor.open(
            new LocalLambda(
                List.of(function),
                _ ->
                    (event, answer, _) -> {
                      byte[] given = event.readAllBytes();
                      if (given.length == 0) {
                        throw new IllegalStateException("nothing");
                      }
                      answer.write(given);
                    },
                (_, _) -> {}),
            OperatorDoorTest::environment,
            List.of());
  }

  private static Environment environment(String function) {
    return new Environment(Map.of("FUNCTION", function), KEYS);
  }

  @AfterEach
  void close() {
    door.close();
    client.close();
  }

  @Test
  void theOperatorInvokesAFunction() throws Exception {
    OperatorKey key = door.key();

    HttpResponse<String> answer = post(key.invocations("Echo"), key.secret(), "{\"a\":1}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"a\":1}");
  }

  @Test
  void aFailureIsMarkedAsLambdaMarksIt() throws Exception {
    OperatorKey key = door.key();

    HttpResponse<String> answer = post(key.invocations("Echo"), key.secret(), "");

    assertThat(answer.headers().firstValue("X-Amz-Function-Error")).hasValue("Unhandled");
    assertThat(answer.body())
        .isEqualTo(
            "{\"errorType\":\"java.lang.IllegalStateException\",\"errorMessage\":\"nothing\"}");
  }

  @Test
  void theOperatorIsToldWhatAFunctionIsGiven() throws Exception {
    OperatorKey key = door.key();

    HttpResponse<String> answer = post(key.configuration("Echo"), key.secret(), "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"FunctionName\":\"Echo\",\"Environment\":{\"Variables\":{"
                + "\"AWS_ACCESS_KEY_ID\":\"ASIAROLE\",\"AWS_SECRET_ACCESS_KEY\":\"hidden\","
                + "\"AWS_SESSION_TOKEN\":\"token\","
                + "\"FUNCTION\":\"Echo\"}}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0000", "wrong"})
  void nobodyElseDoes(String secret) throws Exception {
    HttpResponse<String> invoked = post(door.key().invocations("Echo"), secret, "{}");
    HttpResponse<String> told = post(door.key().configuration("Echo"), secret, "");

    assertThat(invoked.statusCode()).isEqualTo(403);
    assertThat(told.statusCode()).isEqualTo(403);
    assertThat(told.body()).doesNotContain("ASIAROLE");
  }

  @Test
  void aFunctionThatIsNotThereIsNotFound() throws Exception {
    OperatorKey key = door.key();

    assertThat(post(key.invocations("Other"), key.secret(), "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void theOperatorListsDeadLettersAndHasThemDeliveredAgain(@TempDir Path directory)
      throws Exception {
    Files.writeString(directory.resolve("0001.5.dead"), "a letter");
    LocalQueue queue = LocalQueue.open(Optional.of(directory), 5);
    try (var other =
        OperatorDoor.open(
            new LocalLambda(List.of(), _ -> null, (_, _) -> {}),
            OperatorDoorTest::environment,
            List.of(queue))) {
      OperatorKey key = other.key();

      HttpResponse<String> listed = letters(key, key.secret(), "GET");
      HttpResponse<String> redriven = letters(key, key.secret(), "POST");

      assertThat(listed.body())
          .isEqualTo("{\"dead_letters\":[{\"id\":\"0001\",\"receives\":5,\"body\":\"a letter\"}]}");
      assertThat(redriven.body()).isEqualTo("{\"redriven\":1}");
      assertThat(queue.deadLetters()).isEmpty();
      assertThat(letters(key, "wrong", "GET").statusCode()).isEqualTo(403);
    }
  }

  private HttpResponse<String> letters(OperatorKey key, String secret, String method)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(key.deadLetters())
            .header("Authorization", "Bearer " + secret)
            .method(method, BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void theKeyDoesNotShowItsSecret() {
    assertThat(door.key().toString()).doesNotContain(door.key().secret());
  }

  @Test
  void everyDoorHasAKeyOfItsOwn() throws IOException {
    try (var other =
        OperatorDoor.open(
            new LocalLambda(List.of(), _ -> null, (_, _) -> {}),
            OperatorDoorTest::environment,
            List.of())) {
      assertThat(other.key().secret()).hasSize(64).isNotEqualTo(door.key().secret());
    }
  }

  private HttpResponse<String> post(URI uri, String secret, String event) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + secret)
            .POST(BodyPublishers.ofString(event))
            .build(),
        BodyHandlers.ofString());
  }
}
