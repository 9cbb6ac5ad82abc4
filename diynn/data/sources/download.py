"""Bring a data set of the catalogue to this machine, chunk by chunk."""

from __future__ import annotations

import errno
import os
import socket
import tempfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO
from urllib.parse import urljoin, urlsplit

from diynn.data.sources.catalogue import FOLDER_VARIABLE, Entry, Mirror, RemoteFile, cache_folder
from diynn.data.sources.usps import part_sha256
from diynn.errors import DataError, FileError
from diynn.text import short
from diynn.workers import abandonable

_CHUNK = 16 * 1024
_TOO_LONG = 4
"""A file that grows beyond this many times its size is not the one that was asked for."""
_MOST_REDIRECTS = 10

_NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}  # Windows knows no quotas


@dataclass(frozen=True)
class Progress:
    """How far a download is: `done` of `total` bytes of all files, and the `file` under way."""

    file: str
    done: int
    total: int


def fetch(
    entry: Entry, base_urls: Sequence[str] | None = None, folder: Path | None = None,
    timeout: float = 20.0,
) -> Generator[Progress, None, None]:  # fmt: skip
    """Download what `entry` needs, mirror after mirror until one has given all files.

    Yields a report about every 16 kB, and the last one again twenty times a second whatever the
    server does. Closing the generator between two reports leaves neither a half nor a temporary
    file; files that were complete by then stay and are not fetched again.
    `base_urls` replaces the addresses of the mirrors, `folder` the cache, within which the files go
    to the entry's first place; `timeout` is the longest silence of a server, in seconds.

    Raises DataError with the reason each mirror failed for, FileError if the files cannot be
    written.
    """
    folder = (folder or cache_folder()) / entry.places[0]
    mirrors = entry.mirrors
    if base_urls is not None:
        mirrors = tuple(
            replace(mirror, address=url.rstrip("/") + "/")
            for url in base_urls
            for mirror in _different(entry)
        )
    reasons: list[tuple[str, DataError]] = []
    for mirror in mirrors:
        try:
            yield from _from_mirror(mirror, folder, timeout)
        except DataError as error:
            reasons.append((urlsplit(mirror.address).netloc, error))
        else:
            return
    raise DataError(
        "{title} could not be downloaded. {reasons}",
        "Check the connection to the network and try again, or copy the files by hand into "
        "“{folder}”.",
        title=entry.title, folder=str(folder),
        reasons=" ".join(f"{host}: {error.what()}" for host, error in reasons),
        causes=tuple(error for _, error in reasons),
    )  # fmt: skip


def _different(entry: Entry) -> tuple[Mirror, ...]:
    """The entry's mirrors without those that offer the same files as an earlier one."""
    return tuple({mirror.files: mirror for mirror in reversed(entry.mirrors)}.values())[::-1]


def _from_mirror(mirror: Mirror, folder: Path, timeout: float) -> Iterator[Progress]:
    total = sum(file.size for file in mirror.files)
    before = 0
    for file in mirror.files:
        yield Progress(file.name, before, total)
        if not _is_here(folder / file.name, file):
            url = mirror.address + file.name
            for done in _downloaded(url, folder / file.name, file, timeout):
                yield Progress(file.name, before + min(done, file.size), total)
        before += file.size
    yield Progress(mirror.files[-1].name, total, total)


def _is_here(path: Path, file: RemoteFile) -> bool:
    try:
        return path.is_file() and _is_genuine(path, file)
    except OSError:
        return False


def _is_genuine(path: Path, file: RemoteFile) -> bool:
    import pooch

    if pooch.file_hash(str(path), alg="sha256") == file.sha256:
        return True
    if not file.digits_sha256:
        return False
    try:
        return part_sha256(path) == file.digits_sha256
    except (DataError, FileError):
        return False


def _downloaded(url: str, path: Path, file: RemoteFile, timeout: float) -> Iterator[int]:
    """Download into a temporary neighbour of `path`, check it, and rename it; yields bytes done."""
    with _writing(path.parent), _temporary_beside(path) as (temporary, output):
        done = 0
        with output, closing(_pieces(url, timeout)) as pieces:
            for piece in pieces:
                output.write(piece)
                done += len(piece)
                if done > _TOO_LONG * max(file.size, _CHUNK):
                    break
                yield done
            output.flush()
            os.fsync(output.fileno())
        if not _is_genuine(temporary, file):
            raise DataError(
                "“{file}” arrived, but it is not the right file (its check sum differs).",
                "Try again later.",
                file=file.name,
            )
        os.replace(temporary, path)


@contextmanager
def _temporary_beside(path: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        yield Path(name), os.fdopen(number, "wb")
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Turn what the system says about writing into FileError."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise FileError(
                "There is no room left in “{folder}”.",
                "Make room on the disk and try again.",
                folder=str(folder),
            ) from error
        raise FileError(
            "“{folder}” cannot be written to: {reason}.",
            "Choose another folder with the variable {variable}, or ask for permission.",
            folder=str(folder), reason=error.strerror or str(error), variable=FOLDER_VARIABLE,
        ) from error  # fmt: skip


def _pieces(url: str, timeout: float) -> Generator[bytes]:
    """What the server sends for `url`, as it is; an empty piece whenever it is silent for a while.

    Closing this ends the connection at once, whatever the server does; its thread ends with that,
    or with the time-out where the server has not begun to answer.
    """
    connections: list[socket.socket] = []
    answer = partial(_answer, url, timeout, connections)
    with closing(abandonable(answer, "diynn-download")) as pieces:
        try:
            for piece in pieces:
                yield piece or b""
        finally:
            for connection in connections:
                # It wakes the thread that reads, and waits for none.
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)


def _answer(url: str, timeout: float, connections: list[socket.socket]) -> Generator[bytes]:
    """What the server sends for `url`; DataError with the reason if it does not. A second handle of
    the connection that answers is put among `connections`."""
    import requests
    import urllib3

    try:
        for _ in range(_MOST_REDIRECTS):
            # A server that unpacks a .gz on the way would spoil the check sum: ask for it as it is.
            # Redirects are followed here: requests loses its connection over a broken address.
            with requests.get(
                url, stream=True, timeout=timeout, headers={"Accept-Encoding": "identity"},
                allow_redirects=False,
            ) as response:  # fmt: skip
                if response.is_redirect:
                    url = urljoin(url, response.headers["location"])
                    continue
                if response.status_code != 200:
                    raise _refused(url, response.status_code)
                handle = response.raw.fileno()
                with socket.fromfd(handle, socket.AF_INET, socket.SOCK_STREAM) as connection:
                    connections.append(connection)
                    # As it comes: a server that drips would keep a larger piece waiting for ever.
                    while piece := response.raw.read1(_CHUNK, decode_content=False):
                        yield piece
                return
        raise DataError("The server refers to one place after the other.", "Try again later.")
    except ValueError as error:  # requests, urllib3 and Python each say so in their own way
        raise DataError(
            "The server's address, or one that it refers to, is not valid.", "Try again later."
        ) from error
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        raise _lost(error, timeout) from error


def _refused(url: str, status: int) -> DataError:
    name = url.rsplit("/", 1)[-1]
    if status in (404, 410):
        return DataError(
            "“{file}” is no longer there ({status}).", "Try again later.", file=name, status=status
        )
    return DataError(
        "The server refused “{file}” ({status}).", "Try again later.", file=name, status=status
    )


def _lost(error: BaseException, timeout: float) -> DataError:
    """Why a connection failed. The telling error may lie deep inside the one that was raised."""
    import requests
    import urllib3

    inside = list(_causes(error))

    def any_is(*kinds: type[BaseException]) -> bool:
        return any(isinstance(cause, kinds) for cause in inside)

    if any_is(urllib3.exceptions.NameResolutionError, socket.gaierror):
        return DataError(
            "The server's name is not known: there is no network, or a proxy is needed.",
            "Check the connection to the network.",
        )
    # Before the time-outs, of which urllib3 counts it as one.
    if any_is(urllib3.exceptions.NewConnectionError, ConnectionRefusedError):
        return DataError("The server cannot be reached.", "Check the connection to the network.")
    if any_is(requests.Timeout, urllib3.exceptions.TimeoutError, TimeoutError):
        return DataError(
            "The server was silent for {seconds} seconds.",
            "Try again later.",
            seconds=short(timeout),
        )
    if any_is(requests.exceptions.ProxyError, urllib3.exceptions.ProxyError):
        return DataError("The proxy let nothing through.", "Check the settings of the proxy.")
    if any_is(requests.exceptions.SSLError, urllib3.exceptions.SSLError):
        return DataError(
            "No safe connection could be made.", "Check this machine's date and its proxy."
        )
    return DataError("The connection broke off on the way.", "Try again.")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """`error`, and all errors it was raised from or carries as its reason."""
    waiting, seen = [error], set[int]()
    while waiting:
        cause = waiting.pop()
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        linked = (cause.__cause__, cause.__context__, getattr(cause, "reason", None), *cause.args)
        waiting += [other for other in linked if isinstance(other, BaseException)]
