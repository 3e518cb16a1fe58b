package dev.bulkhead.local.iam;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A string of a policy, read once: literal text, wildcards and the variables to be filled in. */
sealed interface PolicyString {

  /**
   * Fills the variables in. Empty if one has no value: AWS lets such a string equal nothing, be
   * like nothing and name no resource.
   */
  Optional<Glob> resolve(Context context);

  static PolicyString of(List<Piece> pieces) {
    boolean fixed = pieces.stream().allMatch(piece -> piece instanceof Atom);
    WithVariables string = new WithVariables(List.copyOf(pieces));
    return fixed ? new Fixed(string.resolve(Context.EMPTY).orElseThrow()) : string;
  }

  /** Most strings have no variable, and are the same for every request. */
  record Fixed(Glob glob) implements PolicyString {
    @Override
    public Optional<Glob> resolve(Context context) {
      return Optional.of(glob);
    }
  }

  /** A string to be put together for each request. */
  record WithVariables(List<Piece> pieces) implements PolicyString {
    @Override
    public Optional<Glob> resolve(Context context) {
      IntStream.Builder atoms = IntStream.builder();
      for (Piece piece : pieces) {
        Optional<int[]> filled = piece.atoms(context);
        if (filled.isEmpty()) {
          return Optional.empty();
        }
        for (int atom : filled.get()) {
          atoms.add(atom);
        }
      }
      return Optional.of(new Glob(atoms.build().toArray()));
    }
  }

  /** A part of the string. */
  sealed interface Piece {
    Optional<int[]> atoms(Context context);
  }

  /** A code point, or one of {@link Glob}'s wildcards. */
  record Atom(int atom) implements Piece {
    @Override
    public Optional<int[]> atoms(Context context) {
      return Optional.of(new int[] {atom});
    }
  }

  /** {@code ${key}} */
  record Variable(String key) implements Piece {
    @Override
    public Optional<int[]> atoms(Context context) {
      List<String> values = context.values(key);
      return values.size() == 1
          ? Optional.of(values.getFirst().codePoints().toArray())
          : Optional.empty();
    }
  }

  /** {@code ${key, 'fallback'}} */
  record VariableOr(Variable variable, String fallback) implements Piece {
    @Override
    public Optional<int[]> atoms(Context context) {
      return variable.atoms(context).or(() -> Optional.of(fallback.codePoints().toArray()));
    }
  }
}
