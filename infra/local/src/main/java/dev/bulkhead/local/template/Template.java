package dev.bulkhead.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The deployed system, as {@code template.yaml} describes it.
 *
 * @param dataKeys the ARNs of the keys in KMS that tables and bucket are encrypted by
 */
public record Template(
    List<LambdaFunction> functions,
    List<ApiRoute> routes,
    Authorizer authorizer,
    List<IamRole> roles,
    List<DynamoTable> tables,
    ArtifactBucket bucket,
    List<EventQueue> eventQueues,
    List<String> dataKeys) {

  /** Copies the lists. */
  public Template {
    functions = List.copyOf(functions);
    routes = List.copyOf(routes);
    roles = List.copyOf(roles);
    tables = List.copyOf(tables);
    eventQueues = List.copyOf(eventQueues);
    dataKeys = List.copyOf(dataKeys);
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

  /** Reads the text of a template, whose parameters have their defaults. */
  static Template parse(String yaml) {
    return parse(yaml, Map.of());
  }

  /** Reads the text of a template with some parameters given. */
  static Template parse(String yaml, Map<String, String> parameters) {
    return new TemplateReader(Resources.of(Account.LOCAL, TemplateYaml.read(yaml), parameters))
        .read();
  }

  /** A function by its logical id. */
  public LambdaFunction function(String id) {
    return functions.stream()
        .filter(f -> f.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new InvalidTemplate("The template has no function " + id + "."));
  }

  /** The queue that a function empties. */
  public EventQueue eventQueue(String function) {
    return eventQueues.stream()
        .filter(q -> q.function().equals(function))
        .findFirst()
        .orElseThrow(() -> new InvalidTemplate("No queue leads to " + function + "."));
  }

  /** A table by its logical id. */
  public DynamoTable table(String id) {
    return tables.stream()
        .filter(t -> t.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new InvalidTemplate("The template has no table " + id + "."));
  }
}
