package dev.bulkhead.costs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.costs.Ledger.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Does the calls of a training run and of those who look at it, and compares what each is charged
 * with {@code units.tsv}: a cost that rises fails, and so does one that falls unsaid. {@code
 * -Dcosts.write=true} writes the file anew.
 */
@Timeout(180)
final class CostTest {
  private static final Path FILE =
      Path.of(
          System.getProperty("bulkhead.root", "../.."),
          "infra/local/src/test/resources/dev/bulkhead/costs/units.tsv");
  private static final String HEAD =
      """
      # What calls cost in DynamoDB's units; CostTest holds them to it exactly.
      # From runs/get on, without the standing of the experiment: one unit more, at most once in two seconds.
      # call, write units, read units, how many calls of the API that is, write units at most, read units at most
      """;

  private final List<String> lines = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(3);

  /** Whether reading the standing of an experiment is what a call is for. */
  private boolean countsStanding = true;

  @Test
  void everyCallCostsWhatTheTableSays() throws IOException {
    try (var account = new Account()) {
      experiments(account);
      runs(account);
      metricsOneByOne(account);
      batches(account);
      reading(account);
      uploads(account);
    }

    String seen = HEAD + String.join("\n", lines) + "\n";
    if (Boolean.getBoolean("costs.write")) {
      Files.writeString(FILE, seen);
    }
    assertThat(seen).isEqualTo(Files.readString(FILE));
  }

  /** A target that is missed has an exclamation mark, which goes when it is met. */
  @Test
  void nothingCostsMoreThanItMay() throws IOException {
    for (String line : Files.readAllLines(FILE)) {
      if (!line.startsWith("#")) {
        String[] cells = line.split("\t", -1);
        check(line, Double.parseDouble(cells[1]), cells[4]);
        check(line, Double.parseDouble(cells[2]), cells[5]);
      }
    }
  }

  private static void check(String line, double units, String most) {
    if (most.endsWith("!")) {
      assertThat(units).as(line).isGreaterThan(Double.parseDouble(most.replace("!", "")));
    } else if (!most.isEmpty()) {
      assertThat(units).as(line).isLessThanOrEqualTo(Double.parseDouble(most));
    }
  }

  private void experiments(Account account) {
    String first = account.createExperiment("warm");
    account.createRun(first, 1);
    String[] made = new String[1];
    one(account, "experiments/create", () -> made[0] = account.createExperiment("churn"));
    String id = made[0];
    String named = "{\"experiment_id\":\"" + id + "\"";
    one(account, "experiments/get", () -> account.get("experiments/get?experiment_id=" + id));
    one(
        account,
        "experiments/get-by-name",
        () -> account.get("experiments/get-by-name?experiment_name=churn"));
    one(
        account,
        "experiments/set-experiment-tag",
        () ->
            account.post(
                "experiments/set-experiment-tag", named + ",\"key\":\"a\",\"value\":\"b\"}"));
    one(
        account,
        "experiments/search, of 3",
        () -> account.post("experiments/search", "{\"max_results\":100}"));
    one(
        account,
        "experiments/update",
        () -> account.post("experiments/update", named + ",\"new_name\":\"churned\"}"));
    one(account, "experiments/delete", () -> account.post("experiments/delete", named + "}"));
    one(account, "experiments/restore", () -> account.post("experiments/restore", named + "}"));
  }

  private void runs(Account account) {
    String experiment = account.createExperiment("runs");
    account.createRun(experiment, Bodies.START);
    String[] made = new String[1];
    most(
        account,
        "runs/create, as mlflow.start_run() calls it",
        1,
        "2\t1",
        1,
        _ -> account.createRun(experiment, System.currentTimeMillis()));
    most(
        account,
        "runs/create, of a run that began long ago",
        1,
        "2\t1",
        1,
        _ -> made[0] = account.createRun(experiment, Bodies.START));
    countsStanding = false;
    String run = made[0];
    String named = "{\"run_id\":\"" + run + "\"";
    one(account, "runs/get, fresh", () -> account.get("runs/get?run_id=" + run));
    String pair = ",\"key\":\"lr\",\"value\":\"0.1\"}";
    one(account, "runs/log-parameter", () -> account.post("runs/log-parameter", named + pair));
    one(
        account,
        "runs/log-parameter, again",
        () -> account.post("runs/log-parameter", named + pair));
    one(account, "runs/set-tag", () -> account.post("runs/set-tag", named + pair));
    one(
        account,
        "runs/delete-tag",
        () -> account.post("runs/delete-tag", named + ",\"key\":\"lr\"}"));
    one(account, "runs/update, to its end", () -> account.post("runs/update", end(run)));
    one(account, "runs/delete", () -> account.post("runs/delete", named + "}"));
    one(account, "runs/restore", () -> account.post("runs/restore", named + "}"));
    String other = account.createRun(experiment, Bodies.START);
    most(
        account,
        "runs/log-batch, 100 params and 100 tags",
        1,
        "14\t",
        1,
        _ -> account.post("runs/log-batch", Bodies.paramsAndTags(other, 100, random)));
  }

  private static String end(String run) {
    return "{\"run_id\":\"%s\",\"status\":\"FINISHED\",\"end_time\":%d}"
        .formatted(run, Bodies.START + 60_000);
  }

  private void metricsOneByOne(Account account) {
    String experiment = account.createExperiment("metrics");
    for (int keys : new int[] {10, 500}) {
      String run = account.createRun(experiment, Bodies.START);
      var bodies = new ArrayList<String>();
      for (int i = 0; i < 1_000; i++) {
        bodies.add(Bodies.metric(run, key(i % keys), value(), i));
      }
      IntConsumer call = i -> account.post("runs/log-metric", bodies.get(i));
      String name = "runs/log-metric, %d keys".formatted(keys);
      List<Units> each = each(account, 1_000, call);
      line(name + ", mean of 1,000", mean(each), 1, keys == 10 ? "2\t0.05" : "3\t");
      line(name + ", the dearest", dearest(each), 1, keys == 10 ? "6\t" : "\t");
      one(account, name + ", the last one again", () -> call.accept(999));
    }
  }

  private static String key(int number) {
    return "validation/loss_%03d".formatted(number);
  }

  private double value() {
    return (float) random.nextDouble();
  }

  private void batches(Account account) {
    String experiment = account.createExperiment("batches");
    batches(account, experiment, "10 keys x 100, float32", 10, this::value, "12\t");
    batches(account, experiment, "10 keys x 100, 4 decimals", 10, this::decimal, "12\t");
    batches(account, experiment, "10 keys x 100, float64", 10, random::nextDouble, "\t");
    batches(account, experiment, "1,000 keys, float32", 1_000, this::value, "20\t");
    batches(account, experiment, "1,000 keys, float64", 1_000, random::nextDouble, "28\t");
  }

  private double decimal() {
    return random.nextInt(10_000) / 10_000.0;
  }

  private void batches(
      Account account,
      String experiment,
      String kind,
      int keys,
      DoubleSupplier value,
      String most) {
    String run = account.createRun(experiment, Bodies.START);
    List<String> bodies = new ArrayList<>();
    for (int number = 0; number < 10; number++) {
      bodies.add(Bodies.batch(run, keys, number, value));
    }
    String name = "runs/log-batch, 1,000 points, " + kind;
    line(
        name + ", mean of 10",
        mean(each(account, 10, i -> account.post("runs/log-batch", bodies.get(i)))),
        1,
        most);
    one(account, name + ", the last again", () -> account.post("runs/log-batch", bodies.getLast()));
  }

  private void reading(Account account) {
    account.seal();
    String experiment = account.createExperiment("reading");
    String run = "";
    for (int number = 0; number < 150; number++) {
      run = account.createRun(experiment, Bodies.START + number);
      account.post("runs/log-batch", Bodies.findable(run, random));
      account.post("runs/update", end(run));
    }
    String found = run;
    one(
        account,
        "runs/get, 10 metrics, 10 params, 8 tags",
        () -> account.get("runs/get?run_id=" + found));
    String search = "{\"experiment_ids\":[\"" + experiment + "\"],\"max_results\":100}";
    most(
        account,
        "runs/search, the newest 100",
        1,
        "0\t90",
        1,
        _ -> account.post("runs/search", search));
    sealed(account, experiment, run);
    history(account, experiment, "float32", this::value, "0\t110");
    history(account, experiment, "float64", random::nextDouble, "0\t210");
  }

  /** What other searches cost does not depend on how many runs there are, once these are sealed. */
  private void sealed(Account account, String experiment, String run) {
    one(account, "seal-runs, 150 runs", account::seal);
    String search = "{\"experiment_ids\":[\"" + experiment + "\"],";
    String filter = search + "\"filter\":\"metrics.m0 < 0.5\",\"order_by\":[\"metrics.m1\"]}";
    most(
        account,
        "runs/search, sealed, with a filter",
        1,
        "0\t12",
        2,
        _ -> account.post("runs/search", filter));
    most(
        account,
        "runs/search, sealed, the newest 100",
        1,
        "0\t90",
        1,
        _ -> account.post("runs/search", search + "\"max_results\":100}"));
    String tag = "{\"run_id\":\"" + run + "\",\"key\":\"a\",\"value\":\"b\"}";
    one(account, "runs/set-tag, sealed", () -> account.post("runs/set-tag", tag));
    one(account, "runs/set-tag, sealed, again", () -> account.post("runs/set-tag", tag));
    one(
        account,
        "runs/search, with a filter, one of them open again",
        () -> account.post("runs/search", filter));
  }

  /** A tenth of what a million points may cost; each page goes through what came before it. */
  private void history(
      Account account, String experiment, String kind, DoubleSupplier value, String most) {
    String run = account.createRun(experiment, Bodies.START);
    for (int number = 0; number < 100; number++) {
      account.post("runs/log-batch", Bodies.batch(run, 1, number, value));
    }
    String path = "metrics/get-history?run_id=" + run + "&metric_key=metric_0000&max_results=25000";
    most(
        account,
        "metrics/get-history, 100,000 points, " + kind,
        5,
        most,
        1,
        _ -> {
          String token = "";
          do {
            Object next = account.get(path + token).get("next_page_token");
            token = next == null || "".equals(next) ? "" : "&page_token=" + next;
          } while (!token.isEmpty());
        });
  }

  private void uploads(Account account) {
    String root = "7/" + "7".repeat(32) + "/artifacts/";
    List<String> ten = IntStream.range(0, 10).mapToObj(file -> root + "model/" + file).toList();
    one(account, "an upload noted", () -> account.note("ObjectCreated:Put", 1, List.of(root + 0)));
    one(
        account,
        "an upload noted, told again",
        () -> account.note("ObjectCreated:Put", 1, List.of(root + 0)));
    one(
        account,
        "an upload that replaces one",
        () -> account.note("ObjectCreated:Put", 2, List.of(root + 0)));
    one(
        account,
        "ten uploads of a run, noted in one batch",
        () -> account.note("ObjectCreated:Put", 1, ten));
    one(
        account,
        "a removal noted",
        () -> account.note("ObjectRemoved:Delete", 3, List.of(root + 0)));
  }

  private void one(Account account, String name, Runnable call) {
    most(account, name, 1, "\t", 1, _ -> call.run());
  }

  private void most(
      Account account, String name, int calls, String most, int times, IntConsumer call) {
    line(name, dearest(each(account, times, call)), calls, most);
  }

  private List<Units> each(Account account, int times, IntConsumer call) {
    var units = new ArrayList<Units>();
    account.ledger().take();
    for (int i = 0; i < times; i++) {
      call.accept(i);
      Units charged = account.ledger().take();
      units.add(countsStanding ? charged : charged.withoutStanding());
    }
    return units;
  }

  private static Units mean(List<Units> each) {
    return new Units(
        each.stream().mapToDouble(Units::written).average().orElseThrow(),
        each.stream().mapToDouble(Units::read).average().orElseThrow(),
        0);
  }

  private static Units dearest(List<Units> each) {
    return new Units(
        each.stream().mapToDouble(Units::written).max().orElseThrow(),
        each.stream().mapToDouble(Units::read).max().orElseThrow(),
        0);
  }

  private void line(String name, Units units, int calls, String most) {
    lines.add(
        String.format(
            Locale.ROOT,
            "%s\t%s\t%s\t%d\t%s",
            name,
            figure(units.written()),
            figure(units.read()),
            calls,
            most));
  }

  private static String figure(double units) {
    return String.format(Locale.ROOT, "%.3f", units).replaceAll("\\.?0+$", "");
  }
}
