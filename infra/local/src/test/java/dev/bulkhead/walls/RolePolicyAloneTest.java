package dev.bulkhead.walls;

/** Every session policy lets all pass: the role's policy must do. */
final class RolePolicyAloneTest extends EachWallAlone {
  RolePolicyAloneTest() {
    super(Walls.ROLE_ALONE);
  }
}
