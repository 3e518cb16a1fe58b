package dev.bulkhead.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TenantIdTest {

  @ParameterizedTest
  @ValueSource(strings = {"abc", "acme", "acme2", "a-b", "a-1", "a23", "team-ml-eu-1"})
  void takesLowerCaseWordsWithSingleHyphens(String id) {
    assertThat(new TenantId(id)).hasToString(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "ab",
        "Acme",
        "1abc",
        "-abc",
        "abc-",
        "a--b",
        "a_b",
        "a.b",
        "a b",
        " acme",
        "acme ",
        "acme\n",
        "*",
        "ac?e",
        "${aws:username}",
        "ac\"me",
        "ac\\me",
        "ac/me",
        "ac#me",
        "ac$me",
        "ac%2fme",
        "аcme",
        "acmé",
        "ａcme",
        "default",
        "workspaces",
        "api",
        "ajax-api",
        "static-files",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void refusesWhatCouldMeanMoreThanItself(String id) {
    assertThat(TenantId.isWellFormed(id)).isFalse();
    assertThatThrownBy(() -> new TenantId(id)).isInstanceOf(IllegalArgumentException.class);
  }
}
