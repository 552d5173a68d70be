"""Real triple stores on this machine, for tests and benchmarks: Oxigraph's own server, and Virtuoso.

Both listen on a free port of 127.0.0.1, keep their data in a folder of the caller's, and end with the block. Without
the server a test is skipped, but on the machine that lands changes (``CI=true``) a missing one fails it.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from requests.auth import HTTPDigestAuth

START = 60.0
"""Seconds that a server gets to answer for the first time."""

PASSWORD = "dba"
"""Of Virtuoso's administrator, as a new database has it."""

# As Debian's package ships it, but for ports, folders and memory: what a user's server allows, ours does.
_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0

[Parameters]
ServerPort = 127.0.0.1:{sql}
LiteMode = 0
DisableUnixSocket = 1
DisableTcpSocket = 0
ServerThreads = 20
CheckpointInterval = 60
O_DIRECT = 0
CaseMode = 2
MaxStaticCursorRows = 5000
CheckpointAuditTrail = 0
AllowOSCalls = 0
SchedulerInterval = 10
DirsAllowed = ., {folder}, {shared}
ThreadCleanupInterval = 0
ThreadThreshold = 10
ResourcesCleanupInterval = 0
FreeTextBatchSize = 100000
SingleCPU = 0
PrefixResultNames = 0
RdfFreeTextRulesSize = 100
IndexTreeMaps = 64
MaxMemPoolSize = 200000000
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
MaxClientConnections = 10
DavRoot = DAV
EnabledDavVSP = 0
HTTPProxyEnabled = 0
TempASPXDir = 0
DefaultMailServer = localhost:25
ServerThreads = 10
MaxKeepAlives = 10
KeepAliveTimeout = 10
HttpPrintWarningsInOutput = 0
Charset = UTF-8

[SPARQL]
ResultSetMaxRows = 10000
MaxQueryCostEstimationTime = 400
MaxQueryExecutionTime = 60
DeferInferenceRulesInit = 0
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running store.

    Attributes:
        query: where SPARQL queries go.
        update: where SPARQL updates go; Virtuoso asks for the login of its administrator there (digest).
        graphs: where the Graph Store Protocol is spoken; with the same login.
        folder: its data; with Virtuoso also a folder that its bulk loader may read.
        sql: the port of Virtuoso's SQL side, which ``isql-vt`` speaks to; 0 where there is none.
    """

    product: str
    query: str
    update: str
    graphs: str
    folder: Path
    process: subprocess.Popen[bytes]
    sql: int = 0


def oxigraph_binary() -> str:
    """Oxigraph's server, which PyPI's ``oxigraph`` installs beside Python."""
    return _found("oxigraph", Path(sys.executable).parent, "pip install oxigraph")


def virtuoso_binary() -> str:
    return _found("virtuoso-t", Path("/usr/bin"), "apt-get install virtuoso-opensource-7-bin")


def nginx_binary() -> str:
    return _found("nginx", Path("/usr/sbin"), "apt-get install nginx-light")


@contextmanager
def oxigraph(folder: Path, *, port: int = 0) -> Iterator[Server]:
    """Oxigraph's server over a folder; its default graph is the union only where a request asks for it."""
    port = port or free_port()
    at = f"http://127.0.0.1:{port}"
    command = [oxigraph_binary(), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with _running(command, folder) as process:
        _wait(f"{at}/query?query=ASK%7B%7D", process)
        yield Server("oxigraph", f"{at}/query", f"{at}/update", f"{at}/store", folder, process)


@contextmanager
def virtuoso(folder: Path, *, http: int = 0, sql: int = 0, shared: Path | None = None) -> Iterator[Server]:
    """Virtuoso over a folder; ``shared`` is another folder that its bulk loader may read."""
    binary = virtuoso_binary()
    folder.mkdir(parents=True, exist_ok=True)
    http, sql = http or free_port(), sql or free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(folder=folder, http=http, sql=sql, shared=shared or folder))
    at = f"http://127.0.0.1:{http}"
    (folder / "virtuoso.lck").unlink(missing_ok=True)
    with _running([binary, "+foreground", "+configfile", str(ini)], folder) as process:
        _wait(f"{at}/sparql?query=ASK%7B%7D", process)
        crud = f"{at}/sparql-graph-crud-auth"
        yield Server("virtuoso", f"{at}/sparql", f"{at}/sparql-auth", crud, folder, process, sql)


def isql(server: Server, *statements: str) -> str:
    """What Virtuoso answers to SQL of its administrator's."""
    command = ["isql-vt", f"127.0.0.1:{server.sql}", "dba", PASSWORD, "ERRORS=STDOUT", "VERBOSE=OFF", "PROMPT=OFF"]
    text = "".join(f"{statement};\n" for statement in statements)
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def bulk_load(server: Server, folder: Path, pattern: str = "*.nq") -> None:
    """Virtuoso's own bulk loader over the N-Quads files of a folder, as its manual has it."""
    told = isql(server, f"ld_dir('{folder}', '{pattern}', '')", "rdf_loader_run()", "checkpoint")
    failed = isql(server, "select ll_file, ll_error from DB.DBA.LOAD_LIST where ll_error is not null")
    assert "rror" not in told, told
    assert ".nq" not in failed, failed


def clear(server: Server) -> None:
    """Takes every graph of kg's out; Virtuoso has some of its own."""
    if server.product == "oxigraph":
        body = urllib.parse.urlencode({"update": "CLEAR ALL"}).encode()
        urllib.request.urlopen(server.update, body).close()
        return
    select = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), '/graph/')) }"
    asked = urllib.parse.urlencode({"query": select, "format": "text/csv"})
    with urllib.request.urlopen(f"{server.query}?{asked}") as response:
        graphs = response.read().decode().replace('"', "").split()[1:]
    for graph in graphs:
        requests.delete(server.graphs, params={"graph": graph}, auth=HTTPDigestAuth("dba", PASSWORD), timeout=60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


SERVERS: dict[str, Callable[..., "contextmanager[Server]"]] = {"oxigraph": oxigraph, "virtuoso": virtuoso}  # type: ignore[dict-item]


def _found(name: str, beside: Path, install: str) -> str:
    path = str(beside / name) if (beside / name).exists() else shutil.which(name)
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(f"no {name} on this machine ({install})")
    if path is None:
        pytest.skip(f"no {name} on this machine ({install})")
    return path


@contextmanager
def _running(command: list[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    folder.mkdir(parents=True, exist_ok=True)
    log = folder.parent / f"{folder.name}.server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, cwd=folder)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    """Until the server answers; one that ended says so at once."""
    deadline = time.monotonic() + START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    pytest.fail(f"{address} does not answer (exit code {process.poll()})")
