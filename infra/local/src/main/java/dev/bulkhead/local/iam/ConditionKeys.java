package dev.bulkhead.local.iam;

import java.util.Set;

/**
 * The condition keys that the local stack supplies.
 *
 * <p>A key that is never supplied reads as absent, and an absent key makes a Deny not apply and a
 * {@code Null} true. So a policy may only name keys from this list; the fronts of DynamoDB, S3 and
 * STS supply them whenever AWS would.
 */
final class ConditionKeys {
  private static final Set<String> MULTIVALUED =
      Set.of("aws:tagkeys", "dynamodb:attributes", "dynamodb:leadingkeys", "sts:transitivetagkeys");

  private static final Set<String> SINGLE =
      Set.of(
          "aws:currenttime",
          "aws:epochtime",
          "aws:principalaccount",
          "aws:principalarn",
          "aws:principaltype",
          "aws:securetransport",
          "aws:sourceaccount",
          "aws:sourcearn",
          "aws:tokenissuetime",
          "aws:userid",
          "aws:username",
          "dynamodb:enclosingoperation",
          "dynamodb:returnconsumedcapacity",
          "dynamodb:returnvalues",
          "dynamodb:select",
          "kms:viaservice",
          "s3:delimiter",
          "s3:max-keys",
          "s3:prefix",
          "sts:rolesessionname");

  private static final Set<String> FAMILIES =
      Set.of("aws:principaltag/", "aws:requesttag/", "s3:existingobjecttag/");

  private ConditionKeys() {}

  static boolean isMultivalued(String key) {
    return MULTIVALUED.contains(Context.fold(key));
  }

  /** Refuses a key that would always read as absent. */
  static String supported(String key) {
    String folded = Context.fold(key);
    boolean ofFamily =
        FAMILIES.stream().anyMatch(f -> folded.startsWith(f) && folded.length() > f.length());
    if (!ofFamily && !SINGLE.contains(folded) && !MULTIVALUED.contains(folded)) {
      throw new InvalidPolicy("The local stack does not supply the condition key " + key);
    }
    return folded;
  }

  /** Refuses a key that cannot stand in a policy variable: one that may have several values. */
  static String single(String key) {
    if (isMultivalued(key)) {
      throw new InvalidPolicy("A policy variable cannot be multivalued: " + key);
    }
    return supported(key);
  }
}
