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
                      Metric.of("loss", 1 + i * i * i % 61 / 1024.0, time(i), i),
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
      020d63b8faf403c30f20be8a1f0300020c63b0b7b767a807627bfc180003808080f8070100022505
      c1810000000803c1a13cca50863294504209a53ba124ac2c971626d85dc4782feaf4c803021f0dc6
      b101002000c2300a88ff7fac992211a9cdcdac6b7e5953385b0ddedc3c21000207636062210a0000
      343083fa
      """
          .replace("\n", "");
}
