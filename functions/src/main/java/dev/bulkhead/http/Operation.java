package dev.bulkhead.http;

/** One thing a client can ask for; its class is named as MLflow names the call. */
@FunctionalInterface
public interface Operation {

  /**
   * Answers the call, or changes nothing.
   *
   * @throws dev.bulkhead.domain.TrackingException whatever the caller may be told
   */
  Reply answer(Call call);
}
