package dev.bulkhead.local.cli;

import java.nio.file.Path;

/** Where things lie in the repository that the script belongs to. */
final class Project {
  private static final Path ROOT = Path.of(System.getProperty("bulkhead.root", "."));

  private Project() {}

  static Path template() {
    return ROOT.resolve("template.yaml");
  }

  /** Where the operator of the stack on a port finds its key. */
  static Path operatorKey(int port) {
    return ROOT.resolve(".bulkhead").resolve("operator-" + port + ".properties");
  }
}
