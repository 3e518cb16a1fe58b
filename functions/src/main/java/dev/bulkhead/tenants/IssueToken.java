package dev.bulkhead.tenants;

import dev.bulkhead.control.ApiToken;
import dev.bulkhead.control.Token;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** {@code issue-token}. Its answer is the one time that the secret is seen. */
final class IssueToken implements TenantCommand {
  private static final Pattern PRINCIPAL = Pattern.compile("[A-Za-z0-9._@+-]{1,64}");
  private static final long MAX_LIFETIME = Duration.ofDays(3650).toSeconds();

  private final Issuing issuing;
  private final Clock clock;
  private final SecureRandom random;

  IssueToken(Issuing issuing, Clock clock, SecureRandom random) {
    this.issuing = issuing;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public JsonBody run(TenantId tenant, Fields fields) {
    ApiToken issued = ApiToken.create(tenant, random);
    Token kept = token(issued, fields);
    SortedMap<TenantId, Role> guest = issuing.guestRoles(tenant, fields.strings("also"));

    issuing.keep(tenant, kept, guest);

    return out -> {
      out.writeStringField("token", issued.text());
      TokenJson.write(out, kept, guest);
    };
  }

  private Token token(ApiToken issued, Fields fields) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new Token(
        issued.id(),
        principal(fields.requiredString("principal")),
        role(fields.requiredString("role")),
        issued.hash(),
        now,
        lifetime(fields).map(now::plus),
        Optional.empty());
  }

  private static String principal(String name) {
    if (!PRINCIPAL.matcher(name).matches()) {
      throw new InvalidParameter(
          "'principal' must be 1 to 64 letters, digits and any of . _ @ + -, but was '"
              + name
              + "'.");
    }
    return name;
  }

  private static Role role(String word) {
    return Role.of(word)
        .orElseThrow(
            () ->
                new InvalidParameter(
                    "'role' must be viewer, editor or admin, but was '" + word + "'."));
  }

  private static Optional<Duration> lifetime(Fields fields) {
    Optional<Long> seconds = fields.int64("lifetime_seconds");
    if (seconds.isPresent() && (seconds.get() < 1 || seconds.get() > MAX_LIFETIME)) {
      throw new InvalidParameter(
          "'lifetime_seconds' must be from 1 to " + MAX_LIFETIME + ", but was " + seconds.get());
    }
    return seconds.map(Duration::ofSeconds);
  }
}
