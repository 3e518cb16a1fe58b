package dev.bulkhead.app;

import dev.bulkhead.domain.Deadline;
import java.time.Duration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Begins no attempt that might outlast the call it is made for. A call is made of many of AWS's,
 * and each may be tried several times, so that no bound on one of them would bound the whole.
 *
 * @param attempt how long one attempt takes at the longest, and what is then left to do
 */
record InTime(Duration attempt) implements ExecutionInterceptor {

  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes about) {
    if (!Deadline.leaves(attempt)) {
      throw ApiCallTimeoutException.builder()
          .message("There is no time for another attempt before the call must be answered")
          .build();
    }
  }
}
