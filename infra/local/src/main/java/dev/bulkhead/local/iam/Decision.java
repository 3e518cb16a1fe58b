package dev.bulkhead.local.iam;

/** What the policies that hold for a caller say of a request, all together. */
public sealed interface Decision {

  /** Every kind of policy that must allow it does, and none denies it. */
  record Allowed() implements Decision {}

  /** A statement denies it, whatever others allow. */
  record Denied(PolicyType by) implements Decision {}

  /** Nothing of this kind allows it. */
  record NotAllowed(PolicyType by) implements Decision {}

  /** Whether the call may go on. */
  default boolean isAllowed() {
    return this instanceof Allowed;
  }

  /** The words in which AWS refuses the call. */
  default String refusal(Identity caller, AccessRequest request) {
    String start =
        "User: %s is not authorized to perform: %s on resource: %s "
            .formatted(caller.principalArn(), request.action(), request.resource());
    return start
        + switch (this) {
          case Denied(PolicyType by) ->
              "with an explicit deny in %s %s policy".formatted(article(by), by.label());
          case NotAllowed(PolicyType by) ->
              "because no %s policy allows the %s action".formatted(by.label(), request.action());
          case Allowed() -> throw new IllegalStateException("The call was allowed");
        };
  }

  private static String article(PolicyType type) {
    return type == PolicyType.IDENTITY ? "an" : "a";
  }
}
