package dev.bulkhead.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.InvalidParameter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PageTokenTest {
  private static final String ACME = "acme\nruns/search\nmetrics.acc > 0.5";
  private static final byte[] POSITION = "somewhere".getBytes(StandardCharsets.UTF_8);

  @Test
  void comesBackAsItWasGiven() {
    String token = PageToken.encode(ACME, POSITION);

    assertThat(token).matches("[A-Za-z0-9_-]+");
    assertThat(PageToken.decode(ACME, token)).isEqualTo(POSITION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme2\nruns/search\nmetrics.acc > 0.5",
        "acme\nruns/search\nmetrics.acc > 0.6",
        "acme\nexperiments/search\nmetrics.acc > 0.5",
        ""
      })
  void isRefusedByAnotherTenantOrQuery(String binding) {
    String token = PageToken.encode(ACME, POSITION);

    assertThatThrownBy(() -> PageToken.decode(binding, token))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage("Invalid page token, it belongs to another query");
  }

  @Test
  void isRefusedWithAnyBitFlipped() {
    byte[] token = PageToken.encode(ACME, POSITION).getBytes(StandardCharsets.ISO_8859_1);
    for (int bit = 0; bit < token.length * 8; bit++) {
      byte[] flipped = token.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));

      assertThatThrownBy(
              () -> PageToken.decode(ACME, new String(flipped, StandardCharsets.ISO_8859_1)))
          .as("bit %d", bit)
          .isInstanceOf(InvalidParameter.class)
          .hasMessageStartingWith("Invalid page token");
    }
  }

  @Test
  void isRefusedWhenCutOrLengthened() {
    String token = PageToken.encode(ACME, POSITION);
    for (int length = 0; length < token.length(); length++) {
      String cut = token.substring(0, length);

      assertThatThrownBy(() -> PageToken.decode(ACME, cut)).isInstanceOf(InvalidParameter.class);
    }
    assertThatThrownBy(() -> PageToken.decode(ACME, token + "AAAA"))
        .isInstanceOf(InvalidParameter.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "!", "a b", "=", "AAAA====", "\u0000", "é", "\uD800", "AA+/"})
  void isRefusedWhenItDoesNotDecode(String token) {
    assertThatThrownBy(() -> PageToken.decode(ACME, token))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage("Invalid page token, could not base64-decode");
  }

  @Test
  void ofMlflowItselfIsRefused() {
    String offset =
        Base64.getEncoder().encodeToString("{\"offset\": 5}".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> PageToken.decode(ACME, offset)).isInstanceOf(InvalidParameter.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2|name = 'x'|name|Experiment IDs in the page token do not match the requested experiment"
            + " IDs. Expected: ['2']. Found: another",
        "1|name = 'y'|name|Filter string in the page token does not match the requested filter"
            + " string. Expected: name = 'y'. Found: another",
        "1|name = 'x'|status|Order by in the page token does not match the requested order by."
            + " Expected: [{'field_name': 'status', 'ascending': True, 'dataset_name': None,"
            + " 'dataset_digest': None}]. Found: another"
      })
  void ofModelsTellsWhatWasChanged(String experiment, String filter, String field, String message) {
    String token = LoggedModelPageToken.encode("acme", query("1", "name = 'x'", "name"), POSITION);
    var changed = query(experiment, filter, field);

    assertThatThrownBy(() -> LoggedModelPageToken.decode("acme", changed, token))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage(message);
  }

  @Test
  void ofModelsComesBackToItsTenantAlone() {
    var query = query("1", "", "name");
    String token = LoggedModelPageToken.encode("acme", query, POSITION);

    assertThat(LoggedModelPageToken.decode("acme", query, token)).isEqualTo(POSITION);
    assertThatThrownBy(() -> LoggedModelPageToken.decode("acme2", query, token))
        .isInstanceOf(InvalidParameter.class);
  }

  private static LoggedModelPageToken.Query query(String experiment, String filter, String field) {
    return new LoggedModelPageToken.Query(
        List.of(experiment),
        Optional.of(filter),
        List.of(new LoggedModelQuery.OrderBy(field, true, Optional.empty(), Optional.empty())));
  }
}
