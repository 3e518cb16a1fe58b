package dev.bulkhead.local.iam;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parameters of a raw query, each name and value canonically encoded, in canonical order. */
record QueryParameters(List<Parameter> parameters) {
  private static final String SIGNATURE = "X-Amz-Signature";

  /** One parameter, still encoded. */
  record Parameter(String name, String value) {}

  /**
   * @throws IllegalArgumentException if its percent-encoding is broken
   */
  static QueryParameters parse(String rawQuery) {
    return new QueryParameters(
        Arrays.stream(rawQuery.split("&", -1))
            .filter(pair -> !pair.isEmpty())
            .map(QueryParameters::parameter)
            .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
            .toList());
  }

  private static Parameter parameter(String pair) {
    int equals = pair.indexOf('=');
    return equals < 0
        ? new Parameter(recode(pair), "")
        : new Parameter(recode(pair.substring(0, equals)), recode(pair.substring(equals + 1)));
  }

  private static String recode(String text) {
    return PercentEncoding.encode(PercentEncoding.decode(text, true), false);
  }

  boolean has(String name) {
    return parameters.stream().anyMatch(p -> p.name().equals(name));
  }

  /** The decoded value of a parameter that occurs once; empty if it does not, or occurs again. */
  Optional<String> one(String name) {
    List<Parameter> found = parameters.stream().filter(p -> p.name().equals(name)).toList();
    return found.size() == 1
        ? Optional.of(
            new String(
                PercentEncoding.decode(found.getFirst().value(), false), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** All of them but the signature itself, as they are signed. */
  String canonical() {
    return parameters.stream()
        .filter(p -> !p.name().equals(SIGNATURE))
        .map(p -> p.name() + "=" + p.value())
        .collect(Collectors.joining("&"));
  }
}
