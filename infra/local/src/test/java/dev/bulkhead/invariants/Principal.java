package dev.bulkhead.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.attacks.Answer;
import dev.bulkhead.attacks.Ask;
import dev.bulkhead.attacks.Siege;
import dev.bulkhead.attacks.Victim;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Calls as one tenant, and never takes an answer with a byte of another's. */
final class Principal {
  private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();

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
    return checked(siege.send(of.tenant(), "viewer", noted(Ask.get(path))));
  }

  /** A GET of what lies beside the API's prefix. */
  Answer view(String target) {
    return checked(siege.send(of.tenant(), "viewer", noted(Ask.of("GET", target))));
  }

  /** A search, which viewers may do though it is a POST. */
  Answer search(String path, Object... message) {
    return checked(siege.send(of.tenant(), "viewer", noted(Ask.post(path, Message.of(message)))));
  }

  Answer post(boolean viewer, String path, Object... message) {
    return send(viewer, Ask.post(path, Message.of(message)));
  }

  Answer send(boolean viewer, Ask ask) {
    return checked(siege.send(of.tenant(), viewer ? "viewer" : "editor", noted(ask)));
  }

  /** Follows a redirect to a file. */
  Answer follow(Answer redirect) {
    return checked(siege.follow(redirect));
  }

  /** A call that admins alone may make. */
  Answer administer(boolean viewer, Ask ask) {
    return checked(siege.send(of.tenant(), viewer ? "viewer" : "admin", noted(ask)));
  }

  /** A call with a token of its own, or with none. */
  Answer send(String token, Ask ask) {
    return checked(siege.send(token.isEmpty() ? noted(ask) : noted(ask).as(token)));
  }

  /** Puts bytes to a URL that was lent. */
  Answer put(String url, byte[] bytes) {
    return checked(siege.put(url, bytes));
  }

  /** Something that must never be logged. */
  String secret(String text) {
    return siege.secret(text);
  }

  String tenant() {
    return of.tenant();
  }

  /** Every call that anybody made so far, as method and path. */
  static Set<String> asked() {
    return Set.copyOf(ASKED);
  }

  private static Ask noted(Ask ask) {
    ASKED.add(ask.method() + " " + ask.target().replaceFirst("\\?.*", ""));
    return ask;
  }

  private Answer checked(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(200, 499);
    assertThat(answer.body()).as("what others wrote").doesNotContain(foreign);
    return answer;
  }
}
