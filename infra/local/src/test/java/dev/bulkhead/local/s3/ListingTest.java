package dev.bulkhead.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {

  private static NavigableMap<String, StoredObject> index(String... keys) {
    var index = new TreeMap<String, StoredObject>(new KeyOrder());
    for (String key : keys) {
      index.put(key, new StoredObject(key, 1, "e", Instant.EPOCH, "1", Map.of()));
    }
    return index;
  }

  private static List<String> keys(Listing.Page page) {
    return page.objects().stream().map(StoredObject::key).toList();
  }

  @Test
  void rollsUpBehindTheDelimiter() {
    var index = index("a", "d/", "d/1", "d/e/2", "f/3", "z");

    Listing.Page top = new Listing("", "/", "", 100).of(index);
    Listing.Page inside = new Listing("d/", "/", "", 100).of(index);

    assertThat(keys(top)).containsExactly("a", "z");
    assertThat(top.commonPrefixes()).containsExactly("d/", "f/");
    assertThat(keys(inside)).containsExactly("d/", "d/1");
    assertThat(inside.commonPrefixes()).containsExactly("d/e/");
  }

  @Test
  void takesAPrefixForText() {
    var index = index("tenants/acme/1", "tenants/acme2/1", "tenants/acme", "tenants/acmf");

    assertThat(keys(new Listing("tenants/acme", "", "", 100).of(index)))
        .containsExactly("tenants/acme", "tenants/acme/1", "tenants/acme2/1");
    assertThat(keys(new Listing("tenants/acme/", "", "", 100).of(index)))
        .containsExactly("tenants/acme/1");
  }

  @Test
  void countsCommonPrefixesAsEntries() {
    var index = index("a/1", "a/2", "b/1", "c");

    Listing.Page page = new Listing("", "/", "", 2).of(index);

    assertThat(page.commonPrefixes()).containsExactly("a/", "b/");
    assertThat(page.next()).contains("b/");
    assertThat(keys(new Listing("", "/", "b/", 2).of(index))).containsExactly("c");
  }

  @Test
  void callsAPageOfNothingComplete() {
    assertThat(new Listing("", "", "", 0).of(index("a")))
        .isEqualTo(new Listing.Page(List.of(), List.of(), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"a, b", "a, a/", "Z, a", "é, 文", "\uFFFD, 😀", "a😀, a😀b"})
  void ordersKeysByTheirBytes(String first, String second) {
    assertThat(new KeyOrder().compare(first, second)).isNegative();
    assertThat(new KeyOrder().compare(second, first)).isPositive();
    assertThat(new KeyOrder().compare(first, first)).isZero();
  }

  /** Pages of any size, laid end to end, are the whole list. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void walksEverythingOnce(long seed) {
    var random = new Random(seed);
    var all = new TreeSet<String>(new KeyOrder());
    for (int i = 0; i < 200; i++) {
      all.add(randomKey(random));
    }
    var index = index(all.toArray(String[]::new));
    String delimiter = random.nextBoolean() ? "/" : "";
    String prefix = random.nextBoolean() ? "a" : "";
    var whole = new Listing(prefix, delimiter, "", Integer.MAX_VALUE).of(index);

    var objects = new ArrayList<String>();
    var prefixes = new ArrayList<String>();
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      Listing.Page page =
          new Listing(prefix, delimiter, next.get(), 1 + random.nextInt(9)).of(index);
      objects.addAll(keys(page));
      prefixes.addAll(page.commonPrefixes());
      next = page.next();
    }

    assertThat(objects).as("seed %d", seed).isEqualTo(keys(whole)).isNotEmpty();
    assertThat(prefixes).as("seed %d", seed).isEqualTo(whole.commonPrefixes());
  }

  private static String randomKey(Random random) {
    var key = new StringBuilder();
    for (int length = 1 + random.nextInt(5); length > 0; length--) {
      key.append("aab//é😀".charAt(random.nextInt(6)));
    }
    return key.toString();
  }
}
