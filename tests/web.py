"""A web server on this machine that plays what the web does: answers by path, and remembers what it was asked."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """One request; its answer is written by whoever plays its path."""

    protocol_version = "HTTP/1.1"
    web: "Web"

    def do_GET(self) -> None:
        self.web.asked.append(self.path)
        answer = self.web.answers.get(self.path)
        if answer is None:
            self.send(b"no such page", status=404)
        else:
            answer(self)

    def send(self, body: bytes, *, status: int = 200, type: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what was asked is in ``Web.asked``."""


@dataclass
class Web:
    """A site: its address, what it answers by path, what it was asked."""

    address: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def page(self, path: str, body: str | bytes, **options: str) -> str:
        """Puts a page at a path; returns its address."""
        data = body if isinstance(body, bytes) else body.encode()
        self.answers[path] = lambda request: request.send(data, **options)  # type: ignore[arg-type]
        return self.address + path

    def play(self, path: str, answer: Answer) -> str:
        """Has a path answered by a function; returns its address."""
        self.answers[path] = answer
        return self.address + path


@contextmanager
def serving() -> Iterator[Web]:
    """A site that is up."""
    web = Web()
    handler = type("Handler", (Request,), {"web": web})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    web.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
