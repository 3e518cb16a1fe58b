package dev.bulkhead.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's own template, for tests. */
final class Project {
  static final Path ROOT = Path.of(System.getProperty("bulkhead.root", "../.."));
  private static final Path FILE = ROOT.resolve("template.yaml");

  private Project() {}

  static String yaml() {
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Template template() {
    return Template.load(FILE);
  }

  static Resources resources() {
    return Resources.of(Account.LOCAL, TemplateYaml.read(yaml()));
  }
}
