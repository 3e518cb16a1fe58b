"""Where Bulkhead answers otherwise than MLflow's own server, and why."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Difference:
    """What Bulkhead answers where MLflow's server answers something else, and the reason."""

    reason: str
    status: int
    body: object

    def ours(self, theirs):
        return self.status, self.body


SEE_DOCS = " See the API docs for more information about request parameters."


def refusal(reason, message, code="INVALID_PARAMETER_VALUE", status=400):
    return Difference(reason, status, {"error_code": code, "message": message})


def wrong_type(parameter, value, kind="str"):
    return refusal(
        "MLflow passes over a value that does not parse, and does something else than was asked",
        f'Invalid value "{value}" for parameter \'{parameter}\' supplied:  Hint: Value was of type \'{kind}\'.' + SEE_DOCS,
    )


def already_exists(name):
    return refusal(
        "MLflow appends its database's SQL; a client needs the name",
        f"Experiment(name={name}) already exists.",
        "RESOURCE_ALREADY_EXISTS",
    )


BAD_TOKEN = refusal(
    "tokens are not MLflow's offsets, and what no token of ours decodes to is not shown",
    "Invalid page token, could not base64-decode",
)

def swallowed(parameter, value, kind):
    """What MLflow passes over, as JSON writes it."""
    return refusal(
        "MLflow passes over a value that does not parse, and does something else than was asked",
        f"Invalid value {value} for parameter '{parameter}' supplied:  Hint: Value was of type '{kind}'." + SEE_DOCS,
    )


def server_error(message, code="INVALID_PARAMETER_VALUE"):
    return refusal("MLflow answers 500, which clients retry for minutes", message, code)


@dataclasses.dataclass(frozen=True)
class OtherData:
    """Where what was asked differs in what the rule before it says; the answer is not compared but for its status."""

    reason: str
    status: int
    holds: object

    def ours(self, theirs):
        return Holding(self.status, self.holds)


class Holding:
    """Equal to an answer of that status whose body the function accepts."""

    def __init__(self, status, holds):
        self.status = status
        self.holds = holds

    def __eq__(self, answer):
        return answer[0] == self.status and bool(self.holds(answer[1]))

    def __repr__(self):
        return f"an answer {self.status} that holds what the rule says"


def names(body):
    return sorted(model["info"]["name"] for model in body.get("models", []))


DIFFERENCES: dict[tuple[str, int], Difference] = {
    ("a run is nobody's in another workspace", 5): Difference(
        "without workspaces MLflow tells nothing of a run that is not there; with them, it says so", 200, {}
    ),
    ("create experiment twice", 1): already_exists("d-<unique>"),
    ("create experiment with the name of a deleted one", 2): already_exists("d-<unique>"),
    ("rename experiment", 5): already_exists("n-<unique>"),
    ("rename a deleted experiment", 2): refusal(
        "MLflow answers 500, which clients retry for minutes",
        "Cannot rename a non-active experiment.",
    ),
    ("search experiments", 15): BAD_TOKEN,
    ("create run wrongly", 4): wrong_type("tags", "x"),
    ("update run wrongly", 2): wrong_type("status", "SLEEPING"),
    ("search runs wrongly", 10): BAD_TOKEN,
    ("search runs wrongly", 11): wrong_type("run_view_type", "SOME"),
    ("history in bulk wrongly", 5): swallowed("max_results", '"x"', "str"),
    ("log a model before MLflow 3", 9): Difference("run_uuid stands in for run_id in every call on a run", 200, {}),
    ("finish a model wrongly", 5): wrong_type("status", "SLEEPING"),
    ("finish a model wrongly", 6): OtherData(
        "MLflow has taken the status that it does not know for an unspecified one",
        200,
        lambda body: body["model"]["info"]["status"] == "LOGGED_MODEL_PENDING",
    ),
    ("search models wrongly", 15): server_error("Invalid page token, could not base64-decode"),
    ("search models by dataset", 10): OtherData(
        "over HTTP MLflow takes a dataset without digest for one whose digest is none, and finds nothing",
        200,
        lambda body: names(body) == ["Gamma"],
    ),
    ("models where attributes.status = 'READY'", 10): OtherData(
        "MLflow compares the word with a number, and finds nothing", 200, lambda body: names(body) == ["beta"]
    ),
    ("models where attributes.status = 'PENDING'", 10): OtherData(
        "MLflow compares the word with a number, and finds nothing", 200, lambda body: names(body) == ["Gamma", "alpha"]
    ),
    ("models where metrics.acc > 'x'", 10): server_error("Expected numeric value type for metrics.acc. Found 'x'"),
    ("models where nope = 'x'", 10): server_error(
        "Invalid attribute key 'nope' specified. Valid keys are '{'artifact_location', 'creation_timestamp_ms', "
        "'experiment_id', 'last_updated_timestamp_ms', 'lifecycle_stage', 'model_id', 'model_type', 'name', "
        "'source_run_id', 'status', 'status_message'}'"
    ),
    ("the user interface's prefix", 8): refusal(
        "MLflow answers a page of HTML; the code is the one that its own clients know",
        "Not found: /ajax-api/2.0/mlflow/runs/nothing",
        "ENDPOINT_NOT_FOUND",
        404,
    ),
    ("orders of experiments", 10): swallowed("order_by", "[7]", "list"),
    ("values of metrics", 18): wrong_type("value", "nan"),
    ("values of metrics", 21): OtherData(
        "MLflow has logged 0 for the value that it passed over",
        200,
        lambda body: {m["key"] for m in body["run"]["data"]["metrics"]} == {f"v{i}" for i in range(19)} - {"v16"},
    ),
    ("times of metrics that are none", 2): swallowed("timestamp", "1.5", "float"),
    ("times of metrics that are none", 7): server_error(
        "Invalid value [1] for parameter 'timestamp' supplied:  Hint: Value was of type 'list'." + SEE_DOCS
    ),
    ("a batch of which a point is none", 2): wrong_type("metrics[1].value", "x"),
    ("a batch of which a part is wrong", 8): server_error(
        "Invalid value [\"x\"] for parameter 'params' supplied:  Hint: Value was of type 'list'." + SEE_DOCS
    ),
    ("a batch of which a part is wrong", 9): Difference("MLflow answers 500; null is a field that is not set", 200, {}),
    ("runs as they are made", 5): swallowed("start_time", "1.5", "float"),
    ("a dataset that is not there", 2): refusal(
        "MLflow keeps a dataset without name and digest",
        "Missing value for required parameter 'datasets[0].dataset'." + SEE_DOCS,
    ),
    ("graphql searches runs", 7): OtherData(
        "MLflow's server cannot read the enum of its own schema",
        200,
        lambda body: body["data"]["mlflowSearchRuns"]["runs"] == [] and body["errors"] is None,
    ),
    ("graphql that is none", 0): server_error("Syntax Error: Unexpected <EOF>."),
    ("graphql that is none", 1): server_error("Missing value for required parameter 'query'." + SEE_DOCS),
    ("a body that is no object", 0): refusal(
        "MLflow answers 500, which clients retry for minutes",
        "Missing value for required parameter 'name'." + SEE_DOCS,
    ),
    ("a route that does not exist", 0): refusal(
        "MLflow answers a page of HTML; the code is the one that its own clients know",
        "Not found: /api/2.0/mlflow/nothing/here",
        "ENDPOINT_NOT_FOUND",
        404,
    ),
}
