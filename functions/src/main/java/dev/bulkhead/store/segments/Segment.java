package dev.bulkhead.store.segments;

import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.ModelOutput;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.search.RunColumns;
import dev.bulkhead.store.metriclog.ColumnReader;
import java.util.List;
import java.util.function.Function;

/**
 * Runs of one experiment as columns in memory, in the order of their ids; as they were when the
 * segment was written, each in its own lifecycle stage. Of datasets, name and digest are told.
 */
public final class Segment implements RunColumns {
  /** As many entries of one kind may be in a segment; see docs/segments.md. */
  static final int MAX_ENTRIES = 1 << 24;

  /** As many bytes of text of one kind. */
  static final int MAX_BYTES = 1 << 27;

  static final int MAX_ROWS = 1 << 20;

  private final SegmentId id;
  private final int rows;
  private final RunInfos infos;
  private final MetricEntries metrics;
  private final TextEntries params;
  private final TextEntries tags;
  private final TextLists<DatasetInput> datasets;
  private final TextLists<String> modelInputs;
  private final TextLists<ModelOutput> modelOutputs;

  Segment(SegmentId id, int rows, ColumnReader in) {
    this.id = id;
    this.rows = rows;
    this.infos = new RunInfos(in, rows);
    this.metrics = MetricEntries.read(in, rows);
    this.params = TextEntries.read(in, rows);
    this.tags = TextEntries.read(in, rows);
    this.datasets = TextLists.read(in, rows, RunTexts::datasetInput);
    this.modelInputs = TextLists.read(in, rows, Function.identity());
    this.modelOutputs = TextLists.read(in, rows, RunTexts::modelOutput);
  }

  /** Which segment it says that it is. */
  public SegmentId id() {
    return id;
  }

  @Override
  public int rows() {
    return rows;
  }

  /** The row of a run, or -1. */
  public int row(RunId run) {
    return infos.ids().row(run);
  }

  /** How many rows are of lesser ids than this. */
  public int rowsBefore(RunId run) {
    return infos.ids().rowsBefore(run);
  }

  RunIds ids() {
    return infos.ids();
  }

  /** The id of the run in a row. */
  public RunId runId(int row) {
    return infos.ids().get(row);
  }

  /** Whether the run in a row was deleted, by itself and not with its experiment. */
  public boolean isDeleted(int row) {
    return infos.isDeleted(row);
  }

  /** The run in a row. */
  public Run run(int row) {
    return new Run(
        infos.get(row),
        metrics.row(row, infos.start(row)),
        params.row(row),
        tags.row(row),
        datasets.get(row),
        modelInputs.get(row),
        modelOutputs.get(row));
  }

  @Override
  public Texts attributes(Attribute attribute) {
    return infos.texts(attribute);
  }

  @Override
  public Texts params(String key) {
    return params.column(key);
  }

  @Override
  public Texts tags(String key) {
    return tags.column(key);
  }

  @Override
  public Times times(Time time) {
    return infos.times(time);
  }

  @Override
  public Reals metrics(String key) {
    return metrics.column(key);
  }

  @Override
  public List<DatasetInput> datasets(int row) {
    return datasets.get(row);
  }

  /** About how many bytes of memory it takes. */
  public long byteSize() {
    return (long) infos.byteSize()
        + metrics.byteSize()
        + params.byteSize()
        + tags.byteSize()
        + datasets.byteSize()
        + modelInputs.byteSize()
        + modelOutputs.byteSize();
  }
}
