package dev.bulkhead.walls;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.http.HttpFunction;
import dev.bulkhead.http.WrongEdge;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.SessionPolicy;
import dev.bulkhead.tenancy.SessionRequest;
import dev.bulkhead.tenancy.TenantId;
import dev.bulkhead.walls.Rewrite.Prefix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One thing that our code does wrong, in the input of one wall. */
enum Fault {
  NONE("nothing is wrong"),
  TABLE_KEYS_OF_ANOTHER("the table's keys name another tenant") {
    @Override
    TenantId ofTable(TenantId own) {
      return ANOTHER;
    }
  },
  TABLE_DELIMITER_DROPPED("the # behind the tenant is missing from the table's keys") {
    @Override
    Optional<Rewrite> rewrite() {
      return Optional.of(
          Rewrite.of(new Prefix("T#acme#", "T#acme"), new Prefix("TOKENS#acme", "TOKENSacme")));
    }
  },
  TABLE_PREFIX_DROPPED("the tenant is missing from the table's keys") {
    @Override
    Optional<Rewrite> rewrite() {
      return Optional.of(
          Rewrite.of(new Prefix("T#acme#", "T#"), new Prefix("TOKENS#acme", "TOKENS#")));
    }
  },
  TABLE_KEYS_BARE("the table's keys begin with what should follow the tenant") {
    @Override
    Optional<Rewrite> rewrite() {
      return Optional.of(Rewrite.of(new Prefix("T#acme#", ""), new Prefix("TOKENS#acme", "acme")));
    }
  },
  TABLE_TENANT_IN_CAPITALS("the tenant is spelled in capitals in the table's keys") {
    @Override
    Optional<Rewrite> rewrite() {
      return Optional.of(
          Rewrite.of(new Prefix("T#acme#", "T#ACME#"), new Prefix("TOKENS#acme", "TOKENS#ACME")));
    }
  },
  OBJECT_KEYS_OF_ANOTHER("artifacts' keys name another tenant") {
    @Override
    TenantId ofArtifacts(TenantId own) {
      return ANOTHER;
    }
  },
  OBJECT_DELIMITER_DROPPED("the / behind the tenant is missing from objects' keys") {
    @Override
    Optional<Rewrite> rewrite() {
      return Optional.of(Rewrite.of(new Prefix("tenants/acme/", "tenants/acme")));
    }
  },
  OBJECT_PREFIX_DROPPED("objects' keys have no prefix of a tenant") {
    @Override
    Optional<Rewrite> rewrite() {
      return Optional.of(Rewrite.of(new Prefix("tenants/acme/", "")));
    }
  },
  OBJECT_KEYS_CLIMB("objects' keys climb out of the tenant's prefix into another's") {
    @Override
    Optional<Rewrite> rewrite() {
      return Optional.of(Rewrite.of(new Prefix("tenants/acme/", "tenants/acme/../acme2/")));
    }
  },
  SPILL_PREFIX_DROPPED("spilled data's keys have no prefix of a tenant") {
    @Override
    Optional<Rewrite> rewrite() {
      return Optional.of(Rewrite.of(new Prefix("tenants/acme/spill/", "spill/")));
    }
  },
  LISTING_CUT("objects are listed by a prefix that ends before its slash") {
    @Override
    Optional<String> listed() {
      return Optional.of("tenants/acme");
    }
  },
  LISTING_OF_ALL("objects are listed without a prefix") {
    @Override
    Optional<String> listed() {
      return Optional.of("");
    }
  },
  SPILL_KEYS_OF_ANOTHER("spilled data's keys name another tenant") {
    @Override
    TenantId ofSpill(TenantId own) {
      return ANOTHER;
    }
  },
  URL_FOR_ANOTHER("the presigned URL is for another tenant's object") {
    @Override
    TenantId ofUrls(TenantId own) {
      return ANOTHER;
    }
  },
  SESSION_OF_ANOTHER("the previous call's session, another tenant's, is used again") {
    @Override
    SessionRequest session(Asked asked, TenantId tenant, Access access) {
      return asked.session(ANOTHER, access);
    }
  },
  SESSION_OF_A_VIEWER("the previous call's session, a viewer's, is used again") {
    @Override
    SessionRequest session(Asked asked, TenantId tenant, Access access) {
      return asked.session(tenant, Access.READ);
    }
  },
  SESSION_OF_ANOTHER_FUNCTION("the session is for what another function works with") {
    @Override
    Capability capability(Capability right) {
      return right == Capability.ARTIFACTS ? Capability.TRACKING : Capability.ARTIFACTS;
    }
  },
  ROLE_OF_ANOTHER("the session is asked for of the other role of tenants") {
    @Override
    SessionRequest session(Asked asked, TenantId tenant, Access access) {
      SessionRequest right = asked.session(tenant, access);
      return new SessionRequest(
          otherRole(right.roleArn()), tenant, access, right.policy(), right.lifetime());
    }
  },
  NAME_OF_ANOTHER("the session is named after another tenant") {
    @Override
    String sessionName(TenantId tenant) {
      return ANOTHER.value();
    }
  },
  TAGS_SWAPPED("the values of the session's tags are swapped") {
    @Override
    Map<String, String> tags(SessionRequest request) {
      return Map.of("tenant", request.access().tag(), "access", request.tenant().value());
    }
  },
  TAG_ADDED("the session has a tag more") {
    @Override
    Map<String, String> tags(SessionRequest request) {
      var tags = new HashMap<>(super.tags(request));
      tags.put("team", ANOTHER.value());
      return tags;
    }
  },
  TAG_OF_ANOTHER("the session is tagged with another tenant") {
    @Override
    SessionRequest session(Asked asked, TenantId tenant, Access access) {
      SessionRequest right = asked.session(tenant, access);
      return with(right, ANOTHER, right.access(), right.policy());
    }
  },
  POLICY_OF_ANOTHER("the session policy names another tenant") {
    @Override
    SessionRequest session(Asked asked, TenantId tenant, Access access) {
      SessionRequest right = asked.session(tenant, access);
      return with(right, tenant, right.access(), asked.session(ANOTHER, access).policy());
    }
  },
  POLICY_EMPTIED("no session policy is passed") {
    @Override
    boolean sendsPolicy() {
      return false;
    }
  },
  TAGS_DROPPED("the session has no tags") {
    @Override
    Map<String, String> tags(SessionRequest request) {
      return Map.of();
    }
  },
  ACCESS_WIDENED("every call is given a session that writes") {
    @Override
    SessionRequest session(Asked asked, TenantId tenant, Access access) {
      return asked.session(tenant, Access.WRITE);
    }
  },
  ACCESS_WIDENED_IN_TAG("every session is tagged as one that writes") {
    @Override
    SessionRequest session(Asked asked, TenantId tenant, Access access) {
      SessionRequest right = asked.session(tenant, access);
      return with(right, tenant, Access.WRITE, right.policy());
    }
  },
  ACCESS_WIDENED_IN_POLICY("every session policy allows to write") {
    @Override
    SessionRequest session(Asked asked, TenantId tenant, Access access) {
      SessionRequest right = asked.session(tenant, access);
      return with(right, tenant, access, asked.session(tenant, Access.WRITE).policy());
    }
  },
  OWN_ROLE_USED("the data is asked for with the function's own credentials") {
    @Override
    boolean usesOwnRole() {
      return true;
    }
  },
  ROLE_NOT_CHECKED("the edge lets a viewer call what writes") {
    @Override
    RequestStreamHandler edge(HttpFunction function) {
      return WrongEdge.unchecked(function);
    }
  },
  ROUTE_DECLARED_AS_READING("a route that writes is declared as one that reads") {
    @Override
    RequestStreamHandler edge(HttpFunction function) {
      return WrongEdge.declaredAsReading(function);
    }
  },
  PAGE_TOKEN_NOT_BOUND("another tenant's page token is taken"),
  EVENT_KEY_NOT_DECODED("the key in S3's event is not decoded"),
  UPLOAD_OF_ANOTHER("an upload goes on under the id of another tenant's"),
  EVENT_KEY_DECODED_TWICE("the key in S3's event is decoded twice"),
  TENANT_OF_ANOTHER_NAMED("the authorizer names another tenant") {
    @Override
    TenantId named(TenantId own) {
      return ANOTHER;
    }
  },
  TENANT_OF_ANOTHER_OPENED("the stores are opened for another tenant") {
    @Override
    TenantId opened(TenantId own) {
      return ANOTHER;
    }
  },
  EVENT_OF_ANOTHER("the tenant that is read from the key in S3's event is another");

  /** What is wrong before both walls, since both are told the tenant that it names. */
  static final Set<Fault> BEFORE_BOTH_WALLS =
      Set.of(TENANT_OF_ANOTHER_NAMED, TENANT_OF_ANOTHER_OPENED, EVENT_OF_ANOTHER);

  /** Whose data the faults lead to. */
  static final TenantId ANOTHER = new TenantId("acme2");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** Whether it is in something that the function has. */
  boolean concerns(String function) {
    return switch (this) {
      case OBJECT_KEYS_OF_ANOTHER,
          LISTING_CUT,
          LISTING_OF_ALL,
          URL_FOR_ANOTHER,
          UPLOAD_OF_ANOTHER ->
          List.of("ArtifactsFunction", "MaintenanceFunction").contains(function);
      case SPILL_KEYS_OF_ANOTHER,
          SPILL_PREFIX_DROPPED,
          OBJECT_DELIMITER_DROPPED,
          OBJECT_PREFIX_DROPPED,
          OBJECT_KEYS_CLIMB ->
          List.of("ArtifactsFunction", "MaintenanceFunction", "RunsFunction", "SearchFunction")
              .contains(function);
      case EVENT_KEY_NOT_DECODED, EVENT_KEY_DECODED_TWICE, EVENT_OF_ANOTHER ->
          function.equals("UploadsFunction");
      default -> true;
    };
  }

  /** Asks for a session as the function's role does. */
  interface Asked {
    SessionRequest session(TenantId tenant, Access access);
  }

  /** Whom the authorizer names. */
  TenantId named(TenantId own) {
    return own;
  }

  /** Whose stores an operation opens. */
  TenantId opened(TenantId own) {
    return own;
  }

  TenantId ofTable(TenantId own) {
    return own;
  }

  TenantId ofArtifacts(TenantId own) {
    return own;
  }

  TenantId ofUrls(TenantId own) {
    return ofArtifacts(own);
  }

  TenantId ofSpill(TenantId own) {
    return own;
  }

  Optional<Rewrite> rewrite() {
    return Optional.empty();
  }

  /** The prefix that objects are listed by, if it is not as asked. */
  Optional<String> listed() {
    return Optional.empty();
  }

  SessionRequest session(Asked asked, TenantId tenant, Access access) {
    return asked.session(tenant, access);
  }

  boolean sendsPolicy() {
    return true;
  }

  /** The session's tags. */
  Map<String, String> tags(SessionRequest request) {
    return Map.of("tenant", request.tenant().value(), "access", request.access().tag());
  }

  String sessionName(TenantId tenant) {
    return tenant.value();
  }

  /** What the function's sessions are for. */
  Capability capability(Capability right) {
    return right;
  }

  boolean usesOwnRole() {
    return false;
  }

  RequestStreamHandler edge(HttpFunction function) {
    return function;
  }

  private static String otherRole(String arn) {
    return arn.contains("TenantTokensRole")
        ? arn.replace("TenantTokensRole", "TenantDataRole")
        : arn.replace("TenantDataRole", "TenantTokensRole");
  }

  private static SessionRequest with(
      SessionRequest of, TenantId tenant, Access access, SessionPolicy policy) {
    return new SessionRequest(of.roleArn(), tenant, access, policy, of.lifetime());
  }
}
