package dev.bulkhead.local.iam;

import java.util.Optional;

/** Knows every access key that was handed out, and judges what its holder asks for. */
public interface Iam {

  /** The holder of an access key, expired ones included; empty if no such key was ever issued. */
  Optional<Identity> find(String accessKeyId);

  /** Whether every policy that holds for the identity, together, allows the request. */
  boolean allows(Identity identity, AccessRequest request);
}
