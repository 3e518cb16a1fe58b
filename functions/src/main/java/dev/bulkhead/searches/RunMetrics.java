package dev.bulkhead.searches;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.http.MetricJson;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Points of several runs, each told with its run. */
final class RunMetrics {
  private RunMetrics() {}

  /** Those that can be runs of ours; no other has any points. */
  static List<RunId> wellFormed(Collection<String> ids) {
    return ids.stream().filter(RunId::isWellFormed).map(RunId::new).toList();
  }

  static void write(JsonGenerator out, RunId run, List<Metric> points) throws IOException {
    for (Metric point : points) {
      out.writeStartObject();
      write(out, run, point);
      out.writeEndObject();
    }
  }

  /** The fields of one point. */
  static void write(JsonGenerator out, RunId run, Metric point) throws IOException {
    MetricJson.write(out, point);
    out.writeStringField("run_id", run.value());
  }
}
