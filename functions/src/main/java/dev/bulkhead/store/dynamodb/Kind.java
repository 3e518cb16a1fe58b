package dev.bulkhead.store.dynamodb;

/** What an entry of a run or logged model is, and what happens to one that is there already. */
enum Kind {
  /** Must be new or the same as before. */
  PARAM("p"),
  /** Replaces the one before. */
  TAG("k"),
  /** That a dataset was used; a repeat is passed over, with its tags. */
  DATASET("d"),
  /** A tag of such a use: its key is the dataset's hash, {@code #} and the tag's key. */
  DATASET_TAG("e"),
  /** That a logged model was used; the first stays. */
  MODEL_INPUT("i"),
  /** That a logged model was made, at a step; the first stays. */
  MODEL_OUTPUT("o");

  private final String attribute;

  Kind(String attribute) {
    this.attribute = attribute;
  }

  /** The kind of that letter. */
  static Kind of(int letter) {
    for (Kind kind : values()) {
      if (kind.letter() == letter) {
        return kind;
      }
    }
    throw new IllegalStateException("No kind of entry has the letter " + letter);
  }

  char letter() {
    return attribute.charAt(0);
  }

  /** The map in the core item that has these entries by key. */
  String attribute() {
    return attribute;
  }
}
