package dev.bulkhead.http;

import dev.bulkhead.domain.AlreadyExists;
import dev.bulkhead.domain.BadRequest;
import dev.bulkhead.domain.EndpointNotFound;
import dev.bulkhead.domain.Forbidden;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.domain.PayloadTooLarge;
import dev.bulkhead.domain.QuotaExceeded;
import dev.bulkhead.domain.Throttled;
import dev.bulkhead.domain.TrackingException;
import dev.bulkhead.domain.Unavailable;
import java.util.Map;

/** MLflow's error codes, with the HTTP status that MLflow gives each. */
public enum ErrorCode {
  BAD_REQUEST(400),
  ENDPOINT_NOT_FOUND(404),
  INTERNAL_ERROR(500),
  INVALID_PARAMETER_VALUE(400),
  PAYLOAD_TOO_LARGE(413),
  PERMISSION_DENIED(403),
  QUOTA_EXCEEDED(403),
  REQUEST_LIMIT_EXCEEDED(429),
  RESOURCE_ALREADY_EXISTS(400),
  RESOURCE_DOES_NOT_EXIST(404),
  TEMPORARILY_UNAVAILABLE(503);

  private final int status;

  ErrorCode(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  /** No {@code default}: a new kind of failure does not compile until it has a code. */
  public static ErrorCode of(TrackingException failure) {
    return switch (failure) {
      case AlreadyExists _ -> RESOURCE_ALREADY_EXISTS;
      case BadRequest _ -> BAD_REQUEST;
      case EndpointNotFound _ -> ENDPOINT_NOT_FOUND;
      case Forbidden _ -> PERMISSION_DENIED;
      case InvalidParameter _ -> INVALID_PARAMETER_VALUE;
      case NotFound _ -> RESOURCE_DOES_NOT_EXIST;
      case PayloadTooLarge _ -> PAYLOAD_TOO_LARGE;
      case QuotaExceeded _ -> QUOTA_EXCEEDED;
      case Throttled _ -> REQUEST_LIMIT_EXCEEDED;
      case Unavailable _ -> TEMPORARILY_UNAVAILABLE;
    };
  }

  /** An answer in MLflow's error shape; what passes by itself says when to come back. */
  public Reply reply(String message) {
    Reply reply =
        Reply.json(
            status,
            out -> {
              out.writeStringField("error_code", name());
              out.writeStringField("message", message);
            });
    return this == REQUEST_LIMIT_EXCEEDED || this == TEMPORARILY_UNAVAILABLE
        ? new Reply(
            status, Map.of("content-type", "application/json", "retry-after", "1"), reply.body())
        : reply;
  }
}
