package dev.bulkhead.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.local.iam.AccessRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What IAM is asked for each call: actions, resources and condition keys as the service
 * authorization reference and "Specifying conditions" in DynamoDB's developer guide have them.
 */
final class AccessQuestionsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final AccessQuestions QUESTIONS =
      new AccessQuestions(
          new TableArns("us-east-1", "000000000000"), new TableKeys(AccessQuestionsTest::describe));

  /** A line of the table. */
  record Case(JsonNode line) {
    Call call() {
      return new Call(line.path("operation").stringValue(), new Members(line.path("body")));
    }

    @Override
    public String toString() {
      return line.path("says").stringValue();
    }
  }

  static Stream<Case> questions() {
    return table("questions.json");
  }

  static Stream<Case> unjudgeable() {
    return table("unjudgeable.json");
  }

  @ParameterizedTest
  @MethodSource("questions")
  void asksWhatDynamoDbAsks(Case test) throws InvalidCall {
    List<AccessRequest> asked = QUESTIONS.of(test.call());

    assertThat(asked.stream().map(AccessQuestionsTest::sorted))
        .containsExactlyElementsOf(
            test.line().path("asks").valueStream().map(AccessQuestionsTest::expected).toList());
  }

  @ParameterizedTest
  @MethodSource("unjudgeable")
  void refusesACallThatCannotBeJudged(Case test) {
    assertThatThrownBy(() -> QUESTIONS.of(test.call())).isInstanceOf(InvalidCall.class);
  }

  /** Attribute names come in no order that matters. */
  private static Map<String, Object> sorted(AccessRequest request) {
    Map<String, List<String>> context = new TreeMap<>();
    request.context().forEach((key, values) -> context.put(key, values.stream().sorted().toList()));
    return Map.of("action", request.action(), "resource", request.resource(), "context", context);
  }

  private static Map<String, Object> expected(JsonNode ask) {
    Map<String, List<String>> context =
        ask.path("context").properties().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    e -> e.getValue().valueStream().map(JsonNode::stringValue).sorted().toList(),
                    (a, _) -> a,
                    TreeMap::new));
    return Map.of(
        "action",
        ask.path("action").stringValue(),
        "resource",
        ask.path("resource").stringValue(),
        "context",
        context);
  }

  private static Optional<TableDescription> describe(String table) {
    String account = "arn:aws:dynamodb:us-east-1:000000000000:table/";
    return switch (table.startsWith(account) ? table.substring(account.length()) : table) {
      case "runs" ->
          Optional.of(
              TableDescription.builder()
                  .keySchema(hash("pk"), range("sk"))
                  .globalSecondaryIndexes(
                      GlobalSecondaryIndexDescription.builder()
                          .indexName("by-owner")
                          .keySchema(hash("owner"))
                          .build())
                  .build());
      case "numbers" -> Optional.of(TableDescription.builder().keySchema(hash("n")).build());
      default -> Optional.empty();
    };
  }

  private static KeySchemaElement hash(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
  }

  private static KeySchemaElement range(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.RANGE).build();
  }

  private static Stream<Case> table(String name) {
    try (InputStream in = AccessQuestionsTest.class.getResourceAsStream(name)) {
      return JSON.readTree(in).valueStream().map(Case::new).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
