"""Downloads against a small server of our own that behaves badly in every way it can."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import queue
import re
import socket
import struct
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from diynn.data.sources.catalogue import Entry, Mirror, RemoteFile, entries, entry_named
from diynn.data.sources.download import Progress, fetch
from diynn.errors import DataError, DiynnError, FileError

CONTENT = {"one.bin": bytes(range(256)) * 800, "two.bin": b"second" * 1000}


class Server(ThreadingHTTPServer):
    """Serves CONTENT below "/good/"; the other folders each spoil it in the way they are named."""

    daemon_threads = True
    # Sockets of the handlers are closed with the server, even of those that never answer.
    block_on_close = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.released = threading.Event()
        self.places: queue.Queue[str] = queue.Queue()
        self.hung_up = threading.Event()

    def url(self, manner: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/{manner}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        _, manner, name = self.path.split("/")
        content = CONTENT[name]
        if manner in ("404", "503"):
            self.send_error(int(manner))
            return
        if manner == "silent":
            self.server.released.wait(10)
            return
        if manner == "astray":
            place = self.server.places.get(timeout=10)
            self.send_response(302)
            self.send_header("Location", place)
            self.end_headers()
            return
        if manner == "wrong":
            content = content[::-1]
        if manner == "endless":
            content *= 50
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        if manner == "encoded":
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        if manner == "truncated":
            content = content[: len(content) // 2]
        try:
            if manner == "reset":
                self.wfile.write(content[:40_000])
                self.wfile.flush()
                # Closing with a linger of zero seconds sends a reset instead of a farewell.
                self.connection.setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
                )
                self.connection.close()
                return
            if manner == "drips":
                for byte in content:
                    self.wfile.write(bytes([byte]))
                    if self.server.released.wait(0.3):
                        return
            if manner in ("stalls", "listens"):
                self.wfile.write(content[:40_000])
                self.wfile.flush()
                self.wait(manner)
                return
            self.wfile.write(content)
        except OSError:
            pass  # the client had enough

    def wait(self, manner: str) -> None:
        """Send nothing more; one that listens notes when the client has hung up."""
        if manner == "stalls":
            self.server.released.wait(10)
        else:
            self.connection.settimeout(10)
            if self.connection.recv(1) == b"":
                self.server.hung_up.set()

    def finish(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            super().finish()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.released.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


def entry_at(*addresses: str) -> Entry:
    files = tuple(
        RemoteFile(name, len(content), hashlib.sha256(content).hexdigest())
        for name, content in CONTENT.items()
    )
    mirrors = tuple(Mirror(f"{address}/", files) for address in addresses)
    return Entry("things", "Things", mirrors, (tuple(CONTENT),))


def test_files_go_to_the_places_of_their_entry(server: Server, tmp_path: Path) -> None:
    entry = replace(entry_at(server.url("good")), places=("own", "other"))
    (tmp_path / "one.bin").write_bytes(CONTENT["one.bin"])
    reports = list(fetch(entry, folder=tmp_path))
    assert reports[-1].done == reports[-1].total
    assert names_in(tmp_path / "own") == sorted(CONTENT)
    # One of that name above it is another's.
    assert len(server.asked) == 2
    with pytest.raises(DataError, match=re.escape(f"by hand into “{tmp_path / 'new' / 'own'}”")):
        list(fetch(entry, [server.url("404")], folder=tmp_path / "new"))


@pytest.mark.parametrize("entry", entries(), ids=[entry.name for entry in entries()])
def test_every_entry_of_the_catalogue_is_fetched_by_its_names(
    server: Server, tmp_path: Path, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [file.name for file in entry.mirrors[0].files]
    monkeypatch.setattr("diynn.data.sources.download._is_genuine", lambda path, _: path.exists())
    for number, name in enumerate(wanted):
        monkeypatch.setitem(CONTENT, name, bytes([number]))
    list(fetch(entry, [server.url("good")], folder=tmp_path))
    place = tmp_path / entry.places[0]
    assert names_in(place) == sorted(wanted)
    assert [(place / name).read_bytes()[0] for name in wanted] == list(range(len(wanted)))


def names_in(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir()) if folder.exists() else []


def failure(reports: Iterator[Progress]) -> DiynnError:
    with pytest.raises(DiynnError) as caught:
        for _ in reports:
            pass
    return caught.value


def test_all_files_arrive_with_growing_progress(server: Server, tmp_path: Path) -> None:
    reports = list(fetch(entry_at(server.url("good")), folder=tmp_path / "new" / "data"))
    for name, content in CONTENT.items():
        assert (tmp_path / "new" / "data" / name).read_bytes() == content
    assert names_in(tmp_path / "new" / "data") == sorted(CONTENT)
    done = [report.done for report in reports]
    total = sum(map(len, CONTENT.values()))
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, total)
    assert {report.total for report in reports} == {total}
    assert len(reports) > 12
    assert [report.file for report in (reports[0], reports[-1])] == ["one.bin", "two.bin"]


def test_what_is_there_is_not_fetched_again(server: Server, tmp_path: Path) -> None:
    (tmp_path / "one.bin").write_bytes(CONTENT["one.bin"])
    (tmp_path / "two.bin").write_bytes(b"an old and broken copy")
    reports = list(fetch(entry_at(server.url("good")), folder=tmp_path))
    assert server.asked == ["/good/two.bin"]
    assert (tmp_path / "two.bin").read_bytes() == CONTENT["two.bin"]
    assert reports[-1].done == reports[-1].total


@pytest.mark.parametrize(
    ("manner", "reason"),
    [
        ("404", "no longer there"),
        ("503", "refused “one.bin” (503)"),
        ("wrong", "check sum"),
        ("endless", "check sum"),
        ("truncated", "broke off"),
        ("reset", "broke off"),
        ("silent", "silent for 0.3 seconds"),
        ("stalls", "silent for 0.3 seconds"),
    ],
)
def test_a_bad_server_leaves_nothing_and_is_reported(
    server: Server, tmp_path: Path, manner: str, reason: str
) -> None:
    error = failure(fetch(entry_at(server.url(manner)), folder=tmp_path, timeout=0.3))
    assert isinstance(error, DataError)
    assert reason in str(error)
    assert "127.0.0.1" in str(error)
    assert str(tmp_path) in error.how()
    assert names_in(tmp_path) == []


def test_the_next_mirror_is_tried(server: Server, tmp_path: Path) -> None:
    entry = entry_at(*map(server.url, ("404", "wrong", "truncated", "good", "503")))
    for _ in fetch(entry, folder=tmp_path):
        pass
    assert names_in(tmp_path) == sorted(CONTENT)
    assert not any("503" in path for path in server.asked)


def test_other_addresses_replace_the_mirrors(server: Server, tmp_path: Path) -> None:
    entry = entry_at(server.url("404"))
    for _ in fetch(entry, [server.url("404"), server.url("good")], tmp_path):
        pass
    assert names_in(tmp_path) == sorted(CONTENT)


def test_every_mirrors_reason_is_reported(server: Server, tmp_path: Path) -> None:
    error = failure(fetch(entry_at(server.url("404"), server.url("wrong")), folder=tmp_path))
    assert "no longer there" in str(error)
    assert "check sum" in str(error)


def test_a_server_that_declares_an_encoding_gets_no_unpacking(
    server: Server, tmp_path: Path
) -> None:
    for _ in fetch(entry_at(server.url("encoded")), folder=tmp_path):
        pass
    assert (tmp_path / "one.bin").read_bytes() == CONTENT["one.bin"]


@pytest.mark.parametrize("reports_taken", [1, 2, 4])
def test_cancelled_between_two_reports_leaves_nothing(
    server: Server, tmp_path: Path, reports_taken: int
) -> None:
    reports = fetch(entry_at(server.url("good")), folder=tmp_path)
    for _ in range(reports_taken):
        next(reports)
    if reports_taken > 1:
        assert [Path(name).suffix for name in names_in(tmp_path)] == [".part"]
    reports.close()
    assert names_in(tmp_path) == []


def test_cancelled_while_the_server_stalls(server: Server, tmp_path: Path) -> None:
    reports = fetch(entry_at(server.url("stalls")), folder=tmp_path)
    while next(reports).done < 30_000:
        pass
    reports.close()
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("manner", ["silent", "drips", "stalls"])
def test_reports_come_whatever_the_server_does(
    server: Server, tmp_path: Path, manner: str
) -> None:
    # The time-out is far away: only a report that does not wait for the server can come so soon.
    reports = fetch(entry_at(server.url(manner)), folder=tmp_path, timeout=600)
    first = [next(reports) for _ in range(6)]
    assert {report.file for report in first} == {"one.bin"}
    if manner == "drips":
        while next(reports).done == 0:
            pass
        assert next(reports).done < 100
    reports.close()
    assert names_in(tmp_path) == []
    assert not server.released.is_set()


def test_the_connection_ends_when_a_download_is_given_up(server: Server, tmp_path: Path) -> None:
    reports = fetch(entry_at(server.url("listens")), folder=tmp_path, timeout=600)
    while next(reports).done == 0:
        pass
    reports.close()
    assert server.hung_up.wait(5)
    assert names_in(tmp_path) == []


@pytest.mark.parametrize(
    "place",
    [
        "http://[::1/x", "http://[::1]x:80/", "http://x:99999999/", "http://x:port/",
        "//[",
    ],
)  # fmt: skip
def test_a_redirect_to_no_address(server: Server, tmp_path: Path, place: str) -> None:
    server.places.put(place)
    error = failure(fetch(entry_at(server.url("astray")), folder=tmp_path, timeout=5))
    assert "not valid" in str(error)
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x", "x:y"])
def test_a_redirect_to_another_kind_of_place(server: Server, tmp_path: Path, place: str) -> None:
    server.places.put(place)
    error = failure(fetch(entry_at(server.url("astray")), folder=tmp_path, timeout=5))
    assert "not valid" in str(error)


def test_a_redirect_is_followed_but_not_for_ever(server: Server, tmp_path: Path) -> None:
    server.places.put("/good/one.bin")
    server.places.put(server.url("good/two.bin"))
    for _ in fetch(entry_at(server.url("astray")), folder=tmp_path):
        pass
    assert names_in(tmp_path) == sorted(CONTENT)
    for _ in range(30):
        server.places.put("/astray/one.bin")
    error = failure(fetch(entry_at(server.url("astray")), folder=tmp_path / "new", timeout=5))
    assert "one place after the other" in str(error)


def test_cancelled_in_the_second_file_keeps_the_first(server: Server, tmp_path: Path) -> None:
    reports = fetch(entry_at(server.url("good")), folder=tmp_path)
    while next(reports).file == "one.bin":
        pass
    next(reports)
    reports.close()
    assert names_in(tmp_path) == ["one.bin"]


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        assert "cannot be reached" in str(failure(fetch(entry_at(address), folder=tmp_path)))


def test_a_name_that_nobody_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    error = failure(fetch(entry_at("http://data.example"), folder=tmp_path))
    assert "there is no network" in str(error)


def test_no_room_on_the_disk_ends_at_once(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    entry = entry_at(server.url("good"), server.url("good"))
    error = failure(fetch(entry, folder=tmp_path))
    assert isinstance(error, FileError)
    assert "no room" in str(error)
    assert server.asked == ["/good/one.bin"]
    assert names_in(tmp_path) == []


def test_a_folder_that_cannot_be_written_to(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    error = failure(fetch(entry_at(server.url("good")), folder=tmp_path / "file" / "data"))
    assert isinstance(error, FileError)
    assert "cannot be written to" in str(error)


def test_the_catalogue_is_complete() -> None:
    for entry in entries():
        for mirror in entry.mirrors:
            assert mirror.address.startswith("https://")
            assert mirror.address.endswith("/")
            assert tuple(file.name for file in mirror.files) in entry.variants
            assert all(len(file.sha256) == 64 and file.size > 1000 for file in mirror.files)


def test_recompressed_usps_is_taken_for_its_content(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gzip

    source = Path(os.environ.get("DIYNN_DATA", ""), "zip.test.gz")
    if not source.is_file():
        pytest.skip("the folder DIYNN_DATA has no zip.test.gz")
    text = gzip.decompress(source.read_bytes())
    file = entry_named("usps").mirrors[0].files[1]
    entry = Entry("usps", "USPS", (Mirror(server.url("good") + "/", (file,)),), ((file.name,),))
    monkeypatch.setitem(CONTENT, file.name, gzip.compress(text, 1))
    for _ in fetch(entry, folder=tmp_path):
        pass
    assert names_in(tmp_path) == ["zip.test.gz"]
    (tmp_path / file.name).unlink()
    changed = gzip.compress(text.replace(b"0.148", b"0.149", 1), 1)
    monkeypatch.setitem(CONTENT, file.name, changed)
    assert "check sum" in str(failure(fetch(entry, folder=tmp_path)))
