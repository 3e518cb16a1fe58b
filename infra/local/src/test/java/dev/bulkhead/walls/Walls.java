package dev.bulkhead.walls;

/** Which of the two policies around a session is as it should be; others let all pass. */
enum Walls {
  BOTH(true, true),
  ROLE_ALONE(true, false),
  SESSION_ALONE(false, true),
  /** What must never be, to see that it is seen. */
  NEITHER(false, false);

  private final boolean role;
  private final boolean session;

  Walls(boolean role, boolean session) {
    this.role = role;
    this.session = session;
  }

  boolean hasRole() {
    return role;
  }

  boolean hasSession() {
    return session;
  }
}
