package dev.bulkhead.local.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.bulkhead.local.template.LambdaFunction;
import dev.bulkhead.local.template.Template;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

/** All functions of the template, made and rehearsed in one process as for a snapshot. */
@EnabledOnOs(LINUX)
final class RehearsalTest {
  private static final Path ROOT = Path.of(System.getProperty("bulkhead.root"));

  /** What is one tenant's, or lets its holder do something. */
  private static final List<String> SECRETS =
      List.of(
          "dev.bulkhead.tenancy.TenantSession",
          "dev.bulkhead.control.ApiToken",
          "software.amazon.awssdk.auth.credentials.AwsSessionCredentials",
          "software.amazon.awssdk.auth.credentials.AwsBasicCredentials",
          // Of the authority that a rehearsal trusts.
          "sun.security.rsa.RSAPrivateCrtKeyImpl");

  /** AWS as the functions were told where it is: whoever rehearses must not go there. */
  private static final AtomicInteger CALLS = new AtomicInteger();

  private static ServerSocket aws;
  private static List<LambdaFunction> functions;
  private static String said;

  @BeforeAll
  static void rehearse() throws Exception {
    aws = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(RehearsalTest::countCalls);
    functions = Template.load(ROOT.resolve("template.yaml")).functions();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Ddev.bulkhead.rehearsals=2");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Snapshot.class.getName());
    functions.forEach(function -> command.add(function.handler()));
    command.add("--");
    command.addAll(SECRETS);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    functions.forEach(function -> builder.environment().putAll(function.environment()));
    builder.environment().putAll(lambda("http://127.0.0.1:" + aws.getLocalPort()));
    Process process = builder.start();
    try (Reader out = process.inputReader()) {
      said = out.readAllAsString();
    }
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static Map<String, String> lambda(String endpoint) {
    return Map.of(
        "AWS_REGION", "us-east-1",
        "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI", endpoint,
        "AWS_ENDPOINT_URL_DYNAMODB", endpoint,
        "AWS_ENDPOINT_URL_STS", endpoint,
        "AWS_ENDPOINT_URL_S3", endpoint,
        "AWS_ENDPOINT_URL_SQS", endpoint);
  }

  private static void countCalls() {
    try {
      while (true) {
        aws.accept().close();
        CALLS.incrementAndGet();
      }
    } catch (IOException _) {
      // It was closed: the test is over.
    }
  }

  @AfterAll
  static void close() throws IOException {
    aws.close();
  }

  @Test
  void everyFunctionRehearsesAndIsAnswered() {
    assertThat(said).contains("functions " + functions.size()).doesNotContain("failed");
  }

  @Test
  void asksNothingOfAwsNorForCredentials() {
    assertThat(CALLS).hasValue(0);
  }

  @Test
  void leavesNoConnectionInTheSnapshot() {
    assertThat(said).contains("sockets 0\n");
  }

  @Test
  void leavesNoCredentialAndNoTokenInTheSnapshot() {
    assertThat(SECRETS).allSatisfy(type -> assertThat(said).contains(type + " 0\n"));
  }
}
