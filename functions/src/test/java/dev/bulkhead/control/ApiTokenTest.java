package dev.bulkhead.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.tenancy.TenantId;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiTokenTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final String ID = "0123456789abcdef";
  private static final String SECRET = ID.repeat(4);

  private final SecureRandom random = new SecureRandom();

  @ParameterizedTest
  @ValueSource(
      strings = {"acme", "a-1", "team-ml-eu-1", "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd"})
  void readsBackWhatItWrites(String tenant) {
    ApiToken token = ApiToken.create(new TenantId(tenant), random);

    assertThat(ApiToken.parse(token.text())).contains(token);
  }

  @Test
  void isWrittenAsItIsDocumented() {
    assertThat(new ApiToken(ACME, new TokenId(ID), SECRET).text())
        .isEqualTo("bh_acme_" + ID + "_" + SECRET);
  }

  @Test
  void noTwoAreAlike() {
    ApiToken one = ApiToken.create(ACME, random);
    ApiToken other = ApiToken.create(ACME, random);

    assertThat(one.id()).isNotEqualTo(other.id());
    assertThat(one.secret()).isNotEqualTo(other.secret());
    assertThat(one.hash().matches(other.hash())).isFalse();
  }

  @Test
  void printsNoSecret() {
    assertThat(new ApiToken(ACME, new TokenId(ID), SECRET))
        .hasToString("ApiToken[acme, " + ID + "]");
    assertThat(SecretHash.of(SECRET)).hasToString("SecretHash");
  }

  @Test
  void keepsSha256OfTheSecret() {
    assertThat(SecretHash.of("abc").hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bh_",
        "bh_acme",
        "bh_acme_0123456789abcdef",
        "bh_acme_0123456789abcdef_",
        "BH_acme_0123456789abcdef_{secret}",
        "bh_Acme_0123456789abcdef_{secret}",
        "bh_ac_0123456789abcdef_{secret}",
        "bh_a--b_0123456789abcdef_{secret}",
        "bh_default_0123456789abcdef_{secret}",
        "bh_*_0123456789abcdef_{secret}",
        "bh_acme_0123456789ABCDEF_{secret}",
        "bh_acme_0123456789abcde_{secret}",
        "bh_acme_0123456789abcdef_{secret}0",
        "bh_acme_0123456789abcdef_{secret}\n",
        " bh_acme_0123456789abcdef_{secret}",
        "bh_acme_0123456789abcdef_{secret},bh_acme_0123456789abcdef_{secret}",
        "bh_acme_acme2_0123456789abcdef_{secret}"
      })
  void isNothingElse(String text) {
    assertThat(ApiToken.parse(text.replace("{secret}", SECRET))).isEmpty();
  }
}
