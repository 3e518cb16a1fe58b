package dev.bulkhead.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  private static final Case CASE = Case.closed("W0", "", 1, (_, _) -> null);

  @Test
  void theMiddleOneOfAnEvenNumberLiesBetweenTwo() {
    assertThat(Spread.of(4, 1, 3, 2)).isEqualTo(new Spread(1, 2.5, 4));
  }

  @Test
  void eachRoundIsComparedWithItself() {
    Server ours = Servers.named(BulkheadStack.NAME);
    Server theirs = Servers.named("peer");
    var result =
        new Result(
            CASE,
            List.of(
                sample(ours, 1, 10), sample(theirs, 1, 5),
                sample(ours, 2, 100), sample(theirs, 2, 25),
                sample(ours, 3, 30), sample(theirs, 3, 10)));

    assertThat(result.ratio(theirs)).hasValue(new Spread(2, 3, 4));
    assertThat(result.ratio(ours)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "12, 12", "0.01234, 0.0123", "1.5, 1.50", "123.4, 123", "98765.4, '98,765'"})
  void figuresHaveThreeDigits(double value, String text) {
    assertThat(Markdown.figure(value)).isEqualTo(text);
  }

  @Test
  void dollarsComeFromUnits() {
    var operation = new Costs.Operation("runs/log-metric", 1, 2, 1, "");

    assertThat(operation.dynamo() * 1e6).isCloseTo(0.875, within(1e-9));
    assertThat(operation.whole() * 1e6).isCloseTo(2.075, within(1e-9));
  }

  private static Sample sample(Server server, int round, double rate) {
    return new Sample(CASE, server, round, rate, 1, 1, 1, 1, 0, "", 1, 1, 0);
  }
}
