"""What a file or a setting claims is set against the memory that is free."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from diynn import memory as free_memory
from diynn.errors import DataError, ShapeError
from diynn.layers import Linear
from diynn.memory import check_claim, check_network, check_room, chosen_limit
from diynn.network.losses import MSE
from diynn.network.sequential import Sequential


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("8GB", 8 * 10**9), ("8 g", 8 * 10**9), (" 1.5 GiB ", 1_500_000_000), ("500m", 500_000_000),
        ("64", 64), ("0", 0), ("", None), ("-1GB", None), ("much", None), ("1e9", None),
        ("inf", None), ("8 GB or so", None), ("9" * 400, None),
    ],
)  # fmt: skip
def test_the_limit_that_was_chosen(
    monkeypatch: pytest.MonkeyPatch, text: str, size: int | None
) -> None:
    monkeypatch.setenv(free_memory.VARIABLE, text)
    assert chosen_limit() == size


def test_what_is_needed_is_set_against_what_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(free_memory.VARIABLE, raising=False)
    monkeypatch.setattr(free_memory, "free_memory", lambda: 10**9)
    check_room(10**9, "a")
    check_network(10**9)
    with pytest.raises(DataError, match=r"“a” needs 2\.5 GB of memory, and 1\.0 GB are free"):
        check_room(2_500_000_000, "a")
    with pytest.raises(ShapeError, match="DIYNN_MEMORY=3GB"):
        check_network(2_500_000_000)
    monkeypatch.setenv(free_memory.VARIABLE, "3GB")
    check_room(2_500_000_000, "a")
    check_network(2_500_000_000)


def test_little_is_never_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(free_memory, "free_memory", lambda: 0)
    check_room(10**6, "a")
    check_claim(10**6, "a", 1)


def test_a_claim_is_set_against_the_size_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(free_memory.VARIABLE, raising=False)
    monkeypatch.setattr(free_memory, "free_memory", lambda: 10**12)
    check_claim(10**8, "a", 10)
    check_claim(2 * 10**9, "a", 10**7)
    with pytest.raises(DataError, match=r"has 1\.0 MB and claims to hold 2\.0 GB") as caught:
        check_claim(2 * 10**9, "a", 10**6)
    # What the message says allows it.
    value = caught.value.how().split(f"{free_memory.VARIABLE}=")[1].rstrip(".")
    monkeypatch.setenv(free_memory.VARIABLE, value)
    check_claim(2 * 10**9, "a", 10**6)


def test_every_system_tells_something(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 2**20 < free_memory.free_memory() < 2**50
    monkeypatch.setattr(free_memory, "_of_the_machine", lambda: iter(()))
    monkeypatch.setattr(free_memory, "_of_the_groups", lambda: iter(()))
    monkeypatch.setattr(free_memory, "_of_the_process", lambda: iter(()))
    assert free_memory.free_memory() == free_memory.UNKNOWN


@pytest.mark.parametrize("version", [1, 2])
def test_the_limit_of_a_container(monkeypatch: pytest.MonkeyPatch, version: int) -> None:
    files = {
        "/proc/self/cgroup": "0::/box/inner\n",
        "/sys/fs/cgroup/box/memory.max": "2000000000\n",
        "/sys/fs/cgroup/box/memory.current": "1500000000\n",
        "/sys/fs/cgroup/box/memory.stat": "anon 1\ninactive_file 200000000\nactive_file 0\n",
        "/sys/fs/cgroup/box/inner/memory.max": "max\n",
        "/sys/fs/cgroup/box/inner/memory.current": "1\n",
    }
    if version == 1:
        files = {
            "/proc/self/cgroup": "3:cpu:/\n2:memory:/box/elsewhere\n",
            "/sys/fs/cgroup/memory/memory.limit_in_bytes": "2000000000\n",
            "/sys/fs/cgroup/memory/memory.usage_in_bytes": "1300000000\n",
        }
    monkeypatch.setattr(free_memory, "_text", lambda path: files.get(path.as_posix(), ""))
    assert free_memory.free_memory() == 700_000_000


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_the_limit_of_the_process() -> None:
    program = (
        "import resource\n"
        "from diynn.memory import free_memory, _figures, Path\n"
        "used = _figures(Path('/proc/self/status'))['VmSize']\n"
        "resource.setrlimit(resource.RLIMIT_AS, (used + 10**8,) * 2)\n"
        "print(free_memory())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    if "KeyError" in done.stderr:
        pytest.skip("this system does not tell a process its size")
    assert 0 < int(done.stdout) <= 10**8


def test_targets_of_many_classes_take_what_they_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    import tracemalloc

    tracemalloc.start()
    try:
        encoded = MSE().encode(np.array([65_535, 1]), (65_536,))
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()
    assert encoded.shape == (2, 65_536)
    assert np.argwhere(encoded).tolist() == [[0, 65_535], [1, 1]]
    assert encoded.sum() == 2
    monkeypatch.setenv(free_memory.VARIABLE, "1GB")
    with pytest.raises(ShapeError, match=r"needs 15\.7 GB of memory, and 1\.0 GB are free"):
        MSE().encode(np.zeros(60_000, np.int64), (65_536,))


def test_a_network_that_does_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(free_memory.VARIABLE, "1GB")
    layers = (Linear(60_000), Linear(60_000))
    with pytest.raises(ShapeError, match="This network needs 2"):
        Sequential(layers, (2,))
