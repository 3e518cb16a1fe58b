package dev.bulkhead.graphql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of what MLflow's schema takes, written as in GraphQL: {@code String}, {@code [String]}.
 */
final class InputTypes {
  private static final Map<String, Map<String, String>> OBJECTS =
      parse(
          """
          MlflowGetExperimentInput: experimentId String
          MlflowGetRunInput: runId String, runUuid String
          MlflowSearchRunsInput: experimentIds [String], filter String, runViewType MlflowViewType, maxResults Int, orderBy [String], pageToken String
          MlflowSearchDatasetsInput: experimentIds [String]
          MlflowListArtifactsInput: runId String, runUuid String, path String, pageToken String
          MlflowGetMetricHistoryBulkIntervalInput: runIds [String], metricKey String, startStep Int, endStep Int, maxResults Int
          """);

  private static final Map<String, Map<String, String>> ENUMS =
      parse(
          """
          MlflowViewType: ACTIVE_ONLY 1, DELETED_ONLY 2, ALL 3
          """);

  private static final Map<String, Map<String, String>> ARGUMENTS =
      parse(
          """
          test: inputString String
          testMutation: inputString String
          mlflowGetExperiment: input MlflowGetExperimentInput
          mlflowGetRun: input MlflowGetRunInput
          mlflowSearchRuns: input MlflowSearchRunsInput
          mlflowSearchDatasets: input MlflowSearchDatasetsInput
          mlflowListArtifacts: input MlflowListArtifactsInput
          mlflowGetMetricHistoryBulkInterval: input MlflowGetMetricHistoryBulkIntervalInput
          """);

  private static final List<String> SCALARS = List.of("String", "Int", "Float", "Boolean", "ID");

  private InputTypes() {}

  /** The arguments of a root field; no other field has any. */
  static Map<String, String> arguments(String type, String field) {
    return type.equals("Query") || type.equals("Mutation")
        ? ARGUMENTS.getOrDefault(field, Map.of())
        : Map.of();
  }

  /** The fields of an input object; null if the type is none. */
  static @Nullable Map<String, String> fields(String type) {
    return OBJECTS.get(type);
  }

  static boolean isEnum(String type) {
    return ENUMS.containsKey(type);
  }

  static boolean isWordOf(String type, String word) {
    return ENUMS.getOrDefault(type, Map.of()).containsKey(word);
  }

  static boolean exists(String type) {
    return SCALARS.contains(type) || isEnum(type) || OBJECTS.containsKey(type);
  }

  /** The type without what says that it must not be null. */
  static String nullable(String type) {
    return type.endsWith("!") ? type.substring(0, type.length() - 1) : type;
  }

  /** The type of a list's items; null if the type is no list. */
  static @Nullable String item(String type) {
    return type.startsWith("[") ? nullable(type.substring(1, type.length() - 1)) : null;
  }

  /** What a list of lists of something is made of. */
  static String base(String type) {
    return type.replaceAll("[\\[\\]!]", "");
  }

  private static Map<String, Map<String, String>> parse(String text) {
    Map<String, Map<String, String>> types = new HashMap<>();
    for (String line : text.lines().toList()) {
      int colon = line.indexOf(':');
      Map<String, String> fields = new HashMap<>();
      for (String field : line.substring(colon + 2).split(", ", -1)) {
        int space = field.indexOf(' ');
        fields.put(field.substring(0, space), field.substring(space + 1));
      }
      types.put(line.substring(0, colon), Map.copyOf(fields));
    }
    return Map.copyOf(types);
  }
}
