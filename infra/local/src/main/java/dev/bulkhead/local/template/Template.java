package dev.bulkhead.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The deployed system, as {@code template.yaml} describes it. */
public record Template(
    List<LambdaFunction> functions,
    List<ApiRoute> routes,
    Authorizer authorizer,
    List<IamRole> roles,
    List<DynamoTable> tables,
    ArtifactBucket bucket,
    EventQueue eventQueue) {

  /** Copies the lists. */
  public Template {
    functions = List.copyOf(functions);
    routes = List.copyOf(routes);
    roles = List.copyOf(roles);
    tables = List.copyOf(tables);
  }

  /**
   * Reads a file.
   *
   * @throws InvalidTemplate if it is not there, not a template, or beyond what can run locally
   */
  public static Template load(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (NoSuchFileException _) {
      throw new InvalidTemplate("There is no template at " + file + ".");
    } catch (IOException e) {
      throw new InvalidTemplate("The template cannot be read: " + e.getMessage());
    }
  }

  /** Reads the text of a template. */
  static Template parse(String yaml) {
    return new TemplateReader(Resources.of(Account.LOCAL, TemplateYaml.read(yaml))).read();
  }

  /** A function by its logical id. */
  public LambdaFunction function(String id) {
    return functions.stream()
        .filter(f -> f.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new InvalidTemplate("The template has no function " + id + "."));
  }

  /** A table by its logical id. */
  public DynamoTable table(String id) {
    return tables.stream()
        .filter(t -> t.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new InvalidTemplate("The template has no table " + id + "."));
  }
}
