package dev.bulkhead.faults;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** Which calls go wrong, and how: by chance, of a seed. */
final class Weather {
  private final Map<Fault, Integer> met = new EnumMap<>(Fault.class);
  private Random random = new Random(0);
  private List<Fault> faults = List.of();
  private double share;

  /** From now on, this share of the calls that they can happen to meets one of these faults. */
  synchronized void turn(long seed, double badShare, List<Fault> bad) {
    random = new Random(seed);
    share = badShare;
    faults = List.copyOf(bad);
    met.clear();
  }

  /** From now on, nothing goes wrong. */
  synchronized void clear() {
    faults = List.of();
  }

  synchronized boolean isClear() {
    return faults.isEmpty();
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
  synchronized Map<Fault, Integer> met() {
    return new EnumMap<>(met);
  }
}
