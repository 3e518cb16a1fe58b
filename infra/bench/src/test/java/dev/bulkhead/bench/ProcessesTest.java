package dev.bulkhead.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProcessesTest {

  @Test
  void nothingOutlivesTheRunNotEvenWhatItsProcessesStarted() throws IOException {
    var processes = new Processes();
    Process shell = processes.start(new ProcessBuilder("sh", "-c", "sleep 600 & echo up; wait"));
    assertThat(shell.inputReader().readLine()).isEqualTo("up");
    List<ProcessHandle> children = shell.descendants().toList();

    processes.close();

    assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    assertThat(shell.isAlive()).isFalse();
  }

  @Test
  void nothingIsStartedOnceTheRunIsOver() {
    var processes = new Processes();
    processes.close();

    assertThatThrownBy(() -> processes.start(new ProcessBuilder("true")))
        .isInstanceOf(IOException.class);
  }
}
