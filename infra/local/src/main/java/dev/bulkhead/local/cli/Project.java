package dev.bulkhead.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where things lie in the repository that the script belongs to. */
final class Project {
  private static final Path ROOT = Path.of(System.getProperty("bulkhead.root", "."));

  private Project() {}

  static Path template() {
    return ROOT.resolve("template.yaml");
  }

  /** Of Bulkhead, as the build has it. */
  static String version() throws IOException {
    Matcher version =
        Pattern.compile("<version>([^<]+)</version>")
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    return version.find() ? version.group(1) : "unknown";
  }

  /** Where the operator of the stack on a port finds its key. */
  static Path operatorKey(int port) {
    return ROOT.resolve(".bulkhead").resolve("operator-" + port + ".properties");
  }
}
