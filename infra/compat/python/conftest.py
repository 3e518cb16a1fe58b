import os
import uuid

import pytest
from stack import Tenant


def tenant(name: str, token: str) -> Tenant:
    return Tenant(name, os.environ["BULKHEAD_URI"], os.environ[token])


@pytest.fixture(scope="session")
def acme() -> Tenant:
    return tenant("acme", "BULKHEAD_ACME_TOKEN")


@pytest.fixture(scope="session")
def acme2() -> Tenant:
    return tenant("acme2", "BULKHEAD_ACME2_TOKEN")


@pytest.fixture(scope="session")
def viewer() -> Tenant:
    """A colleague at acme who may read alone."""
    return tenant("acme", "BULKHEAD_ACME_VIEWER_TOKEN")


@pytest.fixture(scope="session")
def guest() -> Tenant:
    """An editor of acme who may read acme2 too."""
    return tenant("acme", "BULKHEAD_GUEST_TOKEN")


@pytest.fixture
def name() -> str:
    """A name that nothing had before, so that the checks can be repeated against one stack."""
    return "check-" + uuid.uuid4().hex[:12]
