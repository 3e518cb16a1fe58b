package dev.bulkhead.store.segments;

import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.search.RunColumns;

/**
 * Where runs' artifacts lie: mostly the same of all runs of an experiment, but for the run's id.
 */
final class ArtifactUris implements RunColumns.Texts {
  private static final String ID = "\0";
  private static final char LITERAL = '=';
  private static final char PATTERN = '*';

  private final TextColumn patterns;
  private final RunIds ids;

  ArtifactUris(TextColumn patterns, RunIds ids) {
    this.patterns = patterns;
    this.ids = ids;
  }

  static String pattern(RunInfo run) {
    String uri = run.artifactUri();
    return uri.contains(ID) ? LITERAL + uri : PATTERN + uri.replace(run.id().value(), ID);
  }

  @Override
  public int codes() {
    return ids.codes();
  }

  @Override
  public int code(int row) {
    return row;
  }

  @Override
  public String text(int row) {
    String pattern = patterns.get(row);
    String uri = pattern.substring(1);
    return pattern.charAt(0) == LITERAL ? uri : uri.replace(ID, ids.text(row));
  }

  int byteSize() {
    return patterns.byteSize();
  }
}
