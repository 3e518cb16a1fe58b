package dev.bulkhead.local.template;

import java.util.List;
import java.util.Map;

/**
 * The bucket of the template.
 *
 * @param policies what its own policy says
 */
public record ArtifactBucket(
    String name, List<Map<String, Object>> policies, List<Notification> notifications) {

  /** Copies the lists. */
  public ArtifactBucket {
    policies = List.copyOf(policies);
    notifications = List.copyOf(notifications);
  }

  /**
   * Which events of the bucket go to a queue.
   *
   * @param event such as {@code s3:ObjectCreated:*}
   * @param prefix of the keys that count
   * @param queue its ARN
   */
  public record Notification(String event, String prefix, String queue) {

    /** Whether an event counts, named as in its record, such as {@code ObjectCreated:Put}. */
    public boolean matches(String eventName, String key) {
      String pattern = event.substring("s3:".length());
      boolean sameEvent =
          pattern.endsWith("*")
              ? eventName.startsWith(pattern.substring(0, pattern.length() - 1))
              : eventName.equals(pattern);
      return sameEvent && key.startsWith(prefix);
    }
  }
}
