package dev.bulkhead.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(240)
class BulkheadCommandTest {
  private static final Path EVENTS =
      Path.of(System.getProperty("bulkhead.root", "../.."), "events");

  private final StringWriter err = new StringWriter();

  @Test
  void aPortInUseIsASentence() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      assertThat(run("up", "--port", port)).isEqualTo(1);
      assertThat(err.toString())
          .isEqualTo(
              "bulkhead: Port %s is in use; stop what listens there, or choose another with --port.%n"
                  .formatted(port));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tenant list --port 1 | No stack runs on port 1; start one with ./bulkhead up --port 1.",
        "tenant cut-off acme --port 1 | No stack runs on port 1; start one with ./bulkhead up --port 1.",
        "tenant cut-off acme* --port 1 | No tenant can be called 'acme*'.",
        "tenant readmit acme --aws f | With --aws, name the tenants' roles: --role NAME, once for each.",
        "token list acme --port 1 | No stack runs on port 1; start one with ./bulkhead up --port 1.",
        "redrive --port 1 | No stack runs on port 1; start one with ./bulkhead up --port 1.",
        "env acme --port 1 | No stack runs on port 1; start one with ./bulkhead up --port 1.",
        "env acme --url https://x.example | A token of a deployment is issued by its operator",
        "env acme --token $(id) | The address or the token holds characters that neither can have.",
        "invoke Nothing -e %s/health.json | The template has no function Nothing; it has Authorizer",
        "smoke --port 1 | No stack runs on port 1; start one with ./bulkhead up --port 1.",
        "smoke --url https://x.example | With --url give --token, or --aws to have one issued.",
        "prove --port 1 | No stack runs on port 1; start one with ./bulkhead up --port 1.",
        "prove --port 1 --aws f | Either --port or --aws, not both.",
        "invoke ServerFunction -e nowhere.json | There is no event at nowhere.json."
      })
  void whatCannotBeDoneIsASentence(String line, String sentence) {
    assertThat(run(line.formatted(EVENTS).split(" "))).isEqualTo(1);
    assertThat(err.toString()).startsWith("bulkhead: " + sentence).hasLineCount(1);
  }

  @Test
  void aFunctionIsInvokedInAStackOfItsOwn() {
    String event = EVENTS.resolve("create-experiment.json").toString();

    assertThat(run("invoke", "ExperimentsFunction", "-e", event)).as(err.toString()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "up --help",
    "invoke --help",
    "tenant --help",
    "tenant cut-off --help",
    "token issue --help",
    "env --help",
    "redrive --help",
    "smoke --help"
  })
  void everyCommandHasHelp(String line) {
    assertThat(run(line.split(" "))).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"shell", "powershell", "notebook", "dotenv", "DOTENV"})
  void everyFormatOfVariablesHasAName(String format) {
    assertThat(run("env", "acme", "--token", "bh_acme_1_2", "--format", format))
        .as(err.toString())
        .isZero();
  }

  @Test
  void aProofIsLeftInAFile(@TempDir Path directory) throws IOException {
    Path report = directory.resolve("proof.json");

    assertThat(run("prove", "--report", report.toString())).as(err.toString()).isZero();
    assertThat(report).content().contains("\"holds\" : true", "\"crossed\" : 0");
  }

  @Test
  void aMistypedCommandShowsHowItIsUsed() {
    assertThat(run("token", "issue", "acme")).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required option: '--principal=");
  }

  @Test
  void secretsAreForTheOwnersEyes(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("new").resolve("secrets.properties");
    var secrets = new Properties();
    secrets.setProperty("acme", "token");

    PrivateFile.write(file, secrets);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PrivateFile.read(file)).isEqualTo(secrets);
    assertThat(PrivateFile.read(directory.resolve("none"))).isEmpty();
  }

  private int run(String... arguments) {
    return BulkheadCommand.run(new PrintWriter(err, true), arguments);
  }
}
