package dev.bulkhead.tenants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.control.ApiToken;
import dev.bulkhead.control.Token;
import dev.bulkhead.fakes.FakeLambda;
import dev.bulkhead.http.Json;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TokensFunctionTest {
  private static final String ISSUE = "POST /{api}/2.0/bulkhead/tokens";
  private static final String LIST = "GET /{api}/2.0/bulkhead/tokens";
  private static final String REVOKE = "DELETE /{api}/2.0/bulkhead/tokens/{token_id}";
  private static final TenantId ACME = new TenantId("acme");
  private static final String BOB = "{\"principal\":\"bob\",\"role\":\"viewer\"}";

  private final KnownTokens tokens = new KnownTokens();
  private final TokensFunction function = new TokensFunction(tokens);
  private final FakeLambda lambda = new FakeLambda();

  @Test
  void adminIssuesTokenOfTheOwnTenant() throws IOException {
    Map<?, ?> issued = body(200, call(ISSUE, Role.ADMIN, BOB, ""));

    ApiToken token = ApiToken.parse((String) issued.get("token")).orElseThrow();
    Token kept = tokens.of(ACME).getFirst();
    assertThat(token.tenant()).isEqualTo(ACME);
    assertThat(kept.hash().matches(token.hash())).isTrue();
    assertThat(kept).returns("bob", Token::principal).returns(Role.VIEWER, Token::role);
    assertThat(tokens.opened()).containsExactly("acme write");
    assertThat(lambda.log()).doesNotContain(token.secret());
  }

  @Test
  void bodyCannotNameAnotherTenant() throws IOException {
    String body = "{\"tenant\":\"acme2\",\"principal\":\"bob\",\"role\":\"viewer\"}";

    Map<?, ?> issued = body(200, call(ISSUE, Role.ADMIN, body, ""));

    assertThat((String) issued.get("token")).startsWith("bh_acme_");
    assertThat(tokens.opened()).containsExactly("acme write");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[\"acme2=viewer\"]", "[\"nobody=viewer\"]", "[\"acme=viewer\"]", "[\"\"]"})
  void adminLetsNobodyIntoAnotherTenant(String also) throws IOException {
    String body = "{\"principal\":\"bob\",\"role\":\"viewer\",\"also\":" + also + "}";

    Map<?, ?> refusal = body(403, call(ISSUE, Role.ADMIN, body, ""));

    assertThat(refusal.get("error_code")).isEqualTo("PERMISSION_DENIED");
    assertThat(refusal.get("message"))
        .isEqualTo("Permission denied: only an operator makes a token good in another tenant.");
    assertThat(tokens.opened()).isEmpty();
  }

  @Test
  void listNamesNoSecretAndNoHash() throws IOException {
    call(ISSUE, Role.ADMIN, BOB, "");
    String id = tokens.of(ACME).getFirst().id().value();

    String answer = call(LIST, Role.ADMIN, "", "");

    assertThat(answer).contains(id, "bob").doesNotContain(tokens.of(ACME).getFirst().hash().hex());
    assertThat(body(200, answer).get("tokens"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(1);
    assertThat(tokens.opened()).last().isEqualTo("acme read");
  }

  @Test
  void adminRevokesToken() throws IOException {
    call(ISSUE, Role.ADMIN, BOB, "");

    body(200, call(REVOKE, Role.ADMIN, "", tokens.of(ACME).getFirst().id().value()));

    assertThat(tokens.of(ACME).getFirst().revoked()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123456789abcdef", "x", "TENANT", "*", "0123456789ABCDEF", "a\\nb"})
  void tokenThatIsNotThereIsNotFound(String id) throws IOException {
    assertThat(body(404, call(REVOKE, Role.ADMIN, "", id)))
        .extracting("error_code")
        .isEqualTo("RESOURCE_DOES_NOT_EXIST");
  }

  @ParameterizedTest
  @CsvSource({"VIEWER", "EDITOR"})
  void othersThanAdminsMayDoNothing(Role role) throws IOException {
    for (String route : new String[] {ISSUE, LIST, REVOKE}) {
      assertThat(body(403, call(route, role, BOB, "0123456789abcdef")))
          .extracting("error_code")
          .isEqualTo("PERMISSION_DENIED");
    }
    assertThat(tokens.opened()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`{}`, principal",
        "`{\"principal\":\"bob\"}`, role",
        "`{\"principal\":\"\",\"role\":\"viewer\"}`, principal",
        "`{\"principal\":\"bob\\r\\nroot\",\"role\":\"viewer\"}`, principal",
        "`{\"principal\":\"bob\",\"role\":\"VIEWER\"}`, role",
        "`{\"principal\":\"bob\",\"role\":\"owner\"}`, role",
        "`{\"principal\":\"bob\",\"role\":\"viewer\",\"lifetime_seconds\":0}`, lifetime_seconds",
        "`{\"principal\":\"bob\",\"role\":\"viewer\",\"lifetime_seconds\":-5}`, lifetime_seconds",
        "`{\"principal\":\"bob\",\"role\":\"viewer\",\"lifetime_seconds\":9223372036854775807}`, lifetime_seconds",
      })
  void refusesMalformedRequestNamingTheField(String body, String field) throws IOException {
    Map<?, ?> refusal = body(400, call(ISSUE, Role.ADMIN, body, ""));

    assertThat(refusal.get("error_code")).isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat((String) refusal.get("message")).contains("'" + field + "'");
    assertThat(tokens.opened()).isEmpty();
  }

  @Test
  void tokenLivesAsLongAsItIsGiven() throws IOException {
    call(
        ISSUE,
        Role.ADMIN,
        "{\"principal\":\"bob\",\"role\":\"viewer\",\"lifetime_seconds\":3600}",
        "");

    Token kept = tokens.of(ACME).getFirst();
    assertThat(kept.expires()).contains(kept.issued().plusSeconds(3600));
  }

  private String call(String route, Role role, String body, String tokenId) throws IOException {
    byte[] event =
        Json.write(
            out -> {
              out.writeStringField("version", "2.0");
              out.writeStringField("routeKey", route);
              out.writeStringField("rawPath", "/api/2.0/bulkhead/tokens");
              out.writeStringField("rawQueryString", "");
              out.writeObjectFieldStart("headers");
              out.writeStringField("content-type", "application/json");
              out.writeEndObject();
              out.writeObjectFieldStart("pathParameters");
              out.writeStringField("api", "api");
              out.writeStringField("token_id", tokenId);
              out.writeEndObject();
              out.writeObjectFieldStart("requestContext");
              out.writeStringField("requestId", "request-1");
              out.writeObjectFieldStart("http");
              out.writeStringField("method", route.substring(0, route.indexOf(' ')));
              out.writeEndObject();
              out.writeObjectFieldStart("authorizer");
              out.writeObjectFieldStart("lambda");
              out.writeStringField("tenant", "acme");
              out.writeStringField("principal", "alice");
              out.writeStringField("role", role.word());
              out.writeEndObject();
              out.writeEndObject();
              out.writeEndObject();
              out.writeStringField("body", body);
              out.writeBooleanField("isBase64Encoded", false);
            });
    return lambda.invoke(function, new String(event, UTF_8));
  }

  private static Map<?, ?> body(int status, String answer) throws IOException {
    Map<?, ?> fields = (Map<?, ?>) Json.read(answer.getBytes(UTF_8));
    assertThat(fields.get("statusCode")).as(answer).isEqualTo((long) status);
    return (Map<?, ?>) Json.read(((String) fields.get("body")).getBytes(UTF_8));
  }
}
