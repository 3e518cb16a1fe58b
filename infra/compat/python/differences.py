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


DIFFERENCES: dict[tuple[str, int], Difference] = {}
