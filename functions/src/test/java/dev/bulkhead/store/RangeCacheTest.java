package dev.bulkhead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RangeCacheTest {
  private static final int SIZE = 10;

  private final List<String> reads = new ArrayList<>();

  /** Says whose object and which place was read. */
  private final class Recorded implements Spill {
    private final String tenant;

    private Recorded(String tenant) {
      this.tenant = tenant;
    }

    @Override
    public byte[] get(String name, long from, int length) {
      reads.add(tenant + " " + name + " " + from);
      return text(tenant + name + from, length);
    }

    @Override
    public byte[] get(String name) {
      return text(tenant + name, SIZE);
    }

    @Override
    public void put(String name, byte[] bytes) {
      reads.add(tenant + " put " + name);
    }

    @Override
    public void delete(String name) {
      reads.add(tenant + " delete " + name);
    }

    @Override
    public void deleteBelow(String name) {
      reads.add(tenant + " delete below " + name);
    }
  }

  private static byte[] text(String text, int length) {
    return "%-10s".formatted(text).repeat(length / SIZE).getBytes(StandardCharsets.UTF_8);
  }

  private Spill spill(String tenant, RangeCache cache) {
    return new RememberedSpill(new Recorded(tenant), new TenantId(tenant), cache);
  }

  private static RangeCache cacheOf(int parts) {
    return new RangeCache((long) parts * SIZE);
  }

  private static String get(Spill spill, String name) {
    return new String(spill.get(name, 0, SIZE), StandardCharsets.UTF_8).strip();
  }

  @Test
  void whatWasReadIsNotReadAgain() {
    Spill acme = spill("acme", cacheOf(8));

    assertThat(get(acme, "a")).isEqualTo("acmea0").isEqualTo(get(acme, "a"));

    assertThat(reads).containsExactly("acme a 0");
  }

  @Test
  void anotherPlaceIsAnotherPart() {
    Spill acme = spill("acme", cacheOf(8));

    assertThat(acme.get("a", 0, SIZE)).isEqualTo(text("acmea0", SIZE));
    assertThat(acme.get("a", 5, SIZE)).isEqualTo(text("acmea5", SIZE));
    assertThat(acme.get("a", 0, 2 * SIZE)).isEqualTo(text("acmea0", 2 * SIZE));

    assertThat(reads).hasSize(3);
  }

  @Test
  void tenantsHaveTheirOwnPartsUnderTheSameName() {
    RangeCache cache = cacheOf(8);
    Spill acme = spill("acme", cache);
    Spill acme2 = spill("acme2", cache);

    assertThat(get(acme, "a")).isEqualTo("acmea0");
    assertThat(get(acme2, "a")).isEqualTo("acme2a0");
    assertThat(get(acme, "a")).isEqualTo("acmea0");

    assertThat(reads).containsExactly("acme a 0", "acme2 a 0");
  }

  @Test
  void forgetsWhatWasReadLongestAgo() {
    Spill acme = spill("acme", cacheOf(4));
    List.of("a", "b", "c", "d", "a", "e").forEach(name -> get(acme, name));
    reads.clear();

    List.of("a", "c", "d", "e").forEach(name -> get(acme, name));
    assertThat(reads).isEmpty();

    get(acme, "b");
    assertThat(reads).containsExactly("acme b 0");
  }

  @Test
  void whoReadsMuchPushesOutNobodyElse() {
    RangeCache cache = cacheOf(4);
    Spill small = spill("small", cache);
    Spill large = spill("large", cache);
    get(small, "a");

    for (int number = 0; number < 20; number++) {
      get(large, "n" + number);
    }
    reads.clear();

    get(small, "a");
    assertThat(reads).isEmpty();
  }

  @Test
  void whoTakesMostMakesRoomForWhoComes() {
    RangeCache cache = cacheOf(4);
    Spill large = spill("large", cache);
    Spill small = spill("small", cache);
    List.of("a", "b", "c", "d").forEach(name -> get(large, name));

    get(small, "a");
    reads.clear();

    get(small, "a");
    List.of("b", "c", "d").forEach(name -> get(large, name));
    assertThat(reads).isEmpty();
  }

  @Test
  void whatWouldTakeTooMuchIsNotRemembered() {
    Spill acme = spill("acme", cacheOf(4));
    get(acme, "a");

    var _ = acme.get("b", 0, 2 * SIZE);
    var _ = acme.get("b", 0, 2 * SIZE);
    get(acme, "a");

    assertThat(reads).containsExactly("acme a 0", "acme b 0", "acme b 0");
  }

  @Test
  void allElseGoesThrough() {
    Spill acme = spill("acme", cacheOf(4));

    acme.put("a", new byte[1]);
    acme.delete("a");
    acme.deleteBelow("a");

    assertThat(acme.get("a")).isEqualTo(text("acmea", SIZE));
    assertThat(reads).containsExactly("acme put a", "acme delete a", "acme delete below a");
  }
}
