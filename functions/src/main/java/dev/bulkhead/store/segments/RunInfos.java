package dev.bulkhead.store.segments;

import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.search.RunColumns.Attribute;
import dev.bulkhead.search.RunColumns.Texts;
import dev.bulkhead.search.RunColumns.Time;
import dev.bulkhead.search.RunColumns.Times;
import dev.bulkhead.store.metriclog.ColumnReader;
import dev.bulkhead.store.metriclog.ColumnWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What runs are, besides what was logged to them. */
final class RunInfos {
  private final RunIds ids;
  private final TextColumn names;
  private final TextColumn users;
  private final TextColumn statuses;
  private final PackedLongs deleted;
  private final ArtifactUris uris;
  private final PackedLongs starts;
  private final PackedLongs hasEnd;
  private final PackedLongs durations;

  RunInfos(ColumnReader in, int rows) {
    this.ids = RunIds.read(in, rows);
    this.names = TextColumn.read(in, rows);
    this.users = TextColumn.read(in, rows);
    this.statuses = TextColumn.read(in, rows);
    this.deleted = Columns.codes(in, rows, 2);
    this.uris = new ArtifactUris(TextColumn.read(in, rows), ids);
    this.starts = PackedLongs.of(in.get(rows));
    this.hasEnd = Columns.codes(in, rows, 2);
    this.durations = PackedLongs.of(in.get(rows));
  }

  static void write(ColumnWriter out, List<RunInfo> runs) {
    RunIds.write(out, runs.stream().map(RunInfo::id).toList());
    TextColumn.write(out, runs.stream().map(RunInfo::name).toList());
    TextColumn.write(out, runs.stream().map(RunInfo::userId).toList());
    TextColumn.write(out, runs.stream().map(run -> run.status().name()).toList());
    out.put(runs.stream().mapToLong(run -> run.stage() == LifecycleStage.ACTIVE ? 0 : 1).toArray());
    TextColumn.write(out, runs.stream().map(ArtifactUris::pattern).toList());
    out.put(starts(runs));
    out.put(runs.stream().mapToLong(run -> run.endTime().isPresent() ? 1 : 0).toArray());
    out.put(runs.stream().mapToLong(RunInfos::duration).toArray());
  }

  static long[] starts(List<RunInfo> runs) {
    return runs.stream().mapToLong(run -> run.startTime().toEpochMilli()).toArray();
  }

  private static long duration(RunInfo run) {
    return run.endTime().map(end -> end.toEpochMilli() - run.startTime().toEpochMilli()).orElse(0L);
  }

  RunIds ids() {
    return ids;
  }

  long start(int row) {
    return starts.get(row);
  }

  boolean isDeleted(int row) {
    return deleted.get(row) == 1;
  }

  RunInfo get(int row) {
    return new RunInfo(
        ids.get(row),
        names.get(row),
        users.get(row),
        RunStatus.valueOf(statuses.get(row)),
        Instant.ofEpochMilli(start(row)),
        ends().has(row) ? Optional.of(Instant.ofEpochMilli(ends().millis(row))) : Optional.empty(),
        isDeleted(row) ? LifecycleStage.DELETED : LifecycleStage.ACTIVE,
        uris.text(row));
  }

  Texts texts(Attribute attribute) {
    return switch (attribute) {
      case RUN_ID -> ids;
      case RUN_NAME -> names;
      case USER_ID -> users;
      case STATUS -> statuses;
      case ARTIFACT_URI -> uris;
    };
  }

  Times times(Time time) {
    return switch (time) {
      case START -> new Starts();
      case END -> ends();
    };
  }

  private Ends ends() {
    return new Ends();
  }

  private final class Starts implements Times {
    @Override
    public boolean has(int row) {
      return true;
    }

    @Override
    public long millis(int row) {
      return start(row);
    }
  }

  private final class Ends implements Times {
    @Override
    public boolean has(int row) {
      return hasEnd.get(row) == 1;
    }

    @Override
    public long millis(int row) {
      return start(row) + durations.get(row);
    }
  }

  int byteSize() {
    return ids.byteSize()
        + names.byteSize()
        + users.byteSize()
        + statuses.byteSize()
        + deleted.byteSize()
        + uris.byteSize()
        + starts.byteSize()
        + hasEnd.byteSize()
        + durations.byteSize();
  }
}
