package dev.bulkhead.store.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes to core items. First in one update that takes for granted that nothing stands against it;
 * if something does, or the change is too much for an expression, by reading, comparing, and
 * writing on the condition that the version is still the one that was read.
 */
final class EntryWriter {
  /** A transaction holds 4 MB, with the pages that these entries are merged with. */
  static final long MAX_BYTES = 3_400_000;

  private final Table table;
  private final Pages pages;
  private final OpenNotes notes;

  EntryWriter(Table table, OpenNotes notes) {
    this.table = table;
    this.pages = new Pages(table);
    this.notes = notes;
  }

  /** Makes the change or, throwing why not, none of it. */
  void write(Subject subject, Change change) {
    if (change.fitsExpression()) {
      ItemUpdate update = change.toUpdate(subject.place().core());
      switch (table.update(Seal.breaking(update, Optional.empty()))) {
        case Outcome.Done _ -> {
          return;
        }
        case Outcome.Refused(Optional<Item> found) -> subject.requireWritable(found);
      }
    }
    write(subject, _ -> change);
  }

  /** Makes a change that depends on what is there when it is made. */
  void write(Subject subject, Function<Entries, Change> change) {
    var backoff = new Backoff();
    while (!isMade(subject, change)) {
      backoff.await();
    }
  }

  /**
   * Makes a change of any size, in as many writes as it takes, one after the other in the order of
   * the entries; of no entries, one that only asks whether the subject is active.
   */
  void writeInParts(Subject subject, Change change) {
    List<Entry> part = new ArrayList<>();
    long size = 0;
    for (Entry entry : change.entries()) {
      if (size + entry.size() > MAX_BYTES) {
        write(subject, change.with(part));
        part.clear();
        size = 0;
      }
      part.add(entry);
      size += entry.size();
    }
    write(subject, change.with(part));
  }

  private boolean isMade(Subject subject, Function<Entries, Change> change) {
    Optional<Item> found = table.get(subject.place().core());
    subject.requireWritable(found);
    Item core = found.orElseThrow();
    Optional<List<Page>> read = pages.read(subject.place(), core);
    return read.isPresent()
        && isMade(subject, change.apply(Page.entries(core, read.get())), core, read.get());
  }

  private boolean isMade(Subject subject, Change change, Item core, List<Page> read) {
    Entries entries = Page.entries(core, read);
    List<Entry> news = decide(subject, change, entries);
    if (news.isEmpty() && change.attributes().isEmpty()) {
      return true;
    }
    entries.applyAll(news);
    notes.reopen(subject.place(), Seal.of(core));
    ItemUpdate update = CoreItem.update(subject.place().core());
    CoreItem.ifStillAt(Seal.breaking(update, Seal.of(core)), CoreItem.version(core));
    change.attributes().forEach(update::set);
    if (!read.isEmpty()) {
      return pages.append(subject.place(), core, read, news, update);
    }
    return Entries.size(entries.toList()) <= CoreItem.MAX_ENTRY_BYTES
        ? isWritten(update, entries, news)
        : pages.append(subject.place(), core, List.of(), entries.toList(), update);
  }

  private boolean isWritten(ItemUpdate update, Entries entries, List<Entry> news) {
    var kinds = news.stream().map(Entry::kind).collect(Collectors.toSet());
    return table.update(CoreItem.replace(update, entries, kinds)) instanceof Outcome.Done;
  }

  private static List<Entry> decide(Subject subject, Change change, Entries entries) {
    Decision decision = Decision.on(change.entries(), entries);
    if (!decision.conflicts().isEmpty()) {
      throw change.refusal().apply(decision.conflicts());
    }
    if (!decision.missing().isEmpty()) {
      throw subject.noSuchTag(decision.missing().getFirst());
    }
    return decision.entries();
  }
}
