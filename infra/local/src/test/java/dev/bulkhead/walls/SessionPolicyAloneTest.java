package dev.bulkhead.walls;

/** The roles' policies let all pass: the session policy must do. */
final class SessionPolicyAloneTest extends EachWallAlone {
  SessionPolicyAloneTest() {
    super(Walls.SESSION_ALONE);
  }
}
