package dev.bulkhead.search;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Makes filters, orders and runs by chance, the same ones for the same seed. */
final class SearchGenerator {
  private static final List<String> KEYS =
      List.of(
          "acc",
          "a b",
          "a.b",
          "it's",
          "1st",
          "日本",
          "say \"x\"",
          "x`y",
          "f1(macro)",
          "\uD83D\uDE00");
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "A",
          "é",
          "50%",
          "a_b",
          "it's",
          "say \"x\"",
          "\uFF5E",
          "\uD83D\uDE00",
          "a\nb",
          "a\\b");
  private static final List<Double> NUMBERS =
      List.of(0.0, -0.0, 1.0, -1.5, 1e-300, 1e300, Double.MAX_VALUE, 0.1);
  private static final List<String> SCRAPS =
      List.of(
          "metrics.acc",
          "params.`a b`",
          "tags.",
          "dataset.name",
          "start_time",
          "run_id",
          "name",
          " > 1",
          " = 'x'",
          " != \"y\"",
          " LIKE '%'",
          " ILIKE ",
          " IN ('a', 'b')",
          " NOT IN ",
          " IS NULL",
          " IS NOT NULL",
          " AND ",
          " and ",
          " OR ",
          "(",
          ")",
          ",",
          ";",
          ".",
          "'",
          "\"",
          "`",
          "\\",
          "[",
          "]",
          "*",
          "-",
          "--",
          "/*",
          "*/",
          "# ",
          "::",
          ":=",
          "->",
          "?",
          "%s",
          "$",
          "@",
          "1",
          "-1.5",
          "1e5",
          "0x1F",
          " ",
          "\n",
          "\t",
          "\u0000",
          "\uD800",
          "\u00A0",
          "é",
          "´",
          "DESC",
          " ASC",
          " NULLS LAST",
          "NULL",
          "NOT ",
          "AS",
          "CASE",
          "END",
          "BEGIN",
          "WHERE");

  private final Random random;

  SearchGenerator(long seed) {
    random = new Random(seed);
  }

  /** Scraps of the language, and now and then any characters at all. */
  String nonsense() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(
          random.nextInt(20) == 0 ? String.valueOf((char) random.nextInt(0x10000)) : one(SCRAPS));
    }
    return text.toString();
  }

  /** A filter of runs that can be written. */
  Filter filter() {
    return new Filter(list(4, this::clause));
  }

  private Clause clause() {
    return switch (random.nextInt(6)) {
      case 0 -> new Clause.Compare(field(Entity.METRIC), number(), new Value.Real(one(NUMBERS)));
      case 1 ->
          new Clause.Compare(
              new Field(Entity.ATTRIBUTE, one(List.of("start_time", "end_time"))),
              number(),
              random.nextBoolean()
                  ? new Value.Whole(random.nextLong())
                  : new Value.Real(one(NUMBERS)));
      case 2 ->
          new Clause.Exists(field(one(List.of(Entity.TAG, Entity.PARAM))), random.nextBoolean());
      case 3 ->
          new Clause.OneOf(
              new Field(Entity.ATTRIBUTE, "run_id"),
              random.nextBoolean(),
              Set.copyOf(new HashSet<>(List.of("a", one(List.of("b", "c"))))));
      case 4 -> new Clause.Compare(new Field(Entity.DATASET, "name"), text(), words());
      default -> new Clause.Compare(field(one(List.of(Entity.TAG, Entity.PARAM))), text(), words());
    };
  }

  private Value words() {
    return new Value.Text(one(TEXTS));
  }

  private Field field(Entity entity) {
    return new Field(entity, one(KEYS));
  }

  private Operator number() {
    return one(
        List.of(
            Operator.EQUAL,
            Operator.UNEQUAL,
            Operator.LESS,
            Operator.AT_MOST,
            Operator.GREATER,
            Operator.AT_LEAST));
  }

  private Operator text() {
    return one(List.of(Operator.EQUAL, Operator.UNEQUAL, Operator.LIKE, Operator.ILIKE));
  }

  /** Some fields to sort runs by, none of them twice. */
  List<String> orderBy() {
    Set<String> fields =
        new HashSet<>(
            list(
                4,
                () ->
                    one(
                        List.of(
                            "metrics.acc",
                            "metrics.loss",
                            "params.lr",
                            "tags.team",
                            "start_time",
                            "end_time",
                            "status",
                            "user_id",
                            "run_name",
                            "run_id"))));
    return fields.stream().sorted().map(it -> it + one(List.of("", " ASC", " DESC"))).toList();
  }

  /** Runs with many ties and gaps, in no order. */
  List<Run> runs(int count) {
    return IntStream.range(0, count).mapToObj(this::run).toList();
  }

  private Run run(int number) {
    RunId id = new RunId("%032x".formatted(((long) random.nextInt(1_000) << 32) + number));
    Map<String, Metric> metrics = new HashMap<>();
    for (String key : List.of("acc", "loss")) {
      if (random.nextBoolean()) {
        double value = random.nextInt(4) == 0 ? Double.NaN : one(NUMBERS);
        metrics.put(key, Metric.of(key, value, 0, 0));
      }
    }
    return new Run(
        new RunInfo(
            id,
            one(TEXTS),
            one(TEXTS),
            one(List.of(RunStatus.values())),
            Instant.ofEpochMilli(random.nextInt(4)),
            random.nextBoolean()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(random.nextInt(4))),
            LifecycleStage.ACTIVE,
            "mlflow-artifacts:/" + ExperimentId.DEFAULT),
        metrics,
        random.nextBoolean() ? Map.of() : Map.of("lr", one(TEXTS)),
        random.nextBoolean() ? Map.of() : Map.of("team", one(TEXTS)),
        List.of(),
        List.of(),
        List.of());
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  private <T> List<T> list(int most, Supplier<T> item) {
    List<T> items = new ArrayList<>();
    for (int i = random.nextInt(most); i >= 0; i--) {
      items.add(item.get());
    }
    return items;
  }

  private <T> T one(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
