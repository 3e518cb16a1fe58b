package dev.bulkhead.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.NewerFormat;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class ItemsTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TokenId ID = new TokenId("0123456789abcdef");
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

  @ParameterizedTest
  @EnumSource
  void tenantsAreReadAsWritten(Standing standing) {
    var tenant = new Tenant(ACME, standing, Optional.empty(), TIME);

    assertThat(TenantItem.decode(TenantItem.encode(ControlKeys.tenant(ACME), tenant)))
        .isEqualTo(tenant);
  }

  static Stream<Token> tokens() {
    Stream<Token> fresh =
        Stream.of(Role.values()).map(role -> token(role, Optional.empty(), Optional.empty()));
    return Stream.concat(
        fresh,
        Stream.of(
            token(Role.EDITOR, Optional.of(TIME), Optional.empty()),
            token(Role.EDITOR, Optional.empty(), Optional.of(TIME)),
            token(Role.EDITOR, Optional.of(TIME), Optional.of(TIME.plusMillis(1)))));
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void tokensAreReadAsWritten(Token token) {
    assertThat(TokenItem.decode(TokenItem.encode(ControlKeys.token(ACME, ID), token)))
        .isEqualTo(token);
  }

  @Test
  void passesAreReadAsWritten() {
    var pass =
        new GuestPass(
            SecretHash.of("secret"),
            new TreeMap<>(
                Map.of(new TenantId("acme2"), Role.VIEWER, new TenantId("zeta"), Role.EDITOR)));

    assertThat(GuestPassItem.decode(GuestPassItem.encode(ControlKeys.pass(ACME, ID), pass)))
        .isEqualTo(pass);
  }

  @Test
  void guestsAreReadAsWritten() {
    for (Optional<Instant> end : List.of(Optional.<Instant>empty(), Optional.of(TIME))) {
      var guest = new Guest(ACME, ID, "alice", Role.VIEWER, TIME, end);

      assertThat(
              GuestItem.decode(
                  GuestItem.encode(ControlKeys.guest(new TenantId("acme2"), ACME, ID), guest)))
          .isEqualTo(guest);
    }
  }

  static Stream<Function<Map<String, AttributeValue>, ?>> decoders() {
    return Stream.of(
        TenantItem::decode, TokenItem::decode, GuestItem::decode, GuestPassItem::decode);
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void anItemOfANewerFormatIsRefusedWhateverItIs(Function<Map<String, AttributeValue>, ?> decode) {
    var newer = new HashMap<>(ControlKeys.tenant(ACME));
    newer.put("fv", AttributeValue.fromN("2"));

    assertThatThrownBy(() -> decode.apply(newer))
        .isInstanceOf(NewerFormat.class)
        .hasMessageContaining(
            "An item of the control table of format 2 was written by a newer release");
  }

  @Test
  void tokenEndsAtTheMomentItExpires() {
    Token token = token(Role.VIEWER, Optional.of(TIME), Optional.empty());

    assertThat(token.isExpired(TIME.minusMillis(1))).isFalse();
    assertThat(token.isExpired(TIME)).isTrue();
  }

  @Test
  void standingAndTokensOfOneTenantLieInDifferentPartitions() {
    assertThat(ControlKeys.tenant(ACME).get("pk"))
        .isNotEqualTo(ControlKeys.token(ACME, ID).get("pk"));
  }

  private static Token token(Role role, Optional<Instant> expires, Optional<Instant> revoked) {
    return new Token(ID, "alice", role, SecretHash.of("secret"), TIME, expires, revoked);
  }
}
