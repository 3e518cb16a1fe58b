package dev.bulkhead.search;

/** A field that is sorted by, and which way. */
record OrderField(Field field, boolean ascending) {
  @Override
  public String toString() {
    return field + (ascending ? " ASC" : " DESC");
  }
}
