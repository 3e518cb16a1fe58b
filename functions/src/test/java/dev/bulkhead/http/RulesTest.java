package dev.bulkhead.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.InvalidParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "é", "日本", "a b:c", "a-b_c.d", "a\n", "a..b"})
  void allowsTheNamesThatMlflowAllows(String name) {
    assertThatCode(() -> Rules.checkName(() -> "key", name)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"é!", "a\tb", "a\\b", "a\nb", "a%b", "a#", "{}", "\u0000", "😀"})
  void refusesOtherCharacters(String name) {
    assertThatThrownBy(() -> Rules.checkName(() -> "tags[0].key", name))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage(
            "Invalid value "
                + PythonJson.json(name)
                + " for parameter 'tags[0].key' supplied: Names may only contain alphanumerics,"
                + " underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes"
                + " (/).");
  }

  @ParameterizedTest
  @CsvSource({
    "'',.",
    "a//b,a/b",
    "../a,../a",
    "..,..",
    "/a,/a",
    ".,.",
    "a/./b,a/b",
    "t//,t",
    "a/..,.",
    "a/../..,..",
    "//a,//a",
    "///a,/a",
    "/..,/",
    "a/b/..,a"
  })
  void refusesNamesThatMeanAnotherAsAPath(String name, String resolved) {
    assertThatThrownBy(() -> Rules.checkName(() -> "key", name))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage(
            "Invalid value \""
                + name
                + "\" for parameter 'key' supplied: Names may be treated as files in certain cases,"
                + " and must not resolve to other names when treated as such. This name would"
                + " resolve to '"
                + resolved
                + "'");
  }

  @Test
  void countsCharactersAndNotUtf16Units() {
    assertThatCode(() -> Rules.checkLength("Param key", 3, "😀😀😀")).doesNotThrowAnyException();
    assertThatThrownBy(() -> Rules.checkLength("Param key", 3, "😀😀😀😀"))
        .hasMessage("'Param key' exceeds the maximum length of 3 characters");
    assertThat(Rules.cut("😀😀😀😀", 3)).isEqualTo("😀😀😀");
  }

  @Test
  void limitsAPage() {
    assertThat(Rules.maxResults(50_000)).isEqualTo(50_000);
    assertThatThrownBy(() -> Rules.maxResults(0))
        .hasMessage(
            "Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer");
    assertThatThrownBy(() -> Rules.maxResults(50_001))
        .hasMessage(
            "Invalid value 50001 for parameter 'max_results' supplied. It must be at most 50000");
  }
}
