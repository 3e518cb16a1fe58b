package dev.bulkhead.local.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * An amount of storage as people write it.
 *
 * @param bytes empty for no limit
 */
record Storage(Optional<Long> bytes) {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,15}) ?(B|[KMGTP]i?B)?", Pattern.CASE_INSENSITIVE);
  private static final String UNITS = "BKMGTP";

  /** Reads {@code 500GiB}, {@code 2TB}, {@code 1000000} or {@code none}. */
  static Storage parse(String text) {
    if (text.equals("none")) {
      return new Storage(Optional.empty());
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is no amount of storage such as 500GiB, 2TB, 1000000 or none");
    }
    String unit = Optional.ofNullable(form.group(2)).orElse("B").toUpperCase(Locale.ROOT);
    long bytes = Long.parseLong(form.group(1));
    for (int power = UNITS.indexOf(unit.charAt(0)); power > 0; power--) {
      bytes = Math.multiplyExact(bytes, unit.contains("I") ? 1024 : 1000);
    }
    return new Storage(Optional.of(bytes));
  }

  /** The fields of {@code set-quota}. */
  Map<String, Object> quotaOf(String tenant) {
    return bytes
        .<Map<String, Object>>map(limit -> Map.of("tenant", tenant, "storage_bytes", limit))
        .orElseGet(() -> Map.of("tenant", tenant));
  }

  /** As people read it. */
  static String of(@Nullable Object bytes) {
    if (!(bytes instanceof Long amount)) {
      return "?";
    }
    int power = amount < 1024 ? 0 : (63 - Long.numberOfLeadingZeros(amount)) / 10;
    return power == 0
        ? amount + " B"
        : "%.1f %ciB"
            .formatted(
                amount / Math.pow(1024, Math.min(power, 5)), UNITS.charAt(Math.min(power, 5)));
  }

  @Override
  public String toString() {
    return bytes.map(Storage::of).orElse("as much as it likes");
  }

  /** What an answer of {@code get-usage} says of someone. */
  static String used(Map<?, ?> usage) {
    String held =
        Long.valueOf(0).equals(usage.get("quarantined_files"))
            ? ""
            : ", and %s in %s files in quarantine"
                .formatted(of(usage.get("quarantined_bytes")), usage.get("quarantined_files"));
    return "%s in %s files%s".formatted(of(usage.get("bytes")), usage.get("files"), held);
  }
}
