package dev.bulkhead.walls;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/** What a function asks of AWS: made wrong if that is the fault, and remembered. */
final class Calls implements ExecutionInterceptor {
  private static final Pattern READS = Pattern.compile("(Get|BatchGet|Query|List|Head).*Request");

  private final Queue<String> denials = new ConcurrentLinkedQueue<>();
  private final Queue<String> writes = new ConcurrentLinkedQueue<>();
  private volatile Fault fault = Fault.NONE;

  /** Forgets what was, before a call with this fault. */
  void begin(Fault now) {
    fault = now;
    denials.clear();
    writes.clear();
  }

  /** What AWS refused since then. */
  List<String> denials() {
    return List.copyOf(denials);
  }

  /** Whether anything was written to a service since then, such as {@code dynamodb}. */
  boolean hasWrittenTo(String service) {
    return writes.stream().anyMatch(request -> request.contains("." + service + "."));
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    SdkRequest request = context.request();
    Optional<String> listed = fault.listed();
    if (request instanceof ListObjectsV2Request list && listed.isPresent()) {
      return list.toBuilder().prefix(listed.get()).build();
    }
    if (request instanceof ListMultipartUploadsRequest list && listed.isPresent()) {
      return list.toBuilder().prefix(listed.get()).build();
    }
    return fault.rewrite().map(rewrite -> rewrite.asked(request)).orElse(request);
  }

  @Override
  public SdkResponse modifyResponse(
      Context.ModifyResponse context, ExecutionAttributes attributes) {
    SdkResponse response = context.response();
    return fault.rewrite().map(rewrite -> rewrite.answered(response)).orElse(response);
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    Class<?> request = context.request().getClass();
    if (!READS.matcher(request.getSimpleName()).matches()) {
      writes.add(request.getName());
    }
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    if (context.exception() instanceof AwsServiceException refused
        && refused.awsErrorDetails().errorCode().startsWith("AccessDenied")) {
      denials.add(refused.awsErrorDetails().errorMessage());
    }
  }
}
