package dev.bulkhead.local.iam;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The IAM of one account: its roles, the keys that were handed out, and the judge of all calls. */
public final class LocalIam implements Iam {
  /** How long an ended session is remembered, to be told from a key that never was. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final Clock clock;
  private final Map<String, Role> roles;
  private final List<PolicyDocument> resourcePolicies;
  private final List<DataKey> dataKeys;
  private final Map<String, Principal> principals = new ConcurrentHashMap<>();

  /** The first to be forgotten first: many tenants' functions start sessions all the time. */
  private final Queue<Remembered> sessions =
      new PriorityBlockingQueue<>(64, Comparator.comparing(Remembered::until));

  private final AccessKeys keys = new AccessKeys();
  private volatile Consumer<Refused> refusals = _ -> {};

  /** What was put on roles since the start, by the role's ARN and the policy's name. */
  private final Map<String, Map<String, PolicyDocument>> inline = new ConcurrentHashMap<>();

  /**
   * @param resourcePolicies such as the bucket's; each says in its statements which resources it
   *     speaks of
   */
  public LocalIam(Clock clock, List<Role> roles, List<PolicyDocument> resourcePolicies) {
    this(clock, roles, resourcePolicies, List.of());
  }

  /**
   * @param dataKeys what encrypts the data; none if keys of AWS's own do
   */
  public LocalIam(
      Clock clock,
      List<Role> roles,
      List<PolicyDocument> resourcePolicies,
      List<DataKey> dataKeys) {
    this.clock = clock;
    this.dataKeys = List.copyOf(dataKeys);
    this.roles = roles.stream().collect(Collectors.toMap(Role::arn, Function.identity()));
    this.resourcePolicies = List.copyOf(resourcePolicies);
    if (resourcePolicies.stream().anyMatch(p -> p.type() != PolicyType.RESOURCE)) {
      throw new IllegalArgumentException("Resources have resource policies only");
    }
  }

  /** The role of an ARN. */
  public Optional<Role> role(String arn) {
    return Optional.ofNullable(roles.get(arn));
  }

  /** The role of a name. */
  public Optional<Role> roleNamed(String name) {
    return roles.values().stream().filter(role -> role.name().equals(name)).findFirst();
  }

  /**
   * Puts an inline policy on a role, or replaces the one of that name. It holds for sessions that
   * began before: every call of theirs is judged anew.
   */
  public void putPolicy(Role role, String name, PolicyDocument policy) {
    policies(role.arn()).put(name, policy);
  }

  /** Takes an inline policy away; false if there was none of that name. */
  public boolean deletePolicy(Role role, String name) {
    return policies(role.arn()).remove(name) != null;
  }

  private Map<String, PolicyDocument> policies(String roleArn) {
    return inline.computeIfAbsent(roleArn, _ -> new ConcurrentHashMap<>());
  }

  /** Keys of a function that runs with a role: a session's, as Lambda's are, without an end. */
  public Identity issueKeys(Role role) {
    Identity identity = newSession(Optional.empty(), sessionArn(role, role.name()));
    return add(
        new Principal(
            identity,
            Principal.Kind.ASSUMED_ROLE,
            role.arn(),
            role.policies(),
            List.of(),
            Map.of(),
            clock.instant()));
  }

  /** Keys of a person who runs the deployment. */
  public Identity issueOperatorKeys(String userArn, PolicyDocument policy) {
    Identity identity =
        new Identity(keys.id("AKIA"), keys.secret(), Optional.empty(), Optional.empty(), userArn);
    return add(
        new Principal(
            identity,
            Principal.Kind.USER,
            userArn,
            List.of(policy),
            List.of(),
            Map.of(),
            clock.instant()));
  }

  /** Keys of a new session, whoever asked for it: the caller has been judged before. */
  public Identity startSession(SessionRequest request) {
    Instant now = clock.instant();
    forgetEnded(now);
    Instant end = now.plus(request.duration());
    Identity identity = newSession(Optional.of(end), sessionArn(request.role(), request.name()));
    sessions.add(new Remembered(end.plus(REMEMBERED), identity.accessKeyId()));
    return add(
        new Principal(
            identity,
            Principal.Kind.ASSUMED_ROLE,
            request.role().arn(),
            request.role().policies(),
            request.sessionPolicies(),
            request.tags(),
            now));
  }

  @Override
  public Optional<Identity> find(String accessKeyId) {
    return Optional.ofNullable(principals.get(accessKeyId)).map(Principal::identity);
  }

  /** The unique id of an identity, as GetCallerIdentity tells it. */
  public String userId(Identity identity) {
    return principal(identity).userId();
  }

  @Override
  public boolean allows(Identity identity, AccessRequest request) {
    return judge(identity, request).isAllowed();
  }

  /**
   * Weighs the caller's own policies, its session's and those of the resources, and then whether
   * the keys of the data may be used for it.
   */
  public Decision judge(Identity caller, AccessRequest request) {
    Principal principal = principal(caller);
    return Stream.concat(
            Stream.of(request), dataKeys.stream().flatMap(key -> key.asked(request).stream()))
        .map(asked -> judge(principal, asked))
        .filter(decision -> !decision.isAllowed())
        .findFirst()
        .orElseGet(Decision.Allowed::new);
  }

  private Decision judge(Principal principal, AccessRequest request) {
    Question question = question(principal, request);
    if (question.context().isAmbiguous()) {
      return new Decision.NotAllowed(PolicyType.IDENTITY);
    }
    Decision decision =
        Verdict.of(question)
            .needs(PolicyType.IDENTITY, holdingFor(principal))
            .needs(PolicyType.SESSION, principal.sessionPolicies())
            .obeys(resourcePolicies)
            .decision();
    if (!decision.isAllowed()) {
      refusals.accept(new Refused(request, refusing(principal, question)));
    }
    return decision;
  }

  /**
   * What was not allowed.
   *
   * @param by every kind of policy that would not have allowed it by itself
   */
  public record Refused(AccessRequest request, Set<PolicyType> by) {
    /** Copies the kinds. */
    public Refused {
      by = Set.copyOf(by);
    }
  }

  /** Tells of whatever is not allowed from now on, and by which policies: AWS names but one. */
  public void onRefusal(Consumer<Refused> listener) {
    refusals = listener;
  }

  private Set<PolicyType> refusing(Principal principal, Question question) {
    Map<PolicyType, List<PolicyDocument>> policies =
        Map.of(
            PolicyType.IDENTITY, holdingFor(principal),
            PolicyType.SESSION, principal.sessionPolicies());
    return policies.keySet().stream()
        .filter(type -> !alone(type, policies.getOrDefault(type, List.of()), question))
        .collect(Collectors.toSet());
  }

  private static boolean alone(PolicyType type, List<PolicyDocument> policies, Question question) {
    return Verdict.of(question).needs(type, policies).decision().isAllowed();
  }

  private List<PolicyDocument> holdingFor(Principal principal) {
    return Stream.concat(principal.policies().stream(), policies(principal.arn()).values().stream())
        .toList();
  }

  /**
   * Weighs a role's trust policy, which must allow the caller on top of what {@link #judge} says.
   * AWS is content with either one where the trust policy names the caller itself; to ask for both
   * shows a permission that is missing from the template.
   */
  public Decision judgeTrust(Identity caller, Role role, AccessRequest request) {
    return Verdict.of(question(principal(caller), request))
        .needs(PolicyType.TRUST, List.of(role.trust()))
        .decision();
  }

  private Question question(Principal principal, AccessRequest request) {
    Map<String, List<String>> context = new HashMap<>(request.context());
    context.putAll(principal.context());
    Instant now = clock.instant();
    context.put("aws:CurrentTime", List.of(now.toString()));
    context.put("aws:EpochTime", List.of(Long.toString(now.getEpochSecond())));
    // Nothing leaves this machine, so a policy that refuses plain HTTP has nothing to refuse here;
    // "false" would lock out everybody from a bucket that is for TLS only.
    context.put("aws:SecureTransport", List.of("true"));
    return new Question(
        principal.names(), request.action(), request.resource(), new Context(context));
  }

  private Principal principal(Identity identity) {
    Principal principal = principals.get(identity.accessKeyId());
    if (principal == null) {
      throw new IllegalArgumentException("Not an identity of this account: " + identity);
    }
    return principal;
  }

  private Identity newSession(Optional<Instant> end, String arn) {
    return new Identity(keys.id("ASIA"), keys.secret(), Optional.of(keys.token()), end, arn);
  }

  private Identity add(Principal principal) {
    principals.put(principal.identity().accessKeyId(), principal);
    return principal.identity();
  }

  /** Whoever takes one out forgets it; one that is not due yet goes back. */
  private void forgetEnded(Instant now) {
    Remembered first = sessions.poll();
    while (first != null && first.until().isBefore(now)) {
      principals.remove(first.accessKeyId());
      first = sessions.poll();
    }
    if (first != null) {
      sessions.add(first);
    }
  }

  /** A session, and how long it is known. */
  private record Remembered(Instant until, String accessKeyId) {}

  private static String sessionArn(Role role, String sessionName) {
    return "arn:aws:sts::%s:assumed-role/%s/%s".formatted(role.account(), role.name(), sessionName);
  }
}
