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

DIFFERENCES: dict[tuple[str, int], Difference] = {
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
