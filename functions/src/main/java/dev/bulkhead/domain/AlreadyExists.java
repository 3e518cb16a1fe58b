package dev.bulkhead.domain;

/** Something of that name is there already: RESOURCE_ALREADY_EXISTS, 400 as MLflow has it. */
public final class AlreadyExists extends TrackingException {
  private static final long serialVersionUID = 1L;

  /** With the words the caller is told. */
  public AlreadyExists(String message) {
    super(message);
  }
}
