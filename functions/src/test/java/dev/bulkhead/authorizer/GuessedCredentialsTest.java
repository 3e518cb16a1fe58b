package dev.bulkhead.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.control.ApiToken;
import dev.bulkhead.control.CredentialLookup;
import dev.bulkhead.control.GuestPass;
import dev.bulkhead.control.SecretHash;
import dev.bulkhead.control.Standing;
import dev.bulkhead.control.Tenant;
import dev.bulkhead.control.Token;
import dev.bulkhead.control.TokenId;
import dev.bulkhead.fakes.FakeLambda;
import dev.bulkhead.http.Json;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Headers made by chance out of good tokens of four tenants. A wrong tenant from here defeats both
 * walls, so the one thing that must hold is asked thousands of times: whoever is let in is the
 * tenant whose whole token the header holds, and nobody else is.
 */
final class GuessedCredentialsTest {
  private static final int GUESSES = 20_000;
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final TenantId HOST = new TenantId("host-of-guests");
  private static final List<String> TENANTS = List.of("acme", "acme2", "acm", "zeta-acme");
  private static final List<String> JOINTS =
      List.of(
          "", "_", "-", " ", "  ", "\t", ",", ", ", ":", ";", "%20", "\u00a0", "\r\n", "\u0000");

  private final Map<String, ApiToken> tokens = new HashMap<>();
  private final Map<String, Token> known = new HashMap<>();

  /** What a control table says; acme's token is good in another tenant too, acme2's is not. */
  private final class Known implements CredentialLookup {
    @Override
    public Found find(TenantId tenant, TokenId id) {
      Optional<Token> token = Optional.ofNullable(known.get(lookup(tenant, id.value())));
      return new Found(
          TENANTS.contains(tenant.value())
              ? Optional.of(new Tenant(tenant, Standing.ACTIVE, Optional.empty(), NOW))
              : Optional.empty(),
          token,
          Optional.of(new GuestPass(hashOf("acme"), new TreeMap<>(Map.of(HOST, Role.EDITOR)))));
    }

    @Override
    public Set<TenantId> active(Set<TenantId> tenants) {
      return tenants;
    }
  }

  private SecretHash hashOf(String tenant) {
    return Optional.ofNullable(tokens.get(tenant)).orElseThrow().hash();
  }

  private static String lookup(TenantId tenant, String id) {
    return tenant + "/" + id;
  }

  @Test
  void onlyAWholeTokenLetsInAndOnlyItsOwnTenant() throws IOException {
    long seed = Long.getLong("bulkhead.guesses.seed", System.nanoTime());
    var random = new Random(seed);
    for (String tenant : TENANTS) {
      ApiToken token = ApiToken.create(new TenantId(tenant), new SecureRandom());
      tokens.put(tenant, token);
      known.put(lookup(token.tenant(), token.id().value()), kept(token));
    }
    var function = new AuthorizerFunction(new Known(), Clock.fixed(NOW, ZoneOffset.UTC));
    int letIn = 0;
    for (int i = 0; i < GUESSES; i++) {
      String header = guess(random);
      String answer = new FakeLambda().invoke(function, event(header));

      Optional<String> owner = owner(header);
      assertThat(answer)
          .as("seed %d, guess %d: %s", seed, i, header)
          .isEqualTo(owner.map(GuessedCredentialsTest::allowed).orElse("{\"isAuthorized\":false}"));
      letIn += owner.isPresent() ? 1 : 0;
    }
    assertThat(letIn).as("some of both").isBetween(GUESSES / 50, GUESSES / 2);
  }

  private static String allowed(String tenant) {
    return """
    {"isAuthorized":true,"context":{"tenant":"%1$s","principal":"of-%1$s","role":"viewer"%2$s}}"""
        .formatted(tenant, tenant.equals("acme") ? ",\"guest\":\"" + HOST + "=editor\"" : "");
  }

  /** The rule by itself: a scheme, white space, and one whole token, plain or as a password. */
  private Optional<String> owner(String header) {
    String[] parts = header.strip().split(" +", 2);
    if (parts.length < 2) {
      return Optional.empty();
    }
    String credential = parts[1].strip();
    return tokens.entrySet().stream()
        .filter(
            entry ->
                switch (parts[0].toLowerCase(Locale.ROOT)) {
                  case "bearer" -> credential.equals(entry.getValue().text());
                  case "basic" -> isPassword(credential, entry.getValue().text());
                  default -> false;
                })
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean isPassword(String credential, String token) {
    try {
      String pair = new String(Base64.getDecoder().decode(credential), UTF_8);
      return pair.contains(":") && pair.substring(pair.indexOf(':') + 1).equals(token);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private String guess(Random random) {
    String token = token(random);
    for (int i = random.nextInt(3); i > 0; i--) {
      token = changed(token, random);
    }
    return switch (random.nextInt(10)) {
      case 0 -> token;
      case 1 -> "Basic " + token;
      case 2 -> "Bearer" + any(JOINTS, random) + token;
      case 3 -> "bEARER " + any(JOINTS, random) + token + any(JOINTS, random);
      case 4 -> "Basic " + base64("u" + any(JOINTS, random) + token);
      case 5, 6 -> "Basic " + base64(any(TENANTS, random) + ":" + token);
      default -> "Bearer " + token;
    };
  }

  private String token(Random random) {
    return tokenOf(any(TENANTS, random));
  }

  private String tokenOf(String tenant) {
    return Optional.ofNullable(tokens.get(tenant)).orElseThrow().text();
  }

  private String changed(String token, Random random) {
    String[] parts = token.split("_", -1);
    String[] other = token(random).split("_", -1);
    if (parts.length != other.length) {
      return token;
    }
    int at = random.nextInt(token.length());
    return switch (random.nextInt(10)) {
      // Parts of several tenants' tokens in one.
      case 0, 1, 2 -> {
        parts[1 + random.nextInt(3)] = other[1 + random.nextInt(3)];
        yield String.join("_", parts);
      }
      case 3 -> token.substring(0, at) + any(JOINTS, random) + token.substring(at);
      case 4 -> token.substring(0, at);
      case 5 -> token + any(JOINTS, random) + token(random);
      case 6 -> token.toUpperCase(Locale.ROOT);
      case 7 -> token.substring(0, at) + (char) (token.charAt(at) ^ 1) + token.substring(at + 1);
      case 8 -> token.replace(parts[1], parts[1] + any(List.of("2", "-", "*", "?", "#"), random));
      default -> token.replace('0', '\uff10');
    };
  }

  private static Token kept(ApiToken token) {
    return new Token(
        token.id(),
        "of-" + token.tenant(),
        Role.VIEWER,
        token.hash(),
        NOW,
        Optional.empty(),
        Optional.empty());
  }

  private static String event(String header) {
    byte[] event =
        Json.write(
            out -> {
              out.writeStringField("version", "2.0");
              out.writeArrayFieldStart("identitySource");
              out.writeString(header);
              out.writeEndArray();
            });
    return new String(event, UTF_8);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static <T> T any(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
