package dev.bulkhead.local.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bulkhead redrive} */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description = {
      "Delivers the messages again that a running stack could not deal with: the bucket's events,",
      "and what searches asked to be sealed or folded. They are dead letters after a few tries; the",
      "log says why. Dealing with one twice changes nothing."
    },
    footer = {
      "",
      "On AWS:",
      "  aws sqs start-message-move-task --source-arn <output UploadsDeadLettersArn>"
    })
final class RedriveCommand implements Callable<Integer> {
  @Option(names = "--list", description = "Only lists them.")
  private boolean list;

  @Option(
      names = "--port",
      defaultValue = "5000",
      description = "Port of the stack; ${DEFAULT-VALUE} unless given.")
  private int port;

  @Override
  public Integer call() throws IOException {
    Operator operator = Operator.ofStackAt(port);
    if (list) {
      for (Object letter : operator.deadLetters()) {
        Map<?, ?> fields = (Map<?, ?>) letter;
        System.out.printf(
            "%s received %s times: %s%n",
            fields.get("id"), fields.get("receives"), fields.get("body"));
      }
    } else {
      System.out.println(operator.redrive() + " dead letters are delivered again.");
    }
    return 0;
  }
}
