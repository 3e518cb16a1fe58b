package dev.bulkhead.local.dynamodb;

import static dev.bulkhead.local.dynamodb.TestDynamo.TABLE;
import static dev.bulkhead.local.dynamodb.TestDynamo.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB Local's own server would listen on every interface and call home; neither may happen.
 */
final class DynamoDbReachTest {
  private static final Pattern SOCKET = Pattern.compile("socket:\\[([0-9]+)\\]");

  private TestDynamo dynamo;

  @BeforeEach
  void start() throws IOException {
    dynamo = TestDynamo.inMemory();
    try (DynamoDbClient client = dynamo.client(dynamo.operator())) {
      client.putItem(r -> r.tableName(TABLE).item(item("T#acme#X", "1")));
    }
  }

  @AfterEach
  void stop() {
    dynamo.close();
  }

  @Test
  void answersOnNoOtherAddressOfThisMachine() throws IOException {
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .toList();

    for (InetAddress address : others) {
      assertThatThrownBy(() -> connect(address)).as("%s", address).isInstanceOf(IOException.class);
    }
    // All of 127.0.0.0/8 is loopback, so this one tells a server on every address even where the
    // machine has no other interface.
    assertThatThrownBy(() -> connect(InetAddress.ofLiteral("127.0.0.2")))
        .isInstanceOf(ConnectException.class);
    connect(InetAddress.ofLiteral("127.0.0.1"));
  }

  /** The kernel's own list of what this process listens on and is connected to. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void hasNoSocketButOnLoopback() throws IOException {
    Set<String> inodes = inodesOfThisProcess();
    List<String> addresses =
        Stream.concat(lines("/proc/net/tcp"), lines("/proc/net/tcp6"))
            .map(line -> line.strip().split("\\s+"))
            .filter(fields -> inodes.contains(fields[9]))
            .map(fields -> fields[1])
            .toList();

    assertThat(addresses)
        .as("the server's own is among them")
        .anyMatch(a -> a.endsWith(":%04X".formatted(dynamo.server().port())));
    // 127.0.0.1, alone and mapped into IPv6, and ::1; in the byte order of this machine.
    assertThat(addresses)
        .allMatch(
            a ->
                a.startsWith("0100007F:")
                    || a.startsWith("0000000000000000FFFF00000100007F:")
                    || a.startsWith("00000000000000000000000001000000:"));
  }

  @Test
  void leavesNoTraceOfTelemetry() {
    assertThat(Path.of("dynamodb-local-metadata.json")).doesNotExist();
  }

  private void connect(InetAddress address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, dynamo.server().port()), 2_000);
    }
  }

  private static Set<String> inodesOfThisProcess() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors
          .flatMap(DynamoDbReachTest::target)
          .map(SOCKET::matcher)
          .filter(Matcher::matches)
          .map(m -> m.group(1))
          .collect(Collectors.toSet());
    }
  }

  private static Stream<String> target(Path descriptor) {
    try {
      return Stream.of(Files.readSymbolicLink(descriptor).toString());
    } catch (IOException e) {
      return Stream.of(); // closed since it was listed
    }
  }

  private static Stream<String> lines(String file) throws IOException {
    return Files.readAllLines(Path.of(file)).stream().skip(1);
  }
}
