package dev.bulkhead.maintenance;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Json;
import dev.bulkhead.maintenance.ExportState.Part;
import dev.bulkhead.maintenance.ExportState.Phase;
import dev.bulkhead.store.Archive;
import dev.bulkhead.store.Exports;
import dev.bulkhead.store.Exports.Copy;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code restore-tenant}: makes an empty tenant what an export says, files first, so that nothing
 * leads to what is not there. On a dry run it lists the exports.
 *
 * <p>A part a step, each checked by its SHA-256 before it is used, each file by that which S3 makes
 * of the bytes that it has put back. How far it has come stands beside the export; a part that is
 * done again changes nothing.
 */
public final class RestoreTenant implements Chore {
  private static final String PROGRESS = "restore.json";
  private static final long OVER = -1;
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z-]{1,64}");

  @Override
  public String name() {
    return "restore-tenant";
  }

  @Override
  public boolean onlyWhenAsked() {
    return true;
  }

  @Override
  public boolean onlyWhileSuspended() {
    return true;
  }

  @Override
  public Step step(Visit visit) {
    Exports exports = visit.stores().exports();
    if (visit.dryRun()) {
      List<String> found =
          exports.names().stream()
              .flatMap(name -> ExportTenant.state(exports, name).map(s -> s.summary(name)).stream())
              .toList();
      return Step.last(found.size(), found);
    }
    String name = visit.export().map(RestoreTenant::wellFormed).orElseGet(() -> latest(exports));
    ExportState state =
        ExportTenant.state(exports, name)
            .filter(found -> found.ended().isPresent())
            .orElseThrow(() -> new NotFound("No export '" + name + "' that is whole"));
    int next = begin(visit, name);
    List<Part> parts =
        state.parts().stream()
            .sorted(Comparator.comparing(part -> part.phase() == Phase.ITEMS))
            .toList();
    if (next < parts.size()) {
      restore(visit, name, state, parts.get(next));
    }
    boolean more = next + 1 < parts.size();
    note(exports, name, more ? next + 1 : OVER);
    return new Step(
        next < parts.size() ? parts.get(next).lines() : 0,
        more ? List.of() : List.of(state.summary(name)),
        more ? Optional.of(name) : Optional.empty());
  }

  private static String wellFormed(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidParameter("'export' is not the name of one.");
    }
    return name;
  }

  private static String latest(Exports exports) {
    return exports.names().stream()
        .filter(name -> ExportTenant.isWhole(exports, name))
        .findFirst()
        .orElseThrow(() -> new NotFound("The tenant has no export that is whole"));
  }

  /**
   * The part to begin with: the first only if there is nothing to overwrite. That it was begun is
   * noted before anything is changed, as half of the first part would be something to overwrite.
   */
  private static int begin(Visit visit, String name) {
    long next =
        visit
            .stores()
            .exports()
            .find(name, PROGRESS)
            .map(bytes -> Fields.ofEvent(bytes).requiredInt64("next"))
            .orElse(OVER);
    Archive archive = visit.stores().archive();
    if (next == OVER) {
      if (!archive.isEmpty()) {
        throw new InvalidParameter("The tenant is not empty; an export overwrites nothing.");
      }
      note(visit.stores().exports(), name, 0);
      next = 0;
    }
    if (next == 0) {
      archive.clear();
    }
    return (int) next;
  }

  private static void note(Exports exports, String name, long next) {
    exports.put(name, PROGRESS, Json.write(out -> out.writeNumberField("next", next)));
  }

  private static void restore(Visit visit, String name, ExportState state, Part part) {
    Exports exports = visit.stores().exports();
    byte[] bytes =
        exports.find(name, part.name()).orElseThrow(() -> damaged(part.name() + " is not there"));
    if (!ExportLines.sha256(bytes).equals(part.sha256())) {
      throw damaged(part.name() + " has changed");
    }
    List<String> lines = ExportLines.unpack(bytes);
    switch (part.phase()) {
      case ITEMS -> visit.stores().archive().write(lines, state.home());
      case DATASETS, FILES -> lines.forEach(line -> bringBack(exports, name, line));
    }
  }

  private static void bringBack(Exports exports, String name, String line) {
    Fields said = Fields.ofEvent(line.getBytes(StandardCharsets.UTF_8));
    String file = said.requiredString("name");
    Copy copy = exports.bringBack(name, file).orElseThrow(() -> damaged(file + " is not there"));
    var wanted = new Copy(file, said.requiredInt64("size"), said.requiredString("sha256"));
    if (!copy.equals(wanted)) {
      throw damaged(file + " has changed");
    }
  }

  private static InvalidParameter damaged(String what) {
    return new InvalidParameter("The export is damaged: " + what + ".");
  }
}
