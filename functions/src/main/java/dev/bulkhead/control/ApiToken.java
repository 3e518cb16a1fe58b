package dev.bulkhead.control;

import dev.bulkhead.tenancy.TenantId;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client proves itself with: {@code bh_<tenant>_<token id>_<secret>}. It names its tenant,
 * so that it is found without an index; the secret, 256 bits in hex, is what has to be right.
 */
public record ApiToken(TenantId tenant, TokenId id, String secret) {
  private static final Pattern FORM =
      Pattern.compile("bh_([a-z0-9-]{1,40})_([0-9a-f]{16})_([0-9a-f]{64})");
  private static final int SECRET_BYTES = 32;

  /** A new token that nobody has seen. */
  public static ApiToken create(TenantId tenant, SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return new ApiToken(tenant, TokenId.create(random), HexFormat.of().formatHex(secret));
  }

  /** The token that a client sent; empty if the text cannot be one. */
  public static Optional<ApiToken> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches() && TenantId.isWellFormed(parts.group(1))
        ? Optional.of(
            new ApiToken(new TenantId(parts.group(1)), new TokenId(parts.group(2)), parts.group(3)))
        : Optional.empty();
  }

  /** As a client sends it; shown once, when it is issued. */
  public String text() {
    return "bh_" + tenant + "_" + id + "_" + secret;
  }

  /** What is kept of the secret. */
  public SecretHash hash() {
    return SecretHash.of(secret);
  }

  /** Hides the secret. */
  @Override
  public String toString() {
    return "ApiToken[" + tenant + ", " + id + "]";
  }
}
