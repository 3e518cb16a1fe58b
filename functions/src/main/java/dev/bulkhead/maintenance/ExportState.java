package dev.bulkhead.maintenance;

import dev.bulkhead.domain.NewerFormat;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an export has so far; its last object, so that what this does not name does not count.
 *
 * @param home what the s3:// locations of the tenant's files began with where it was exported
 * @param ended when it was whole; empty while it is not
 * @param phase what is being exported
 * @param place how far that has come; empty at its beginning
 * @param parts objects with lines: of items, or of copied files
 * @param left what it does not have, and why
 */
record ExportState(
    String home,
    Instant began,
    Optional<Instant> ended,
    Phase phase,
    Optional<String> place,
    List<Part> parts,
    List<String> left) {
  /** The format of exports: moves on when one can no longer be read by the releases before. */
  static final int FORMAT = 1;

  /** Under what name an export has this. */
  static final String NAME = "export.json";

  private static final int MOST_LEFT = 1000;

  /** In this order, so that what items lead to is not older than they are. */
  enum Phase {
    ITEMS(""),
    DATASETS("spill/datasets/"),
    FILES("artifacts/");

    private final String folder;

    Phase(String folder) {
      this.folder = folder;
    }

    /** What is listed. */
    String folder() {
      return folder;
    }

    Optional<Phase> next() {
      return switch (this) {
        case ITEMS -> Optional.of(DATASETS);
        case DATASETS -> Optional.of(FILES);
        case FILES -> Optional.empty();
      };
    }
  }

  /**
   * An object with lines.
   *
   * @param sha256 of the object, in hexadecimal
   * @param lines how many it has
   */
  record Part(String name, Phase phase, String sha256, long lines) {}

  ExportState {
    parts = List.copyOf(parts);
    left = List.copyOf(left);
  }

  /** With some parts more, and whatever comes then. */
  ExportState with(List<Part> added, List<String> leftOut, Optional<String> next, Instant now) {
    var all = new ArrayList<>(parts);
    all.addAll(added);
    var more = new ArrayList<>(left);
    leftOut.stream().limit(MOST_LEFT - left.size()).forEach(more::add);
    boolean whole = next.isEmpty() && phase.next().isEmpty();
    return new ExportState(
        home,
        began,
        whole ? Optional.of(now) : Optional.empty(),
        next.isPresent() ? phase : phase.next().orElse(phase),
        next,
        all,
        more);
  }

  long lines(Phase of) {
    return parts.stream().filter(part -> part.phase() == of).mapToLong(Part::lines).sum();
  }

  byte[] encode() {
    return Json.write(
        out -> {
          out.writeNumberField("format", FORMAT);
          out.writeStringField("home", home);
          out.writeNumberField("began", began.toEpochMilli());
          if (ended.isPresent()) {
            out.writeNumberField("ended", ended.get().toEpochMilli());
          }
          out.writeStringField("phase", phase.name());
          if (place.isPresent()) {
            out.writeStringField("place", place.get());
          }
          out.writeArrayFieldStart("parts");
          for (Part part : parts) {
            out.writeStartObject();
            out.writeStringField("name", part.name());
            out.writeStringField("phase", part.phase().name());
            out.writeStringField("sha256", part.sha256());
            out.writeNumberField("lines", part.lines());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeFieldName("left_out");
          Json.value(out, left);
        });
  }

  /**
   * What was encoded.
   *
   * @throws NewerFormat if a newer release exported it
   */
  static ExportState decode(byte[] bytes) {
    Fields fields = Fields.ofEvent(bytes);
    long format = fields.int64("format").orElse(0L);
    if (format > FORMAT) {
      throw new NewerFormat("An export", String.valueOf(format), FORMAT);
    }
    return new ExportState(
        fields.requiredString("home"),
        Instant.ofEpochMilli(fields.int64("began").orElseThrow()),
        fields.int64("ended").map(Instant::ofEpochMilli),
        Phase.valueOf(fields.requiredString("phase")),
        fields.string("place"),
        fields.messages("parts").stream().map(ExportState::part).toList(),
        fields.strings("left_out"));
  }

  private static Part part(Fields part) {
    return new Part(
        part.requiredString("name"),
        Phase.valueOf(part.requiredString("phase")),
        part.requiredString("sha256"),
        part.int64("lines").orElseThrow());
  }

  /** For people. */
  String summary(String name) {
    return "%s %s: %d items, %d files, %d left out"
        .formatted(
            name,
            ended.map(at -> "ended " + at).orElse("is not whole"),
            lines(Phase.ITEMS),
            lines(Phase.FILES),
            left.size());
  }
}
