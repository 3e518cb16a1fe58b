package dev.bulkhead.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.fakes.FakeLambda;
import dev.bulkhead.store.s3.ObjectKeys;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Keys made by chance, as S3 would tell of them. The tenant that is read from one is told both
 * walls, so it is asked thousands of times: it is the tenant under whose prefix the object lies, to
 * whom alone S3 lets a session write it, or nobody.
 */
final class GuessedKeysTest {
  private static final int GUESSES = 5_000;

  /** The prefix to which a tenant's session may write artifacts, as both walls have it. */
  private static final Pattern GRANTED =
      Pattern.compile("tenants/([^/]+)/artifacts/.*", Pattern.DOTALL);

  private static final List<String> PIECES =
      List.of(
          "tenants",
          "acme",
          "acme2",
          "zeta",
          "artifacts",
          "spill",
          "file.txt",
          "..",
          ".",
          "",
          "%2e%2e",
          "..%2f",
          "%252e%252e",
          "%2F",
          "%25",
          "a+b",
          "a b",
          "a%2Bb",
          "tenants%2facme2%2fartifacts",
          "ACME",
          "acme\u0000",
          "acme\n",
          "ac\u200bme",
          "\u0430cme",
          "\uff0e\uff0e",
          "\\..\\acme2",
          "*",
          "?",
          "#",
          "${aws:PrincipalTag/tenant}",
          "\ud83d\ude00");

  @Test
  void aKeysTenantIsTheOneWhoseSessionsMayWriteIt() throws IOException {
    long seed = Long.getLong("bulkhead.guesses.seed", System.nanoTime());
    var random = new Random(seed);
    int noted = 0;
    for (int i = 0; i < GUESSES; i++) {
      String key = key(random);
      var opened = new ArrayList<TenantId>();
      var function =
          new UploadsFunction(
              (tenant, _) -> {
                opened.add(tenant);
                throw new IllegalStateException("seen enough");
              },
              _ -> Optional.empty(),
              "artifacts");

      var _ = new FakeLambda().invoke(function, event(key));

      Matcher granted = GRANTED.matcher(key);
      String owner = granted.matches() ? granted.group(1) : "";
      assertThat(opened)
          .as("seed %d, guess %d: %s", seed, i, key)
          .allMatch(tenant -> tenant.value().equals(owner))
          .hasSizeLessThan(2);
      Optional<ObjectKeys.Owned> read = ObjectKeys.read(key);
      assertThat(read.map(ObjectKeys.Owned::tenant)).isEqualTo(opened.stream().findFirst());
      // What was read is the very key, so that no two objects are noted as one.
      read.ifPresent(
          owned ->
              assertThat("tenants/" + owned.tenant() + "/artifacts/" + owned.file())
                  .isEqualTo(key));
      noted += opened.size();
    }
    assertThat(noted).as("some of both").isBetween(GUESSES / 50, GUESSES / 2);
  }

  private static String key(Random random) {
    var pieces = new ArrayList<String>();
    boolean likely = random.nextInt(3) > 0;
    if (likely) {
      pieces.addAll(List.of("tenants", random.nextBoolean() ? "acme" : any(random), "artifacts"));
    }
    for (int i = random.nextInt(5); i >= 0; i--) {
      pieces.add(any(random));
    }
    return String.join("/", pieces);
  }

  private static String any(Random random) {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  /** As S3 encodes it: once, as a form field. */
  private static String event(String key) {
    return """
    {"Records":[{"eventSource":"aws:sqs","messageId":"m","body":"{\\"Records\\":[{\\"eventSource\\":\
    \\"aws:s3\\",\\"eventName\\":\\"ObjectCreated:Put\\",\\"eventTime\\":\\"2026-01-01T00:00:00Z\\",\
    \\"s3\\":{\\"bucket\\":{\\"name\\":\\"artifacts\\"},\\"object\\":{\\"key\\":\\"%s\\",\\"size\\":1,\
    \\"sequencer\\":\\"0A\\"}}}]}"}]}
    """
        .formatted(URLEncoder.encode(key, StandardCharsets.UTF_8));
  }
}
