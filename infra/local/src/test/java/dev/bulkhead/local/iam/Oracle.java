package dev.bulkhead.local.iam;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/** An evaluator of policies by other hands, asked as a process of its own. */
final class Oracle implements AutoCloseable {
  /** Patterns full of asterisks, which ours takes in its stride, can keep it busy for ever. */
  private static final int PATIENCE_SECONDS = 5;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Process process;
  private BufferedWriter questions;
  private BufferedReader answers;

  /** What it says of a question. */
  sealed interface Answer {}

  /** It understood all of the question. */
  record Judged(boolean allowed) implements Answer {}

  /**
   * It took the question for one that AWS would not be asked, or a key for one of another action.
   */
  record NotJudged(String why) implements Answer {}

  Oracle() throws IOException {
    this.process = start();
    this.questions = process.outputWriter();
    this.answers = process.inputReader();
  }

  private static Process start() throws IOException {
    Path home = Path.of(System.getProperty("bulkhead.root"), "infra", "iam-oracle");
    if (!Files.isDirectory(home.resolve("node_modules"))) {
      throw new IOException("The oracle is not installed; run infra/iam-oracle/run");
    }
    return new ProcessBuilder("node", "oracle.mjs")
        .directory(home.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  Answer ask(PolicyCase question, Clock clock) {
    try {
      questions.write(question.forOracle(clock).toString());
      questions.newLine();
      questions.flush();
      Future<String> answer = threads.submit(answers::readLine);
      return read(PolicyCase.JSON.readTree(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)));
    } catch (TimeoutException _) {
      restart();
      return new NotJudged("it did not answer in time");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The oracle has ended", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void restart() {
    process.destroyForcibly();
    try {
      process = start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    questions = process.outputWriter();
    answers = process.inputReader();
  }

  private static Answer read(JsonNode answer) {
    if (answer.has("error")) {
      return new NotJudged(answer.path("error").stringValue());
    }
    JsonNode ignored = answer.path("ignored");
    return ignored.isEmpty()
        ? new Judged(answer.path("allowed").booleanValue())
        : new NotJudged("keys that AWS does not send for the action: " + ignored);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    threads.close();
  }
}
