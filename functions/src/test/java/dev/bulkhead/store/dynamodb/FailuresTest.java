package dev.bulkhead.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bulkhead.domain.Throttled;
import dev.bulkhead.domain.Unavailable;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

final class FailuresTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(service("ProvisionedThroughputExceededException", 400), Throttled.class),
        Arguments.of(service("ThrottlingException", 400), Throttled.class),
        Arguments.of(service("RequestLimitExceeded", 400), Throttled.class),
        Arguments.of(service("InternalServerError", 500), Unavailable.class),
        Arguments.of(service("ServiceUnavailable", 503), Unavailable.class),
        Arguments.of(service("AccessDeniedException", 400), DynamoDbException.class),
        Arguments.of(service("ResourceNotFoundException", 400), DynamoDbException.class),
        Arguments.of(service("ValidationException", 400), DynamoDbException.class),
        Arguments.of(service("ExpiredTokenException", 400), Unavailable.class),
        Arguments.of(service("RequestTimeTooSkewed", 403), Unavailable.class),
        Arguments.of(service("TransactionInProgressException", 400), Throttled.class),
        Arguments.of(DynamoDbException.builder().statusCode(400).build(), Unavailable.class),
        Arguments.of(DynamoDbException.builder().statusCode(502).build(), Unavailable.class),
        Arguments.of(
            SdkClientException.create(
                "cut off", new UncheckedIOException(new EOFException("in the middle"))),
            Unavailable.class),
        Arguments.of(
            Crc32MismatchException.builder().message("damaged").build(), Unavailable.class),
        Arguments.of(ApiCallTimeoutException.create(1), Unavailable.class),
        Arguments.of(
            SdkClientException.create("no answer", new SocketTimeoutException()),
            Unavailable.class),
        Arguments.of(SdkClientException.create("no credentials"), SdkClientException.class));
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
    Throwable mapped =
        catchThrowable(
            () ->
                Failures.mapped(
                    () -> {
                      throw thrown;
                    }));

    assertThat(mapped).isExactlyInstanceOf(expected);
  }
}
