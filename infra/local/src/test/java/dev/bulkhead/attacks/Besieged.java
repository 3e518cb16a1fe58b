package dev.bulkhead.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** A test of attacks; those of a class share a stack, and each leaves a clean log. */
@Timeout(120)
@ExtendWith(Besieged.OneStack.class)
abstract class Besieged {
  static Siege siege;

  /** Starts a stack for each class, so that none meets what another left, and stops it after. */
  static final class OneStack implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      siege =
          context
              .getStore(Namespace.create(Besieged.class))
              .computeIfAbsent(Siege.class, _ -> start(), Siege.class);
    }

    private static Siege start() {
      try {
        return new Siege(List.of("acme", "acme2", "zeta"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @BeforeEach
  final void clearLog() {
    siege.clearLog();
  }

  @AfterEach
  final void logIsClean() {
    siege.assertLogIsClean();
  }

  static Victim acme() {
    return siege.victim("acme");
  }

  static Victim acme2() {
    return siege.victim("acme2");
  }

  /** Tries it as an editor of acme: refused as a client's mistake, and nothing was written. */
  static Answer assertRefused(Ask ask) {
    Map<String, String> before = siege.stored();
    Answer answer = siege.send("acme", ask);
    assertThat(answer.status()).as("%s: %s", ask, answer).isBetween(400, 499);
    assertNoCanary(answer);
    assertThat(siege.stored()).as("%s", ask).isEqualTo(before);
    return answer;
  }

  /** Refused in the shape that MLflow's clients understand. */
  static Answer assertRefusedByUs(Ask ask) {
    Answer answer = assertRefused(ask);
    assertThat(answer.isMlflowError()).as("%s: %s", ask, answer).isTrue();
    return answer;
  }

  /** No byte of another tenant's than acme. */
  static void assertNoCanary(Answer answer) {
    assertThat(answer.body() + answer.headers())
        .doesNotContain(acme2().canary(), siege.victim("zeta").canary());
  }
}
