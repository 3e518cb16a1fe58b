package dev.bulkhead.authorizer;

import dev.bulkhead.authorizer.Verdict.Allowed;
import dev.bulkhead.authorizer.Verdict.Denied;
import dev.bulkhead.authorizer.Verdict.Reason;
import dev.bulkhead.control.ApiToken;
import dev.bulkhead.control.CredentialLookup;
import dev.bulkhead.control.CredentialLookup.Found;
import dev.bulkhead.control.GuestPass;
import dev.bulkhead.control.SecretHash;
import dev.bulkhead.control.Token;
import dev.bulkhead.domain.NewerFormat;
import dev.bulkhead.tenancy.Caller;
import dev.bulkhead.tenancy.Membership;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Judges credentials by the control table. */
final class Authorizer {
  private final CredentialLookup credentials;
  private final Clock clock;

  Authorizer(CredentialLookup credentials, Clock clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  Verdict judge(String authorization) {
    return AuthorizationHeader.token(authorization)
        .flatMap(ApiToken::parse)
        .map(this::known)
        .orElse(new Denied(Reason.MALFORMED));
  }

  /** To misread who somebody is would be worse than to let nobody in. */
  private Verdict known(ApiToken shown) {
    try {
      return judge(shown);
    } catch (NewerFormat _) {
      return new Denied(Reason.NEWER_FORMAT);
    }
  }

  private Verdict judge(ApiToken shown) {
    Found found = credentials.find(shown.tenant(), shown.id());
    // A token that does not exist is compared too: how long it takes says nothing.
    SecretHash kept = found.token().map(Token::hash).orElse(SecretHash.NONE);
    boolean secretIsRight = kept.matches(shown.hash());
    Optional<Reason> objection = objection(found, secretIsRight);
    return objection.isPresent()
        ? new Denied(objection.get())
        : new Allowed(membership(shown, found));
  }

  private Optional<Reason> objection(Found found, boolean secretIsRight) {
    if (!secretIsRight || found.token().isEmpty() || found.tenant().isEmpty()) {
      return Optional.of(Reason.UNKNOWN);
    }
    if (found.token().get().revoked().isPresent()) {
      return Optional.of(Reason.REVOKED);
    }
    if (found.token().get().isExpired(clock.instant())) {
      return Optional.of(Reason.EXPIRED);
    }
    return switch (found.tenant().get().standing()) {
      case ACTIVE -> Optional.empty();
      case SUSPENDED -> Optional.of(Reason.SUSPENDED);
    };
  }

  private Membership membership(ApiToken shown, Found found) {
    Token kept = found.token().orElseThrow();
    return new Membership(
        new Caller(shown.tenant(), kept.principal(), kept.role()), guest(shown, found.pass()));
  }

  /**
   * A tenant that is suspended, or gone, is as one that the credential never was good in. Asked
   * once the secret is known to be right: how long it takes says nothing to others.
   */
  private SortedMap<TenantId, Role> guest(ApiToken shown, Optional<GuestPass> pass) {
    SortedMap<TenantId, Role> guest = new TreeMap<>();
    pass.filter(made -> made.hash().matches(shown.hash()))
        .ifPresent(made -> guest.putAll(made.roles()));
    if (!guest.isEmpty()) {
      guest.keySet().retainAll(credentials.active(Set.copyOf(guest.keySet())));
    }
    return guest;
  }
}
