"""What MLflow's user interface asks by GraphQL, in its own words."""

from corpus_base import NEVER, on_experiment, on_run
from differential import Sequence, Step, graphql, post

RUN_FIELDS = """
  info { runName status runUuid experimentId artifactUri endTime lifecycleStage startTime userId __typename }
  experiment { experimentId name tags { key value __typename } artifactLocation lifecycleStage lastUpdateTime __typename }
  data {
    metrics { key value step timestamp __typename }
    params { key value __typename }
    tags { key value __typename }
    __typename
  }
  inputs {
    datasetInputs {
      dataset { digest name profile schema source sourceType __typename }
      tags { key value __typename }
      __typename
    }
    modelInputs { modelId __typename }
    __typename
  }
  outputs { modelOutputs { modelId step __typename } __typename }
  modelVersions { version name creationTimestamp status source __typename }
  __typename
"""
COMPONENT = '@component(name: "MLflow.ExperimentRunTracking")'
GET_RUN = (
    f"query GetRun($data: MlflowGetRunInput!) {COMPONENT} {{ mlflowGetRun(input: $data) "
    f"{{ apiError {{ helpUrl code message __typename }} run {{ {RUN_FIELDS} }} __typename }} }}"
)
SEARCH_RUNS = (
    "query SearchRuns($data: MlflowSearchRunsInput!) { mlflowSearchRuns(input: $data) "
    f"{{ apiError {{ helpUrl code message __typename }} runs {{ {RUN_FIELDS} }} nextPageToken __typename }} }}"
)
GET_EXPERIMENT = (
    f"query MlflowGetExperimentQuery($input: MlflowGetExperimentInput!) {COMPONENT} {{ mlflowGetExperiment(input: $input) {{ "
    "apiError { code message __typename } experiment { artifactLocation creationTime effectiveTraceArchivalRetention "
    "experimentId lastUpdateTime lifecycleStage name tags { key value __typename } __typename } __typename } }"
)
INTERVAL = (
    "query GetMetricHistoryBulkInterval($data: MlflowGetMetricHistoryBulkIntervalInput!) "
    f"{COMPONENT} {{ mlflowGetMetricHistoryBulkInterval(input: $data) {{ __typename "
    "metrics { timestamp step runId key value __typename } apiError { code message __typename } } }"
)
FULL = (
    post(
        "runs/log-batch",
        {
            "run_id": "${run}",
            "metrics": [
                {"key": "m", "value": 1.5, "timestamp": 1700000000000, "step": 9007199254740993},
                {"key": "nan", "value": "NaN", "timestamp": 5, "step": 0},
                {"key": "inf", "value": "Infinity", "timestamp": 5, "step": 0},
            ],
            "params": [{"key": "lr", "value": "0.1"}],
            "tags": [{"key": "t", "value": "é"}],
        },
    ),
    post(
        "runs/log-inputs",
        {
            "run_id": "${run}",
            "datasets": [{"dataset": {"name": "iris", "digest": "d", "source_type": "local", "source": "{}"}, "tags": []}],
        },
    ),
)


def plain(text):
    return graphql(text)


GRAPHQL = [
    on_experiment(
        "graphql gets an experiment",
        graphql(GET_EXPERIMENT, "MlflowGetExperimentQuery", input={"experimentId": "${exp}"}),
        graphql(GET_EXPERIMENT, "MlflowGetExperimentQuery", input={"experimentId": "1099511627775"}),
        post("experiments/set-experiment-tag", {"experiment_id": "${exp}", "key": "k", "value": "v"}),
        graphql(GET_EXPERIMENT, input={"experimentId": "${exp}"}),
        plain('{mlflowGetExperiment(input: {experimentId: "${exp}"}) {experiment {name workspace}}}'),
    ),
    on_run(
        "graphql gets a run",
        graphql(GET_RUN, "GetRun", data={"runId": "${run}"}),
        *FULL,
        graphql(GET_RUN, "GetRun", data={"runId": "${run}"}),
        graphql(GET_RUN, "GetRun", data={"runUuid": "${run}"}),
        graphql(GET_RUN, "GetRun", data={"runId": NEVER}),
        graphql(GET_RUN, "GetRun", data={}),
    ),
    on_run(
        "graphql searches runs",
        *FULL,
        graphql(SEARCH_RUNS, "SearchRuns", data={"experimentIds": ["${exp}"]}),
        graphql(SEARCH_RUNS, "SearchRuns", data={"experimentIds": ["${exp}"], "filter": "params.lr = '2'", "maxResults": 5}),
        graphql(SEARCH_RUNS, "SearchRuns", data={"experimentIds": ["${exp}"], "filter": "nonsense"}),
        graphql(SEARCH_RUNS, "SearchRuns", data={"experimentIds": ["${exp}"], "runViewType": "DELETED_ONLY"}),
        graphql(INTERVAL, data={"runIds": ["${run}"], "metricKey": "m"}),
        graphql(INTERVAL, data={"runIds": ["${run}"], "metricKey": "nope"}),
        graphql(
            "mutation M($data: MlflowSearchDatasetsInput) { mlflowSearchDatasets(input: $data) "
            "{ datasetSummaries { experimentId name digest context } } }",
            data={"experimentIds": ["${exp}"]},
        ),
        graphql(
            "mutation M($data: MlflowSearchRunsInput) { mlflowSearchRuns(input: $data) { runs { info { runName } } } }",
            data={"experimentIds": ["${exp}"]},
        ),
    ),
    on_run(
        "graphql in other words",
        plain('{test(inputString: "a\\u00e9\\"b") {output}}'),
        plain('mutation testMutation {testMutation(inputString: "abc") {output}}'),
        plain('query a @component(name: "x") {test(inputString: "abc") {output}}'),
        plain('{one: test(inputString: "1") {out: output} two: test(inputString: "2") {output}}'),
        plain('# a comment\nquery {test(inputString: "x",) {...F}} fragment F on Test {output}'),
        plain('{test(inputString: "x") {... on Test {output}}}'),
        plain('{test(inputString: "x") {output @skip(if: true) o2: output @include(if: true)}}'),
        graphql('query Q($s: String = "d") {test(inputString: $s) {output}}'),
        graphql('query Q($s: String = "d") {test(inputString: $s) {output}}', s="given"),
        graphql('query A {test(inputString: "a") {output}} query B {test(inputString: "b") {output}}', "B"),
        graphql('query A {test(inputString: "a") {output}} query B {test(inputString: "b") {output}}'),
        graphql('query A {test(inputString: "a") {output}}', "C"),
        plain('{test(inputString: """block""") {output __typename} __typename}'),
        plain('{nope}'),
        plain('{mlflowGetRun(input: {runId: "${run}"}) {run {info {nope}}}}'),
        plain('{mlflowGetRun(input: {runId: "${run}"}) {run {info}}}'),
        plain("{" + " ".join(f'a{i}: test(inputString: "x") {{output}}' for i in range(11)) + "}"),
        plain("{test(inputString: \"x\") {" + " ".join(f"a{i}: output" for i in range(11)) + "}}"),
        plain("{test" * 11 + "}" * 11),
        plain("{test(inputString: \"x\") {" + "output " * 1000 + "}}"),
    ),
    on_run(
        "graphql lists artifacts",
        plain('{mlflowListArtifacts(input: {runId: "${run}"}) {rootUri files {path isDir fileSize} nextPageToken}}'),
        plain('{mlflowListArtifacts(input: {runUuid: "${run}", path: "a/b"}) {rootUri files {path}}}'),
        plain('{mlflowListArtifacts(input: {runId: "${run}", path: "../up"}) {rootUri}}'),
        plain('{mlflowListArtifacts(input: {runId: "' + NEVER + '"}) {rootUri}}'),
        plain("{mlflowListArtifacts(input: {}) {rootUri}}"),
    ),
    Sequence(
        "graphql with values of another type",
        (
            plain('{test(nope: "x") {output}}'),
            plain('{test(inputString: "x") {output(a: 1)}}'),
            plain("{test(inputString: 5) {output}}"),
            plain("{test(inputString: true) {output}}"),
            plain("{test(inputString: WORD) {output}}"),
            plain("{test(inputString: {a: 1}) {output}}"),
            plain('{test(inputString: ["a"]) {output}}'),
            plain("{test(inputString: $s) {output}}"),
            plain('{mlflowGetRun(input: {nope: "x"}) {run {info {runId}}}}'),
            plain('{mlflowGetRun(input: "x") {run {info {runId}}}}'),
            plain('{mlflowGetRun(input: [{runId: "x"}]) {run {info {runId}}}}'),
            plain("{mlflowGetRun(input: {runId: 5}) {run {info {runId}}}}"),
            plain('{mlflowSearchRuns(input: {experimentIds: "1", maxResults: "5"}) {runs {info {runId}}}}'),
            plain("{mlflowSearchRuns(input: {experimentIds: [1], maxResults: 1.5}) {runs {info {runId}}}}"),
            plain("{mlflowSearchRuns(input: {maxResults: 3000000000}) {runs {info {runId}}}}"),
            plain('{mlflowSearchRuns(input: {runViewType: "ALL"}) {runs {info {runId}}}}'),
            plain("{mlflowSearchRuns(input: {runViewType: NOPE}) {runs {info {runId}}}}"),
            graphql("query Q {test(inputString: $s) {output}}", s="a"),
            graphql("query Q($s: Nope) {test(inputString: $s) {output}}", s="a"),
            graphql("query Q($s: String) {test(inputString: $s) {output}}", s=5),
            graphql("query Q($s: String!) {test(inputString: $s) {output}}"),
            graphql("query Q($s: String!) {test(inputString: $s) {output}}", s=None),
            graphql(GET_RUN, "GetRun", data={"runId": 5}),
            graphql(GET_RUN, "GetRun", data={"nope": "x", "runId": "y"}),
            graphql(GET_RUN, "GetRun", data="x"),
            graphql(GET_RUN, "GetRun", data=["x"]),
            graphql(GET_RUN, "GetRun"),
            graphql(SEARCH_RUNS, "SearchRuns", data={"experimentIds": "x", "maxResults": "5"}),
            graphql(SEARCH_RUNS, "SearchRuns", data={"experimentIds": [1, None], "runViewType": "NOPE"}),
            graphql(SEARCH_RUNS, "SearchRuns", data={"maxResults": 1.5}),
            graphql(SEARCH_RUNS, "SearchRuns", data={"maxResults": 3000000000}),
            graphql(SEARCH_RUNS, "SearchRuns", data={"runViewType": 1}),
        ),
    ),
    Sequence(
        "graphql that is none",
        (
            plain("{test(inputString: "),
            Step("POST", "/graphql", body={}),
            Step("POST", "/graphql", raw=b"{}", content_type="text/plain"),
        ),
    ),
]
