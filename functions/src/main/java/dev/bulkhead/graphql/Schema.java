package dev.bulkhead.graphql;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types that MLflow's schema has for tracking, by name, each with its fields. */
final class Schema {
  private static final Map<String, Map<String, Type>> TYPES =
      parse(
          """
          Query: test Test, mlflowListArtifacts MlflowListArtifactsResponse, mlflowGetExperiment MlflowGetExperimentResponse, mlflowGetRun MlflowGetRunResponse, mlflowSearchRuns MlflowSearchRunsResponse, mlflowGetMetricHistoryBulkInterval MlflowGetMetricHistoryBulkIntervalResponse
          Mutation: testMutation TestMutation, mlflowSearchRuns MlflowSearchRunsResponse, mlflowSearchDatasets MlflowSearchDatasetsResponse
          Test: output String
          TestMutation: output String
          ApiError: code String, message String, helpUrl String, traceId String, errorDetails [ErrorDetail
          ErrorDetail: field String, message String
          MlflowGetExperimentResponse: experiment MlflowExperiment, apiError ApiError
          MlflowGetRunResponse: run MlflowRunExtension, apiError ApiError
          MlflowSearchRunsResponse: runs [MlflowRunExtension, nextPageToken String, apiError ApiError
          MlflowSearchDatasetsResponse: datasetSummaries [MlflowDatasetSummary, apiError ApiError
          MlflowGetMetricHistoryBulkIntervalResponse: metrics [MlflowMetricWithRunId, apiError ApiError
          MlflowListArtifactsResponse: rootUri String, files [MlflowFileInfo, nextPageToken String, apiError ApiError
          MlflowFileInfo: path String, isDir Boolean, fileSize LongString
          MlflowExperiment: experimentId String, name String, artifactLocation String, lifecycleStage String, lastUpdateTime LongString, creationTime LongString, tags [MlflowExperimentTag, effectiveTraceArchivalRetention String, workspace String
          MlflowExperimentTag: key String, value String
          MlflowRunExtension: info MlflowRunInfo, data MlflowRunData, inputs MlflowRunInputs, outputs MlflowRunOutputs, experiment MlflowExperiment, modelVersions [MlflowModelVersion
          MlflowRunInfo: runId String, runUuid String, runName String, experimentId String, userId String, status MlflowRunStatus, startTime LongString, endTime LongString, artifactUri String, lifecycleStage String
          MlflowRunData: metrics [MlflowMetricExtension, params [MlflowParam, tags [MlflowRunTag
          MlflowMetricExtension: key String, value Float, timestamp LongString, step LongString, datasetName String, datasetDigest String, modelId String, runId String
          MlflowMetricWithRunId: key String, value Float, timestamp LongString, step LongString, runId String
          MlflowParam: key String, value String
          MlflowRunTag: key String, value String
          MlflowRunInputs: datasetInputs [MlflowDatasetInput, modelInputs [MlflowModelInput
          MlflowDatasetInput: tags [MlflowInputTag, dataset MlflowDataset
          MlflowInputTag: key String, value String
          MlflowDataset: name String, digest String, sourceType String, source String, schema String, profile String
          MlflowModelInput: modelId String
          MlflowRunOutputs: modelOutputs [MlflowModelOutput
          MlflowModelOutput: modelId String, step LongString
          MlflowDatasetSummary: experimentId String, name String, digest String, context String
          MlflowModelVersion: name String, version String, creationTimestamp LongString, lastUpdatedTimestamp LongString, userId String, currentStage String, description String, source String, runId String, status MlflowModelVersionStatus, statusMessage String, runLink String, modelId String
          """);

  private Schema() {}

  /** The type of a field's value, or of each in a list. */
  record Type(String name, boolean list) {

    boolean isObject() {
      return TYPES.containsKey(name);
    }

    /** What protobuf's Python has for a field that is not set; an error is no field of its own. */
    @Nullable Object absent() {
      return switch (name) {
        case "LongString" -> "0";
        case "Float" -> 0.0;
        case "Boolean" -> false;
        case "ApiError", "MlflowRunStatus", "MlflowModelVersionStatus" -> null;
        default -> "";
      };
    }
  }

  /** The field of an object type, unless it has none of that name. */
  static @Nullable Type field(String type, String name) {
    return name.equals("__typename")
        ? new Type("String", false)
        : TYPES.getOrDefault(type, Map.of()).get(name);
  }

  /** The name of a field in MLflow's JSON. */
  static String jsonName(String field) {
    var name = new StringBuilder();
    field
        .chars()
        .forEach(
            c -> {
              if (Character.isUpperCase(c)) {
                name.append('_');
              }
              name.append((char) Character.toLowerCase(c));
            });
    return name.toString();
  }

  private static Map<String, Map<String, Type>> parse(String text) {
    Map<String, Map<String, Type>> types = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      int colon = line.indexOf(':');
      Map<String, Type> fields = new LinkedHashMap<>();
      for (String field : line.substring(colon + 2).split(", ", -1)) {
        int space = field.indexOf(' ');
        boolean list = field.charAt(space + 1) == '[';
        String type = field.substring(space + (list ? 2 : 1));
        fields.put(field.substring(0, space), new Type(type, list));
      }
      types.put(line.substring(0, colon), Map.copyOf(fields));
    }
    return Map.copyOf(types);
  }
}
