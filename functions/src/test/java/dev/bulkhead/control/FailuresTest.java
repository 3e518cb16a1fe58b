package dev.bulkhead.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bulkhead.domain.Throttled;
import dev.bulkhead.domain.Unavailable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

final class FailuresTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(cancelled("None", "TransactionConflict"), Throttled.class),
        Arguments.of(cancelled("ProvisionedThroughputExceeded", "None"), Throttled.class),
        Arguments.of(
            cancelled("TransactionConflict", "ConditionalCheckFailed"),
            TransactionCanceledException.class),
        Arguments.of(service("TransactionInProgressException", 400), Throttled.class),
        Arguments.of(service("RequestTimeTooSkewed", 403), Unavailable.class),
        Arguments.of(service("ExpiredTokenException", 400), Unavailable.class),
        Arguments.of(DynamoDbException.builder().statusCode(400).build(), Unavailable.class),
        Arguments.of(DynamoDbException.builder().statusCode(502).build(), Unavailable.class),
        Arguments.of(service("AccessDeniedException", 400), DynamoDbException.class));
  }

  private static RuntimeException cancelled(String... codes) {
    return TransactionCanceledException.builder()
        .cancellationReasons(
            Stream.of(codes).map(code -> CancellationReason.builder().code(code).build()).toList())
        .statusCode(400)
        .build();
  }

  private static RuntimeException service(String code, int status) {
    return DynamoDbException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("m").build())
        .statusCode(status)
        .build();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void onlyWhatMayPassIsToldToTheCaller(RuntimeException thrown, Class<?> expected) {
    Throwable told =
        catchThrowable(
            () ->
                Failures.translated(
                    () -> {
                      throw thrown;
                    }));

    assertThat(told).isExactlyInstanceOf(expected);
  }
}
