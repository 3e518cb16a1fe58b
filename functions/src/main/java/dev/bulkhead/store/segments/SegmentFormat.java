package dev.bulkhead.store.segments;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.NewerFormat;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.store.metriclog.ByteReader;
import dev.bulkhead.store.metriclog.ByteWriter;
import dev.bulkhead.store.metriclog.ColumnReader;
import dev.bulkhead.store.metriclog.ColumnWriter;
import dev.bulkhead.store.metriclog.CorruptMetrics;
import dev.bulkhead.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** Segments as bytes; docs/segments.md has the layout. */
public final class SegmentFormat {
  private static final int VERSION = 1;
  private static final int MAX_NAME = 1000;
  private static final int HEADER = 1 + Integer.BYTES;

  private SegmentFormat() {}

  /**
   * Runs of the segment's experiment as bytes.
   *
   * @param runs in any order, none twice, each in its own stage
   */
  public static byte[] encode(SegmentId id, List<Run> runs) {
    List<Run> sorted =
        runs.stream().sorted(Comparator.comparing((Run run) -> run.info().id())).toList();
    var body = new ByteWriter();
    put(body, id.tenant().value());
    put(body, id.experiment().value());
    put(body, id.name());
    body.putVarint(sorted.size());
    try (var out = new ColumnWriter(body)) {
      write(out, sorted);
    }
    byte[] bytes = body.toBytes();
    var all = new ByteWriter();
    all.put(VERSION);
    all.putInt(checksum(bytes, 0));
    all.put(bytes, 0, bytes.length);
    return all.toBytes();
  }

  private static void write(ColumnWriter out, List<Run> runs) {
    List<RunInfo> infos = runs.stream().map(Run::info).toList();
    RunInfos.write(out, infos);
    MetricEntries.write(
        out,
        runs.stream().map(run -> new TreeMap<>(run.metrics())).toList(),
        RunInfos.starts(infos));
    TextEntries.write(out, runs.stream().map(run -> new TreeMap<>(run.params())).toList());
    TextEntries.write(out, runs.stream().map(run -> new TreeMap<>(run.tags())).toList());
    TextLists.write(
        out,
        runs.stream().map(run -> run.datasetInputs().stream().map(RunTexts::of).toList()).toList());
    TextLists.write(out, runs.stream().map(Run::modelInputs).toList());
    TextLists.write(
        out,
        runs.stream().map(run -> run.modelOutputs().stream().map(RunTexts::of).toList()).toList());
  }

  /**
   * The segment of this id.
   *
   * @throws NewerFormat if a newer release wrote it
   * @throws CorruptSegment if the bytes are another's, damaged, or of no version
   */
  public static Segment decode(SegmentId id, byte[] bytes) {
    try {
      var reader = new ByteReader(bytes, 0, bytes.length);
      int version = reader.get();
      boolean whole = reader.getInt() == checksum(bytes, HEADER);
      if (version > VERSION && whole) {
        throw new NewerFormat("A segment", String.valueOf(version), VERSION);
      }
      if (version != VERSION) {
        throw new CorruptSegment("A segment of an unknown version");
      }
      if (!whole) {
        throw new CorruptSegment("A segment whose checksum is another");
      }
      var said = new SegmentId(tenant(reader), experiment(reader), text(reader));
      if (!said.equals(id)) {
        throw new CorruptSegment("A segment that says that it is another one");
      }
      int rows = reader.getCount(Segment.MAX_ROWS);
      try (var in = new ColumnReader(reader)) {
        var segment = new Segment(said, rows, in);
        reader.expectEnd();
        return segment;
      }
    } catch (CorruptMetrics | IllegalArgumentException e) {
      throw new CorruptSegment("A segment that cannot be read", e);
    }
  }

  private static TenantId tenant(ByteReader reader) {
    return new TenantId(text(reader));
  }

  private static ExperimentId experiment(ByteReader reader) {
    return new ExperimentId(text(reader));
  }

  private static void put(ByteWriter out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.putVarint(bytes.length);
    out.put(bytes, 0, bytes.length);
  }

  private static String text(ByteReader in) {
    return new String(in.get(in.getCount(MAX_NAME)), StandardCharsets.UTF_8);
  }

  private static int checksum(byte[] bytes, int from) {
    var checksum = new CRC32C();
    checksum.update(bytes, from, bytes.length - from);
    return (int) checksum.getValue();
  }
}
