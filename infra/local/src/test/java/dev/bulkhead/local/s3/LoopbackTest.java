package dev.bulkhead.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class LoopbackTest {

  private static List<InetAddress> otherAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
  }

  @Test
  void answersOnNoOtherInterface() throws IOException {
    Assumptions.assumeFalse(otherAddresses().isEmpty(), "this machine has no network");
    try (RunningS3 s3 = RunningS3.start()) {
      assertThat(s3.endpoint().getHost()).isEqualTo("127.0.0.1");
      for (InetAddress address : otherAddresses()) {
        assertThatThrownBy(
                () -> {
                  try (var socket = new Socket()) {
                    socket.connect(new InetSocketAddress(address, s3.endpoint().getPort()), 500);
                  }
                })
            .isInstanceOf(IOException.class);
      }
    }
  }
}
