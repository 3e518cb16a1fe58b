package dev.bulkhead.store.metriclog;

import dev.bulkhead.domain.Metric;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A chunk as the first version of the code wrote it, and the points in it. */
final class GoldenChunk {
  private GoldenChunk() {}

  /** Every form of values, every differencing, two origins, and blocks of all three methods. */
  static final List<Metric> POINTS =
      IntStream.range(0, 40)
          .boxed()
          .flatMap(
              i ->
                  Stream.of(
                      Metric.of("loss", 1 + i * i % 37 / 1024.0, time(i), i),
                      Metric.of("präzision", i * i / 1e3, time(i), i),
                      new Metric(
                          "loss/π",
                          i == 5 ? Double.NaN : i % 4 / 3.0,
                          time(i) + i % 5,
                          -i,
                          Optional.of("m-1"),
                          Optional.of("iris"),
                          Optional.empty())))
          .toList();

  private static long time(int i) {
    return 1_790_000_000_000L + 7L * i;
  }

  static final String HEX =
      """
      01780302010000000300000106000107040001006c6f73737072c3a47a6973696f6e6c6f73732fcf
      806d2d316972697311000208636062621e0804000100020863606064180804002100020a636062a0
      2e60264e19002180b083c59868020d63e063a02e6002624e2e8204000100000105000800020c6308
      0d65606000e250fc1800020c63080d65606000e250fc1800020c63080d65606000e250fc1800020c
      63080d65606000e250fc1800020c63080d65606000e250fc1800020c63080d65606000e250fc1800
      020d63b8faf403c30f20be8a1f0300020c63b0b7b767a807627bfc180023808080f807020f636000
      83ff50c800c650064c08040002136370680081fd07c0b0a10184415c24213000000211636000030e
      4e3064600061101749080c0021000207636062210a0000a9492316
      """
          .replace("\n", "");
}
