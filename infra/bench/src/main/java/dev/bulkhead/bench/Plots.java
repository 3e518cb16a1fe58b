package dev.bulkhead.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Draws the report's plots. */
final class Plots {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 700;
  private static final int LABEL_ANGLE = 60;

  private Plots() {}

  static void write(Findings found, Path folder) throws IOException {
    List<Server> peers =
        found.servers().stream()
            .filter(s -> !s.isBulkhead() && !s.name().equals(Echo.NAME))
            .toList();
    CategoryChart chart = chart("Bulkhead, times as fast as", "times");
    for (Server peer : peers) {
      var cases = new ArrayList<String>();
      var ratios = new ArrayList<Double>();
      for (Result result : found.results()) {
        cases.add(result.what().title());
        ratios.add(result.ratio(peer).map(Spread::median).orElse(Double.NaN));
      }
      if (ratios.stream().anyMatch(r -> !r.isNaN())) {
        chart.addSeries(
            peer.name(), cases, ratios.stream().map(r -> r.isNaN() ? null : r).toList());
      }
    }
    if (!chart.getSeriesMap().isEmpty()) {
      save(chart, folder.resolve("ratios"));
    }
    latencies(found, folder);
  }

  private static void latencies(Findings found, Path folder) throws IOException {
    CategoryChart chart = chart("Median time of a call", "ms");
    for (Server server : found.servers()) {
      var cases = new ArrayList<String>();
      var times = new ArrayList<Double>();
      for (Result result : found.results()) {
        cases.add(result.what().title());
        times.add(result.of(server).isEmpty() ? null : result.spread(server, Sample::p50).median());
      }
      if (times.stream().anyMatch(t -> t != null)) {
        chart.addSeries(server.name(), cases, times);
      }
    }
    if (!chart.getSeriesMap().isEmpty()) {
      save(chart, folder.resolve("latencies"));
    }
  }

  private static CategoryChart chart(String title, String unit) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .yAxisTitle(unit)
            .build();
    chart.getStyler().setYAxisLogarithmic(true).setXAxisLabelRotation(LABEL_ANGLE);
    return chart;
  }

  private static void save(CategoryChart chart, Path file) throws IOException {
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
  }
}
