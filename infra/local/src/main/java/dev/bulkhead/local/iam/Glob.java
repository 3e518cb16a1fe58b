package dev.bulkhead.local.iam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern with its variables already filled in: code points to be met literally, and wildcards
 * kept apart from them as negative numbers, so that no value can ever turn into a wildcard.
 */
final class Glob {
  static final int ANY = -1;
  static final int ONE = -2;
  static final int ANY_BUT_COLON = -3;
  static final int ONE_BUT_COLON = -4;

  private final int[] atoms;

  Glob(int[] atoms) {
    this.atoms = atoms;
  }

  /** Whether the whole text fits. */
  boolean matches(String text) {
    int[] points = text.codePoints().toArray();
    int literal = 0;
    while (literal < atoms.length && atoms[literal] >= 0) {
      if (literal == points.length || points[literal] != atoms[literal]) {
        return false;
      }
      literal++;
    }
    return literal == atoms.length ? points.length == literal : restMatches(points, literal);
  }

  /**
   * Reads the text once and follows all ways to fit at a time, so a pattern full of asterisks costs
   * length times length and never more.
   */
  private boolean restMatches(int[] points, int from) {
    boolean[] reached = new boolean[atoms.length + 1];
    reached[from] = true;
    passStars(reached);
    for (int i = from; i < points.length; i++) {
      reached = step(reached, points[i]);
    }
    return reached[atoms.length];
  }

  boolean equalsIgnoreCase(String text) {
    return Arrays.stream(atoms).allMatch(atom -> atom >= 0)
        && new String(atoms, 0, atoms.length).equalsIgnoreCase(text);
  }

  /** Cuts at the literal colons; the last part keeps those that are left over. */
  List<Glob> components(int most) {
    List<Glob> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < atoms.length && parts.size() < most - 1; i++) {
      if (atoms[i] == ':') {
        parts.add(new Glob(Arrays.copyOfRange(atoms, from, i)));
        from = i + 1;
      }
    }
    parts.add(new Glob(Arrays.copyOfRange(atoms, from, atoms.length)));
    return parts;
  }

  private boolean[] step(boolean[] reached, int point) {
    boolean[] next = new boolean[reached.length];
    for (int i = 0; i < atoms.length; i++) {
      if (reached[i] && takes(atoms[i], point)) {
        next[isStar(atoms[i]) ? i : i + 1] = true;
      }
    }
    passStars(next);
    return next;
  }

  private void passStars(boolean[] reached) {
    for (int i = 0; i < atoms.length; i++) {
      if (reached[i] && isStar(atoms[i])) {
        reached[i + 1] = true;
      }
    }
  }

  private static boolean isStar(int atom) {
    return atom == ANY || atom == ANY_BUT_COLON;
  }

  private static boolean takes(int atom, int point) {
    return switch (atom) {
      case ANY, ONE -> true;
      case ANY_BUT_COLON, ONE_BUT_COLON -> point != ':';
      default -> atom == point;
    };
  }
}
