"""Long answers on their way: no client takes the disk of all, and who takes them too slowly is left."""

import asyncio
from pathlib import Path

import pytest
from starlette.requests import ClientDisconnect
from starlette.types import Message, Scope

from kg.serve import http
from kg.serve.http import Outgoing
from kg.serve.limits import BusyError
from kg.serve.work import Reply

LONG = b"x" * 30


@pytest.fixture
def reply(tmp_path: Path) -> Reply:
    return Reply("text/plain", None, tmp_path / "answer", len(LONG), is_packed=False, state="s")


def send(outgoing: Outgoing, reply: Reply, client: str) -> http.Response:
    assert reply.path is not None
    reply.path.write_bytes(LONG)
    return outgoing.sent(reply, {}, client)


def taken(response: http.Response, seconds: float = 0.0) -> bytes:
    """What a client gets that waits so long before each piece."""
    got: list[bytes] = []

    async def take(message: Message) -> None:
        await asyncio.sleep(seconds)
        got.append(message.get("body", b""))

    async def nothing() -> Message:
        raise AssertionError("nothing is asked of the client")

    scope: Scope = {"type": "http", "method": "GET"}
    asyncio.run(response(scope, nothing, take))
    return b"".join(got)


def test_one_client_may_have_half_of_the_disk_and_others_the_rest(reply: Reply) -> None:
    outgoing = Outgoing(100)
    first = send(outgoing, reply, "one")
    with pytest.raises(BusyError, match="too many long answers"):
        send(outgoing, reply, "one")
    others = [send(outgoing, reply, client) for client in ("two", "three")]
    with pytest.raises(BusyError):
        send(outgoing, reply, "four")
    assert [taken(each) for each in (first, *others)] == [LONG] * 3
    assert taken(send(outgoing, reply, "one")) == LONG


def test_an_answer_that_is_larger_than_a_share_goes_to_who_has_no_other(reply: Reply) -> None:
    outgoing = Outgoing(40)
    assert taken(send(outgoing, reply, "one")) == LONG


def test_what_is_refused_leaves_nothing_on_the_disk(reply: Reply) -> None:
    outgoing = Outgoing(10)
    with pytest.raises(BusyError):
        send(outgoing, reply, "one")
    assert reply.path is not None
    assert not reply.path.exists()


def test_who_takes_an_answer_too_slowly_is_left_and_his_share_is_free(
    reply: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "_LATEST", 0.05)
    outgoing = Outgoing(50)
    with pytest.raises(ClientDisconnect):
        taken(send(outgoing, reply, "slow"), seconds=0.2)
    assert taken(send(outgoing, reply, "slow")) == LONG
