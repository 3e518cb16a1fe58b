package dev.bulkhead.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes what a run found out: Markdown, JSON and plots. */
final class Report {
  private Report() {}

  /** Writes {@code performance.md} into a folder, and the rest into {@code performance/} in it. */
  static void write(Findings found, Path folder) throws IOException {
    Path rest = folder.resolve("performance");
    Files.createDirectories(rest);
    Files.writeString(folder.resolve("performance.md"), Markdown.of(found));
    Files.write(rest.resolve("results.json"), Json.write(out -> fields(out, found)));
    Plots.write(found, rest);
  }

  private static void fields(JsonGenerator out, Findings found) throws IOException {
    out.useDefaultPrettyPrinter();
    out.writeStringField("command", found.command());
    out.writeStringField("start", found.start().toString());
    out.writeStringField("machine", found.machine());
    out.writeNumberField("load_average_before", found.quiet().loadAverage());
    out.writeNumberField("busy_by_others_before", found.quiet().others());
    out.writeNumberField("seed", found.plan().seed());
    out.writeObjectFieldStart("servers");
    for (Server server : found.servers()) {
      out.writeStringField(server.name(), server.version());
    }
    out.writeEndObject();
    texts(out, "left_out", found.leftOut());
    texts(out, "not_run", found.notRun());
    out.writeArrayFieldStart("samples");
    for (Result result : found.results()) {
      for (Sample sample : result.samples()) {
        sample(out, sample);
      }
    }
    out.writeEndArray();
    out.writeArrayFieldStart("cold_starts_ms");
    for (ColdStarts.Figure cold : found.coldStarts()) {
      out.writeStartObject();
      out.writeStringField("function", cold.function());
      out.writeStringField("event", cold.event());
      spread(out, "plain", cold.plain());
      spread(out, "c1", cold.c1());
      spread(out, "sdk_alone_c1", cold.bare());
      spread(out, "c1_to_sdk_alone", cold.ratio());
      spread(out, "primed", cold.primed());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("first_searches_ms");
    for (ColdSearches.Figure search : found.coldSearches()) {
      out.writeStartObject();
      out.writeStringField("search", search.name());
      spread(out, "first", search.first());
      out.writeStringField("beside", search.beside().name());
      spread(out, "beside_warm", search.warm());
      spread(out, "times", search.times());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("own_cpu_us");
    for (OwnCpu.Figure own : found.ownCpu()) {
      out.writeStartObject();
      out.writeStringField("call", own.call());
      spread(out, "cpu", own.micros());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void texts(JsonGenerator out, String name, List<String> texts) throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  private static void sample(JsonGenerator out, Sample sample) throws IOException {
    out.writeStartObject();
    out.writeStringField("workload", sample.what().workload());
    out.writeStringField("case", sample.what().name());
    out.writeStringField("server", sample.server().name());
    out.writeNumberField("round", sample.round());
    out.writeNumberField("rate", sample.rate());
    out.writeStringField("unit", sample.what().unit() + "/s");
    out.writeNumberField("p50_ms", sample.p50());
    out.writeNumberField("p95_ms", sample.p95());
    out.writeNumberField("p99_ms", sample.p99());
    out.writeNumberField("calls", sample.calls());
    out.writeNumberField("errors", sample.errors());
    out.writeNumberField("cpu_ms_per_call", sample.cpu());
    out.writeNumberField("resident_bytes", sample.memory());
    out.writeNumberField("generator_cpus", sample.generator());
    out.writeEndObject();
  }

  private static void spread(JsonGenerator out, String name, Spread spread) throws IOException {
    out.writeObjectFieldStart(name);
    out.writeNumberField("least", spread.least());
    out.writeNumberField("median", spread.median());
    out.writeNumberField("most", spread.most());
    out.writeEndObject();
  }
}
