"""The page on serving is true: its addresses answer, and its proxy works below a path."""

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import lxml.html
import pytest
import requests
import servers
from serving import process


@pytest.fixture(scope="module")
def page(checkout: Path) -> str:
    return (checkout / "docs" / "serving.md").read_text("utf-8")


def test_each_address_of_the_table_answers(served: str, page: str) -> None:
    article = requests.get(f"{served}/queries/articles?limit=1", timeout=30).json()[0]["article"]
    fact = requests.get(f"{served}/queries/sanctions?limit=1", timeout=30).json()[0]["sanction"].rpartition("#")[2]
    known = {
        "/queries/NAME?param=…": "/queries/who-said?about=USA",
        "/fact/ID": f"/fact/{fact}",
        "/search?q=…": "/search?q=lavrov",
        "/about?iri=…": "/about?iri=wd:Q159",
        "/article/…": f"/article/{article.rpartition('/')[2]}",
        "/graphs?graph=IRI": "/graphs?graph=https://kg.example/graph/actors",
        "/actor/…": None,
        "/place/…": None,
    }
    told = [name for row in re.findall(r"^\| (`/.*?) \|", page, re.MULTILINE) for name in re.findall(r"`([^`]+)`", row)]
    assert len(told) > 12
    for name in told:
        address = known.get(name, name)
        if address is not None:
            assert requests.get(served + address, timeout=60).status_code == 200, address


@pytest.mark.parametrize(
    "address",
    [
        "/openapi.json",
        "/queries",
        "/queries/articles",
        "/sparql",
        "/sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%2099",
        "/graphs?default",
        "/.well-known/void",
        "/terms.json",
        "/",
    ],
)
def test_answers_have_an_etag_and_are_gzipped(served: str, address: str) -> None:
    plain = requests.get(served + address, headers={"Accept-Encoding": "identity"}, timeout=60)
    packed = requests.get(served + address, headers={"Accept-Encoding": "gzip"}, timeout=60)
    assert (plain.headers.get("Content-Encoding"), packed.headers["Content-Encoding"]) == (None, "gzip")
    assert plain.content == packed.content
    assert {"Accept", "Accept-Encoding"} <= set(plain.headers["Vary"].split(", ")) & set(
        packed.headers["Vary"].split(", ")
    )
    again = requests.get(served + address, headers={"If-None-Match": packed.headers["ETag"]}, timeout=60)
    assert (again.status_code, again.content) == (304, b"")
    other = {"If-None-Match": packed.headers["ETag"], "Host": "b.example"}
    assert requests.get(served + address, headers=other, timeout=60).status_code == 200


def test_the_addresses_of_notebooks_and_spreadsheets_answer(served: str, page: str) -> None:
    paths = re.findall(r"(?:\{at\}|8000|\")(/queries/[a-z-]+\?[^\s\"`)]*)", page)
    assert len(paths) >= 4
    for path in paths:
        assert len(requests.get(served + path, timeout=30).text) > 100, path


def test_the_container_is_built_of_files_that_exist(checkout: Path) -> None:
    text = (checkout / "docs" / "deploy" / "Containerfile").read_text()
    copied = [part for line in re.findall(r"^COPY (?!--from)(.*)$", text, re.MULTILINE) for part in line.split()[:-1]]
    assert "kg" in copied
    for name in copied:
        assert (checkout / name).exists(), name


def test_pages_work_below_a_path_behind_nginx(store: Path, checkout: Path, tmp_path: Path) -> None:
    port, inner = servers.free_port(), servers.free_port()
    public = f"http://127.0.0.1:{port}/kg"
    with process(store, "--url", public, "--port", str(inner)), nginx(checkout, tmp_path, port, inner):
        front = requests.get(f"{public}/", headers={"Accept": "text/html"}, timeout=30)
        links = [link for _, _, link, _ in lxml.html.fromstring(front.content, base_url=front.url).iterlinks()]
        ours = [requests.compat.urljoin(front.url, link) for link in links if not link.startswith("http")] + [
            link for link in links if link.startswith(public)
        ]
        assert len(ours) > 5
        for link in set(ours):
            assert link.startswith(public), link
            answer = requests.get(link, headers={"Accept": "text/html, */*;q=0.5"}, timeout=30)
            assert answer.status_code == 200, link
        endpoint = requests.get(f"{public}/sparql", headers={"Accept": "text/turtle"}, timeout=30)
        assert f"<{public}/sparql>" in endpoint.text
        assert requests.get(f"{public}/openapi.json", timeout=30).json()["servers"] == [{"url": public}]


@contextmanager
def nginx(checkout: Path, folder: Path, port: int, inner: int) -> Iterator[None]:
    """The nginx of our page, without its certificate."""
    command = [servers.nginx_binary(), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "log")]
    own = (checkout / "docs" / "deploy" / "nginx.conf").read_text()
    own = re.sub(r"^ *ssl_.*\n", "", own, flags=re.MULTILINE).replace("443 ssl", f"127.0.0.1:{port}")
    own = own.replace("127.0.0.1:8000", f"127.0.0.1:{inner}")
    paths = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    text = f"daemon off; pid {folder}/pid; error_log {folder}/log; events {{}} http {{ access_log off; {paths} {own} }}"
    (folder / "nginx.conf").write_text(text)
    with subprocess.Popen(command) as running:
        try:
            for _ in range(100):
                try:
                    requests.get(f"http://127.0.0.1:{port}/kg/health", timeout=2)
                    break
                except requests.ConnectionError:
                    time.sleep(0.05)
            yield
        finally:
            running.terminate()
