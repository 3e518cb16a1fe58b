package dev.bulkhead.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.attacks.Answer;
import dev.bulkhead.attacks.Ask;
import dev.bulkhead.attacks.Siege;
import dev.bulkhead.attacks.Victim;
import java.util.List;

/** Calls as one tenant, and never takes an answer with a byte of another's. */
final class Principal {
  private final Siege siege;
  private final Victim of;
  private final List<String> foreign;

  /**
   * @param foreign texts that are in everything that others write
   */
  Principal(Siege siege, Victim of, List<String> foreign) {
    this.siege = siege;
    this.of = of;
    this.foreign = foreign;
  }

  String canary() {
    return of.canary();
  }

  Answer get(String path) {
    return checked(siege.send(of.tenant(), "viewer", Ask.get(path)));
  }

  /** A search, which viewers may do though it is a POST. */
  Answer search(String path, Object... message) {
    return checked(siege.send(of.tenant(), "viewer", Ask.post(path, Message.of(message))));
  }

  Answer post(boolean viewer, String path, Object... message) {
    return send(viewer, Ask.post(path, Message.of(message)));
  }

  Answer send(boolean viewer, Ask ask) {
    return checked(siege.send(of.tenant(), viewer ? "viewer" : "editor", ask));
  }

  /** Follows a redirect to a file. */
  Answer follow(Answer redirect) {
    return checked(siege.follow(redirect));
  }

  private Answer checked(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(200, 499);
    assertThat(answer.body()).as("what others wrote").doesNotContain(foreign);
    return answer;
  }
}
