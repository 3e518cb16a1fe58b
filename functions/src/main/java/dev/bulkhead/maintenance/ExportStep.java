package dev.bulkhead.maintenance;

import dev.bulkhead.http.Json;
import dev.bulkhead.maintenance.ExportState.Part;
import dev.bulkhead.maintenance.ExportState.Phase;
import dev.bulkhead.store.Archive;
import dev.bulkhead.store.Exports;
import dev.bulkhead.store.Exports.Copy;
import dev.bulkhead.store.Exports.Found;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.store.UploadStore.Noted;
import dev.bulkhead.store.UploadStore.Stretch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One step of an export. */
final class ExportStep {
  private static final Duration STEP = Duration.ofSeconds(5);

  /** Lines that are held at a time, in characters, and those of a slice. */
  private static final long MOST_CHARACTERS = 4 << 20;

  private static final String FILES = Phase.FILES.folder();

  private final TenantStores stores;
  private final String export;
  private final Instant now;
  private final long end = System.nanoTime() + STEP.toNanos();
  private final List<String> lines = new ArrayList<>();
  private final List<String> copies = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  ExportStep(TenantStores stores, String export, Instant now) {
    this.stores = stores;
    this.export = export;
    this.now = now;
  }

  /** What the export then has. */
  ExportState after(ExportState state) {
    Optional<String> next =
        state.phase() == Phase.ITEMS ? items(state.place()) : files(state.phase(), state.place());
    var parts = new ArrayList<Part>();
    part(state, Phase.ITEMS, lines).ifPresent(parts::add);
    // What items lead to goes with the copies of the phase, and is brought back before them.
    Phase copied = state.phase() == Phase.ITEMS ? Phase.DATASETS : state.phase();
    part(state, copied, copies).ifPresent(parts::add);
    return state.with(parts, left, next, now);
  }

  private boolean isOver() {
    return System.nanoTime() > end
        || lines.stream().mapToLong(String::length).sum() > MOST_CHARACTERS;
  }

  private Optional<String> items(Optional<String> from) {
    Archive archive = stores.archive();
    Optional<String> next = from;
    do {
      Archive.Slice slice = archive.read(next);
      lines.addAll(slice.lines());
      slice.spilled().forEach(this::keep);
      slice.unsettled().forEach(name -> left.add(name + ": was written to while it was read"));
      next = slice.next();
    } while (next.isPresent() && !isOver());
    return next;
  }

  private Optional<String> files(Phase phase, Optional<String> after) {
    Exports.Listed listed = stores.exports().list(phase.folder(), after);
    if (listed.objects().isEmpty()) {
      return Optional.empty();
    }
    Set<String> quarantined =
        phase == Phase.FILES ? quarantined(after, listed.objects().getLast()) : Set.of();
    Optional<String> last = after;
    for (Found object : listed.objects()) {
      if (isOver()) {
        return last;
      }
      if (quarantined.contains(object.name())) {
        left.add(object.name() + ": is in quarantine");
      } else if (object.size() > Exports.LARGEST_COPY) {
        left.add(object.name() + ": has more than 5 GiB");
      } else {
        keep(object.name());
      }
      last = Optional.of(object.name());
    }
    return listed.more() ? last : Optional.empty();
  }

  private Set<String> quarantined(Optional<String> after, Found last) {
    Stretch stretch =
        stores.uploads().stretch(after.map(ExportStep::file), Optional.of(file(last.name())));
    return stretch.notes().stream()
        .filter(Noted::quarantined)
        .map(noted -> FILES + noted.upload().file())
        .collect(Collectors.toSet());
  }

  private static String file(String name) {
    return name.substring(FILES.length());
  }

  private void keep(String name) {
    Optional<Copy> copy = stores.exports().keep(export, name);
    copy.ifPresentOrElse(
        kept -> copies.add(line(kept)), () -> left.add(name + ": was deleted meanwhile"));
  }

  private static String line(Copy copy) {
    return new String(
        Json.write(
            out -> {
              out.writeStringField("name", copy.name());
              out.writeNumberField("size", copy.size());
              out.writeStringField("sha256", copy.sha256());
            }),
        StandardCharsets.UTF_8);
  }

  private Optional<Part> part(ExportState state, Phase phase, List<String> content) {
    if (content.isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes = ExportLines.pack(content);
    String sha256 = ExportLines.sha256(bytes);
    String name =
        "%s-%06d-%s.gz"
            .formatted(phase.name().toLowerCase(Locale.ROOT), state.parts().size(), sha256);
    stores.exports().put(export, name, bytes);
    return Optional.of(new Part(name, phase, sha256, content.size()));
  }
}
