package dev.bulkhead.app;

import java.util.function.Function;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/** S3 in sessions that are renewed when they end. */
final class RenewedS3 extends DelegatingS3Client {
  private final Renewal renewal;

  RenewedS3(S3Client s3, Renewal renewal) {
    super(s3);
    this.renewal = renewal;
  }

  @Override
  protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
    return renewal.made(() -> operation.apply(request));
  }
}
