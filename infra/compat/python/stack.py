"""The running stack that the checks talk to: an address, and a token per tenant and role."""

import contextlib
import dataclasses
import os
import subprocess
import sys

import requests


@dataclasses.dataclass(frozen=True)
class Tenant:
    """A tenant's environment, as its data scientists set it."""

    name: str
    uri: str
    token: str

    def environment(self) -> dict[str, str]:
        return {
            "MLFLOW_TRACKING_URI": self.uri,
            "MLFLOW_TRACKING_TOKEN": self.token,
            # A mistake of ours must fail the check, not make the client wait for minutes.
            "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "1",
            "MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR": "1",
            "GIT_PYTHON_REFRESH": "quiet",
            # `mlflow run` starts `python`, which must be the one with this client.
            "PATH": os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]]),
        }

    def get(self, path, query=None, **headers):
        """A GET as the tenant, which follows no redirect."""
        return requests.get(
            self.uri + path,
            params=query,
            headers={"Authorization": "Bearer " + self.token, **headers},
            timeout=30,
            allow_redirects=False,
        )

    @contextlib.contextmanager
    def active(self):
        """Makes this process the tenant's for a while."""
        import mlflow

        before = dict(os.environ)
        os.environ.update(self.environment())
        mlflow.set_tracking_uri(self.uri)
        try:
            yield mlflow.MlflowClient()
        finally:
            while mlflow.active_run():
                mlflow.end_run()
            os.environ.clear()
            os.environ.update(before)

    def mlflow(self, *arguments: str, cwd=None) -> str:
        """Runs the stock command line as the tenant, and returns what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "mlflow", *arguments],
            env={**os.environ, **self.environment()},
            cwd=cwd,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=180,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout
