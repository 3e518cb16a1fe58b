package dev.bulkhead.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlotsTest {
  private static final Server OURS = Servers.named(BulkheadStack.NAME);
  private static final Server THEIRS = Servers.named("peer");
  private static final List<Server> BOTH = List.of(OURS, THEIRS);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(doubles = {0.003, 0.1, 1, 70})
  void aPeerHasAPlotHoweverFastItIs(double ratio) throws IOException {
    Plots.write(Servers.findings(BOTH, sample(OURS, ratio * 10), sample(THEIRS, 10)), folder);

    BufferedImage plot = ImageIO.read(folder.resolve("beside-peer.png").toFile());
    assertThat(plot.getWidth()).isGreaterThan(1_000);
    assertThat(colors(plot)).isGreaterThan(3);
  }

  @Test
  void aPeerThatWasNotMeasuredHasNone() throws IOException {
    Plots.write(Servers.findings(BOTH, sample(OURS, 1)), folder);

    assertThat(folder.toFile().list()).isEmpty();
  }

  /** White, a background, letters, bars and a line at least. */
  private static long colors(BufferedImage plot) {
    return Stream.iterate(0, at -> at < plot.getWidth() * plot.getHeight(), at -> at + 1)
        .map(at -> plot.getRGB(at % plot.getWidth(), at / plot.getWidth()))
        .distinct()
        .count();
  }

  private static Sample sample(Server server, double rate) {
    return new Sample(Writing.cases().getFirst(), server, 1, rate, 1, 1, 1, 1, 0, "", 1, 1, 0);
  }
}
