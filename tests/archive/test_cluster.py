"""A Ray cluster of two nodes on this machine writes the bytes that one process writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nlp.archive.cluster import RayEngine
from nlp.archive.inputs import sources
from nlp.archive.local import LocalEngine
from nlp.archive.run import archive
from nlp.isolate import Limits
from tests.archive.conftest import tree
from tests.archive.generator import write_archive

pytestmark = pytest.mark.slow


@pytest.fixture
def cluster() -> Iterator[Any]:
    ray = pytest.importorskip("ray")
    from ray.cluster_utils import Cluster

    made = Cluster(
        initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False}, connect=False
    )
    made.add_node(num_cpus=1)
    made.wait_for_nodes()
    yield made
    ray.shutdown()
    made.shutdown()


def test_two_nodes_write_the_same_store(cluster: Any, tmp_path: Path) -> None:
    import ray

    write_archive(tmp_path / "in", 12, seed=2, pdf=0.25, faulty=3)
    found = list(sources([str(tmp_path / "in")], frozenset({".txt", ".pdf", ".docx", ".xls"}), 2**28))
    made = archive(found, tmp_path / "ray", RayEngine(cluster.address))
    assert (made.manifest.documents, made.manifest.failures) == (12, 3)
    assert sum(node["Alive"] for node in ray.nodes()) == 2
    archive(found, tmp_path / "local", LocalEngine(1))
    assert tree(tmp_path / "ray") == tree(tmp_path / "local")
    assert Limits()  # both ran under limits
