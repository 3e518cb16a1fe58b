package dev.bulkhead.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthorizationHeaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer token",
        "bearer token",
        "BEARER token",
        "Bearer   token",
        " Bearer token "
      })
  void takesBearerHoweverItIsWritten(String header) {
    assertThat(AuthorizationHeader.token(header)).contains("token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic ", "basic ", "BASIC  "})
  void takesBasicPasswordAsTheToken(String scheme) {
    assertThat(AuthorizationHeader.token(scheme + base64("anyone:token"))).contains("token");
  }

  @Test
  void takesBasicWithoutUserName() {
    assertThat(AuthorizationHeader.token("Basic " + base64(":token"))).contains("token");
  }

  @Test
  void endsUserNameAtTheFirstColon() {
    assertThat(AuthorizationHeader.token("Basic " + base64("a:b:c"))).contains("b:c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Bearer",
        "token",
        "Basic",
        "Basic !!!",
        "Basic YQ=",
        "Basic dG9rZW4=",
        "Digest token",
        "Bearertoken",
        "AWS4-HMAC-SHA256 Credential=x",
        "Bеarer token",
        "\u0000"
      })
  void takesNothingElse(String header) {
    assertThat(AuthorizationHeader.token(header)).isEmpty();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
