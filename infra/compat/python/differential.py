"""Replays one sequence of calls against a server and normalises what it answers, so that two servers can be compared."""

import dataclasses
import re

import requests

TIMES = {
    "creation_time",
    "last_update_time",
    "creation_timestamp_ms",
    "last_updated_timestamp_ms",
    "creationTime",
    "lastUpdateTime",
}


IDS = re.compile(r"\b[0-9a-f]{32}\b")
# With workspaces MLflow's server keeps the files of each in a folder of its own; ours are apart by tenant.
WORKSPACE_FOLDER = re.compile(r"^(mlflow-artifacts:/)workspaces/[a-z0-9-]+/")
SETS = re.compile(r"\{'[^{}]*'\}")


def in_order(found):
    """Python prints a set in an order that differs from run to run."""
    return "{" + ", ".join(sorted(found.group()[1:-1].split(", "))) + "}"


@dataclasses.dataclass(frozen=True)
class Step:
    """One call. ``${name}`` in it stands for what an earlier step captured."""

    method: str
    path: str
    body: object = None
    query: object = None
    capture: tuple = ()
    raw: bytes | None = None
    content_type: str | None = None
    version: str = "2.0"
    prefix: str = "api"
    headers: tuple = ()


def send(method, path, body=None, **more):
    return Step(method, path, body=body if body is not None else {}, **more)


def ajax(step):
    """The same call as MLflow's user interface makes it."""
    return dataclasses.replace(step, prefix="ajax-api")


def within(workspace, step):
    """The same call in a workspace that it names."""
    return dataclasses.replace(step, headers=(("X-MLFLOW-WORKSPACE", workspace),))


def graphql(query, name=None, **variables):
    return Step("POST", "/graphql", body={"operationName": name, "query": query, "variables": variables})


def post(path, body=None, **more):
    return Step("POST", path, body=body if body is not None else {}, **more)


def get(path, /, **query):
    return Step("GET", path, query=list(query.items()))


@dataclasses.dataclass(frozen=True)
class Sequence:
    """Calls that build on one another, on things of their own."""

    name: str
    steps: tuple


class Replay:
    """One run of a sequence against one server."""

    def __init__(self, uri, headers, unique):
        self.uri = uri
        self.headers = headers
        self.values = {"unique": unique}

    def answers(self, sequence):
        return [self.answer(step) for step in sequence.steps]

    def answer(self, step):
        headers = {**self.headers, **dict(step.headers)}
        more = {}
        if step.raw is not None:
            more["data"] = step.raw
            headers["Content-Type"] = step.content_type or "application/json"
        elif step.method != "GET":
            more["json"] = self.fill(step.body)
        response = requests.request(
            step.method,
            self.uri + self.path(step),
            headers=headers,
            params=self.fill(step.query),
            timeout=30,
            allow_redirects=False,
            **more,
        )
        try:
            body = response.json()
        except ValueError:
            body = response.text
        for name, path in step.capture:
            value = body
            for key in path.split("."):
                value = value[int(key)] if isinstance(value, list) else value[key]
            self.values[name] = value
        return response.status_code, self.normal(body)

    def path(self, step):
        """A path from the root, or below that of MLflow's calls."""
        path = self.fill(step.path)
        return path if path.startswith("/") else f"/{step.prefix}/{step.version}/mlflow/{path}"

    def fill(self, value):
        if isinstance(value, str):
            return re.sub(r"\$\{(\w+)\}", lambda m: str(self.values[m.group(1)]), value)
        if isinstance(value, dict):
            return {self.fill(k): self.fill(v) for k, v in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.fill(v) for v in value]
        return value

    def normal(self, value, key=None):
        if key in TIMES:
            return "<time>"
        if key == "next_page_token":
            return "<token>"
        if key == "workspace":
            return "<workspace>"
        if key in ("artifact_location", "artifactLocation"):
            return re.sub(r"/[0-9]+$", "/<experiment>", WORKSPACE_FOLDER.sub(r"\1", value))
        if isinstance(value, dict):
            return {k: self.normal(v, k) for k, v in value.items() if k not in ("sqlstate", "error_class")}
        if isinstance(value, list):
            items = [self.normal(v) for v in value]
            if key == "dataset_summaries" or key == "datasetSummaries":
                items.sort(key=str)
            # Params, tags and latest metrics have no order; the points of a history, all of one key, do.
            if items and all(isinstance(i, dict) and "key" in i for i in items):
                if len({i["key"] for i in items}) == len(items):
                    items.sort(key=lambda i: i["key"])
            if key == "dataset_inputs":
                items.sort(key=lambda i: str(i["dataset"]))
            return items
        if isinstance(value, str):
            value = WORKSPACE_FOLDER.sub(r"\1", value)
            for name, known in sorted(self.values.items(), key=lambda kv: -len(str(kv[1]))):
                value = re.sub(rf"(?<![0-9A-Za-z]){re.escape(str(known))}(?![0-9A-Za-z])", f"<{name}>", value)
            return SETS.sub(in_order, IDS.sub("<id>", value))
        return value
