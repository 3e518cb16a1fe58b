package dev.bulkhead.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws the report's plots, one for each peer: on a logarithmic axis there is no place for a case
 * that a peer does not have.
 */
final class Plots {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 850;
  private static final int LABEL_ANGLE = 60;

  private Plots() {}

  static void write(Findings found, Path folder) throws IOException {
    for (Server peer : drawn(found)) {
      CategoryChart chart = chart(found, peer);
      BitmapEncoder.saveBitmap(chart, folder.resolve(name(peer)).toString(), BitmapFormat.PNG);
    }
  }

  /** The peers that have a plot. */
  static List<Server> drawn(Findings found) {
    return found.peers().stream()
        .filter(peer -> found.results().stream().anyMatch(r -> ratio(r, peer).isPresent()))
        .toList();
  }

  /** What a peer's plot is called, without {@code .png}. */
  static String name(Server peer) {
    return "beside-" + peer.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  private static CategoryChart chart(Findings found, Server peer) {
    var cases = new ArrayList<String>();
    var ratios = new ArrayList<Double>();
    for (Result result : found.results()) {
      ratio(result, peer)
          .ifPresent(
              times -> {
                cases.add(result.what().title());
                ratios.add(times);
              });
    }
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Bulkhead, times as fast as " + peer.name())
            .yAxisTitle("times")
            .build();
    CategoryStyler styler = chart.getStyler();
    styler.setOverlapped(true);
    styler
        .setYAxisLogarithmic(true)
        .setXAxisLabelRotation(LABEL_ANGLE)
        .setYAxisMin(decadeBelow(ratios));
    chart.addSeries("Bulkhead", cases, ratios);
    chart
        .addSeries(peer.name(), cases, Collections.nCopies(cases.size(), 1.0))
        .setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Line)
        .setMarker(SeriesMarkers.NONE);
    return chart;
  }

  /** Where bars stand: without this they would stand on zero, which no logarithm has. */
  private static double decadeBelow(List<Double> ratios) {
    double least = Math.min(1, Collections.min(ratios));
    return Math.pow(10, Math.ceil(Math.log10(least)) - 1);
  }

  private static Optional<Double> ratio(Result result, Server peer) {
    return result
        .ratio(peer)
        .map(Spread::median)
        .filter(times -> times > 0 && Double.isFinite(times));
  }
}
