package dev.bulkhead.control;

import java.time.Instant;
import java.util.List;

/** One tenant's API tokens. Every read sees every write that was answered before it. */
public interface TokenStore {

  /** Adds a token under a new id. */
  void create(Token token);

  /** All tokens of the tenant by id, revoked and expired ones included. */
  List<Token> list();

  /**
   * Ends a token for good; one that was revoked before stays as it was.
   *
   * @throws dev.bulkhead.domain.NotFound if the tenant has no such token
   */
  void revoke(TokenId id, Instant now);
}
