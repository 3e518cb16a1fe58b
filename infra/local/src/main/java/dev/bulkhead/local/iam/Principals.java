package dev.bulkhead.local.iam;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A statement's {@code Principal}: the names by which it can mean a caller. */
record Principals(Set<String> names) {
  static final String EVERYBODY = "*";

  /** For policies that hang on the caller itself. */
  static final Principals HOLDER = new Principals(Set.of(EVERYBODY));

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern ARN =
      Pattern.compile(
          "arn:aws:iam::[0-9]{12}:(root|(role|user)/[^*?$]+)"
              + "|arn:aws:sts::[0-9]{12}:assumed-role/[^*?$/]+/[^*?$/]+");
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com");

  static Principals read(@Nullable Object value) {
    if (EVERYBODY.equals(value)) {
      return HOLDER;
    }
    Map<String, Object> kinds = Tree.map("Principal", value);
    if (kinds.isEmpty()) {
      throw new InvalidPolicy("A statement names no principal");
    }
    Set<String> names = new HashSet<>();
    kinds.forEach((kind, list) -> names.addAll(names(kind, Tree.strings(kind, list))));
    return new Principals(Set.copyOf(names));
  }

  private static List<String> names(String kind, List<String> texts) {
    return switch (kind) {
      case "AWS" -> texts.stream().map(Principals::aws).toList();
      case "Service" -> texts.stream().map(Principals::service).toList();
      default -> throw new InvalidPolicy("Unsupported kind of principal " + kind);
    };
  }

  private static String aws(String text) {
    if (ACCOUNT.matcher(text).matches()) {
      return root(text);
    }
    if (!text.equals(EVERYBODY) && !ARN.matcher(text).matches()) {
      throw new InvalidPolicy("Invalid principal in policy: " + text);
    }
    return text;
  }

  /** A service calls with no access key here, so its name is checked for form and then unused. */
  private static String service(String text) {
    if (!SERVICE.matcher(text).matches()) {
      throw new InvalidPolicy("Invalid principal in policy: " + text);
    }
    return text;
  }

  /** The account itself: naming it trusts whomever the account's own policies let through. */
  static String root(String account) {
    return "arn:aws:iam::" + account + ":root";
  }

  boolean include(Question question) {
    return names.contains(EVERYBODY) || question.principals().stream().anyMatch(names::contains);
  }
}
