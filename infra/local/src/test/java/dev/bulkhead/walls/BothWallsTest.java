package dev.bulkhead.walls;

/** Both walls as they are in production. */
final class BothWallsTest extends EachWallAlone {
  BothWallsTest() {
    super(Walls.BOTH);
  }
}
