package dev.bulkhead.local.sts;

import dev.bulkhead.local.iam.AccessRequest;
import dev.bulkhead.local.iam.Decision;
import dev.bulkhead.local.iam.Identity;
import dev.bulkhead.local.iam.InvalidPolicy;
import dev.bulkhead.local.iam.LocalIam;
import dev.bulkhead.local.iam.PolicyDocument;
import dev.bulkhead.local.iam.PolicyType;
import dev.bulkhead.local.iam.Role;
import dev.bulkhead.local.iam.SessionRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code AssumeRole} */
final class AssumeRole {
  private static final Set<String> PARAMETERS =
      Set.of("Action", "Version", "RoleArn", "RoleSessionName", "DurationSeconds", "Policy");
  private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final Pattern POLICY_TEXT =
      Pattern.compile("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");
  private static final int MAX_POLICY = 2048;
  private static final int MIN_SECONDS = 900;

  /**
   * A session of a role that assumes another role lasts an hour at most, whatever the role says.
   */
  private static final int MAX_SECONDS = 3600;

  private final LocalIam iam;

  AssumeRole(LocalIam iam) {
    this.iam = iam;
  }

  String answer(Identity caller, Form form) throws StsError {
    form.allowOnly(PARAMETERS);
    String name = sessionName(form);
    Duration duration = duration(form);
    List<PolicyDocument> sessionPolicies = sessionPolicies(form);
    SessionTags tags = SessionTags.read(form);
    Role role = permitted(caller, form.get("RoleArn"), name, tags);

    Identity session =
        iam.startSession(new SessionRequest(role, name, duration, sessionPolicies, tags.tags()));

    return StsXml.assumedRole(session, iam.userId(session));
  }

  private static String sessionName(Form form) throws StsError {
    String name = form.get("RoleSessionName");
    if (!SESSION_NAME.matcher(name).matches()) {
      throw StsError.constraint(
          "roleSessionName", "satisfy regular expression pattern: [\\w+=,.@-]*");
    }
    return name;
  }

  private static Duration duration(Form form) throws StsError {
    String seconds = form.find("DurationSeconds").orElse(Integer.toString(MAX_SECONDS));
    if (!seconds.matches("[0-9]{1,6}") || Integer.parseInt(seconds) < MIN_SECONDS) {
      throw StsError.constraint(
          "durationSeconds", "have value greater than or equal to " + MIN_SECONDS);
    }
    if (Integer.parseInt(seconds) > MAX_SECONDS) {
      throw StsError.invalid(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by"
              + " role chaining");
    }
    return Duration.ofSeconds(Integer.parseInt(seconds));
  }

  /**
   * At most one. AWS also refuses, as PackedPolicyTooLarge, what is too large once policy and tags
   * are packed into the token; it does not say how it packs, so that limit cannot be met here.
   */
  private static List<PolicyDocument> sessionPolicies(Form form) throws StsError {
    Optional<String> text = form.find("Policy");
    if (text.isEmpty()) {
      return List.of();
    }
    if (text.get().length() > MAX_POLICY) {
      throw StsError.constraint("policy", "have length less than or equal to " + MAX_POLICY);
    }
    if (!POLICY_TEXT.matcher(text.get()).matches()) {
      throw StsError.invalid("Value at 'policy' is empty or holds a character that is not allowed");
    }
    try {
      return List.of(PolicyDocument.parse(PolicyType.SESSION, text.get()));
    } catch (InvalidPolicy e) {
      throw new StsError(400, "MalformedPolicyDocument", String.valueOf(e.getMessage()));
    }
  }

  private Role permitted(Identity caller, String roleArn, String name, SessionTags tags)
      throws StsError {
    Map<String, List<String>> context = new HashMap<>(tags.context());
    context.put("sts:RoleSessionName", List.of(name));
    AccessRequest assume = new AccessRequest("sts:AssumeRole", roleArn, context);
    // A role that does not exist is refused in the words for one that does not trust the caller.
    Role role =
        iam.role(roleArn)
            .orElseThrow(() -> denied(new Decision.NotAllowed(PolicyType.TRUST), caller, assume));
    judge(caller, role, assume);
    if (!tags.isEmpty()) {
      judge(caller, role, new AccessRequest("sts:TagSession", roleArn, context));
    }
    return role;
  }

  private void judge(Identity caller, Role role, AccessRequest request) throws StsError {
    for (Decision decision :
        List.of(iam.judge(caller, request), iam.judgeTrust(caller, role, request))) {
      if (!decision.isAllowed()) {
        throw denied(decision, caller, request);
      }
    }
  }

  private static StsError denied(Decision decision, Identity caller, AccessRequest request) {
    return new StsError(403, "AccessDenied", decision.refusal(caller, request));
  }
}
