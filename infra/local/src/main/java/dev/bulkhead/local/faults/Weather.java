package dev.bulkhead.local.faults;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** Which calls go wrong, and how: by chance, of a seed. */
public final class Weather {
  private final Map<Fault, Integer> met = new EnumMap<>(Fault.class);
  private Random random = new Random(0);
  private List<Fault> faults = List.of();
  private double share;

  /**
   * From now on, some of the calls that they can happen to meet one of these faults.
   *
   * @param badShare how many of them, from 0 to 1
   */
  public synchronized void turn(long seed, double badShare, Collection<Fault> bad) {
    random = new Random(seed);
    share = badShare;
    faults = List.copyOf(bad);
    met.clear();
  }

  /** From now on, nothing goes wrong. */
  public synchronized void clear() {
    faults = List.of();
  }

  /** What a call meets. */
  synchronized Optional<Fault> meet(Exchange call) {
    List<Fault> possible = faults.stream().filter(call::canMeet).toList();
    if (possible.isEmpty() || random.nextDouble() >= share) {
      return Optional.empty();
    }
    Fault fault = possible.get(random.nextInt(possible.size()));
    met.merge(fault, 1, Integer::sum);
    return Optional.of(fault);
  }

  /** After how many milliseconds a function that was just called is to end, if so: rarely. */
  synchronized OptionalInt end() {
    if (!faults.contains(Fault.KILLED) || random.nextDouble() >= share / 10) {
      return OptionalInt.empty();
    }
    met.merge(Fault.KILLED, 1, Integer::sum);
    return OptionalInt.of(random.nextInt(50));
  }

  /** How many calls met each fault since the weather turned. */
  public synchronized Map<Fault, Integer> met() {
    return new EnumMap<>(met);
  }
}
