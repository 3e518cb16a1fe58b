package dev.bulkhead.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

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
    return resources(Map.of());
  }

  /** What the template makes of parameters; those that are not given have their defaults. */
  static Resources resources(Map<String, String> parameters) {
    return Resources.of(Account.LOCAL, TemplateYaml.read(yaml()), parameters);
  }

  static Template template(Map<String, String> parameters) {
    return Template.parse(yaml(), parameters);
  }
}
