package dev.bulkhead.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What AWS documents of its policies. The cases are data, so that another evaluator can be put to
 * the same questions; each names the page that it was written from.
 */
final class PolicyConformanceTest {

  static Stream<PolicyCase> conformance() {
    return PolicyCase.table("conformance.json");
  }

  static Stream<PolicyCase> refused() {
    return PolicyCase.table("refused.json");
  }

  @ParameterizedTest
  @MethodSource("conformance")
  void judgesAsAwsDocuments(PolicyCase test) {
    boolean allowed = test.isAllowed(Clock.systemUTC());

    assertThat(allowed ? "allow" : "deny").isEqualTo(test.line().path("expect").stringValue());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesToReadWhatItWouldHaveToGuess(PolicyCase test) {
    PolicyType type = PolicyType.valueOf(test.line().path("type").stringValue());
    String policy = test.line().path("policy").toString();

    assertThatThrownBy(() -> PolicyDocument.parse(type, policy)).isInstanceOf(InvalidPolicy.class);
  }
}
