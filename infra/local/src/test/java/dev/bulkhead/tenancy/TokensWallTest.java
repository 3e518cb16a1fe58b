package dev.bulkhead.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.bulkhead.app.Environment;
import dev.bulkhead.local.stack.LocalAws;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** An admin's session reaches the own tenant's tokens, and neither its standing nor another's. */
final class TokensWallTest {
  private static final TenantId ACME = new TenantId("acme");
  private static LocalAws aws;
  private static Environment function;
  private static String table;

  @BeforeAll
  static void start(@TempDir Path scratch) throws IOException {
    aws = Wall.BOTH.start(scratch);
    function = aws.environment(aws.template().function("TokensFunction"));
    table = function.required("CONTROL_TABLE");
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @Test
  void ownTokensAreInReach() {
    DynamoDbClient acme = session(Access.WRITE);

    acme.putItem(put -> put.tableName(table).item(key("TOKENS#acme", "1")));

    assertThat(
            acme.query(
                    query ->
                        query
                            .tableName(table)
                            .keyConditionExpression("pk = :pk")
                            .expressionAttributeValues(Map.of(":pk", fromS("TOKENS#acme"))))
                .items())
        .contains(key("TOKENS#acme", "1"));
  }

  @ParameterizedTest
  @CsvSource({
    "TENANT#acme, TENANT",
    "TENANTS, acme",
    "PASSES#acme, 0123456789abcdef",
    "PASSES#acme2, 0123456789abcdef",
    "GUESTS#acme, acme2#0123456789abcdef",
    "GUESTS#acme2, acme#0123456789abcdef",
    "TOKENS#acme2, 1",
    "TOKENS#acme#, 1",
    "TOKENS#, 1",
    "T#acme#X, 1"
  })
  void nothingElseCanBeWritten(String partition, String sort) {
    for (DynamoDbClient session : List.of(session(Access.WRITE), sessionByRoleAlone())) {
      assertDenied(() -> session.putItem(r -> r.tableName(table).item(key(partition, sort))));
      assertDenied(() -> session.updateItem(r -> r.tableName(table).key(key(partition, sort))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TENANT#acme", "TENANTS", "TOKENS#acme2", "PASSES#acme", "GUESTS#acme"})
  void nothingElseCanBeRead(String partition) {
    for (DynamoDbClient session : List.of(session(Access.READ), sessionByRoleAlone())) {
      assertDenied(
          () ->
              session.query(
                  query ->
                      query
                          .tableName(table)
                          .keyConditionExpression("pk = :pk")
                          .expressionAttributeValues(Map.of(":pk", fromS(partition)))));
      assertDenied(() -> session.scan(scan -> scan.tableName(table)));
    }
  }

  @Test
  void sessionThatReadsCannotWrite() {
    assertDenied(
        () -> session(Access.READ).putItem(r -> r.tableName(table).item(key("TOKENS#acme", "2"))));
  }

  private static void assertDenied(Runnable attempt) {
    assertThatThrownBy(attempt::run)
        .isInstanceOfSatisfying(
            DynamoDbException.class,
            e ->
                assertThat(e.awsErrorDetails().errorCode())
                    .as(e.toString())
                    .isEqualTo("AccessDeniedException"));
  }

  private static DynamoDbClient session(Access access) {
    return TenantCredentials.of(function, request(access)).dynamo();
  }

  private static DynamoDbClient sessionByRoleAlone() {
    SessionRequest asked = request(Access.WRITE);
    return TenantCredentials.of(
            function,
            new SessionRequest(asked.roleArn(), ACME, Access.WRITE, Wall.ALL, asked.lifetime()))
        .dynamo();
  }

  private static SessionRequest request(Access access) {
    return new TokensRole(
            function.required("TOKENS_ROLE_ARN"), function.required("CONTROL_TABLE_ARN"))
        .session(ACME, access);
  }

  private static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of("pk", fromS(partition), "sk", fromS(sort));
  }
}
