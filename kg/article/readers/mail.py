"""Mails: one message (.eml), a mailbox (mbox), or a page that a browser saved as one (MHTML)."""

import email
import email.utils
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32, default
from typing import Any, Final, cast

from kg.article import (
    addresses,
    clean,
    encodings,
    formats,
    forwarded,
    mailtext,
    mailwords,
    parts,
    people,
    sources,
    times,
)
from kg.article.assembly import filled
from kg.article.clean import squeeze
from kg.article.forwarded import Head
from kg.article.mailtext import Text
from kg.article.model import Article
from kg.article.source import Inner, Options, Read, Source
from kg.errors import RefusedError, SourceError

_log = logging.getLogger(__name__)

_LARGEST: Final = 3 * sources.LIMIT
"""Bytes of one message: what is attached is written in four letters for three bytes."""

_FROM: Final = re.compile(rb"From \S+.*\d{4}\s*$")
_QUOTED_FROM: Final = re.compile(rb">+From ")
_LONGEST_FIELD: Final = 2000
_MOST_PARTS: Final = 500
_MOST_BOUNDARIES: Final = 10_000
_FAULTS: Final = (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError)
"""What the email package raises on what strangers write into headers."""

_AUTOMATIC: Final = "a reply or report that a machine wrote"
_ENCRYPTED_TYPES: Final = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_ENCRYPTED: Final = "-----BEGIN PGP MESSAGE-----"
_MAIL_TYPE: Final = "message/rfc822"
_PAGE: Final = "page.html"
_STUB: Final = 0.5
"""Of the size of the HTML of a mail; quotations and signatures are cut off its plain text alone."""


class _Bounded(Compat32):
    """Fields that are too long to be true are cut: to take their parameters apart takes time by their square."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_FIELD]


def read(source: Source, options: Options, inner: Inner) -> Read:
    """The articles of a mail or mailbox: each message one, and each file attached that is of a readable format."""
    if not source.file.peek(5).startswith(b"From "):
        data = source.file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise SourceError(f"this is larger than {_LARGEST // 1024 // 1024} MB", where=source.name)
        yield from _message(data, source, inner)
        return
    for number, message in enumerate(_messages(source), 1):
        where = f"{source.name}[{number}]"
        if message is None:
            yield RefusedError(f"this is larger than {_LARGEST // 1024 // 1024} MB", where=where)
        else:
            yield from _message(message, replace(source, name=where), inner)


def _messages(source: Source) -> Iterator[bytes | None]:
    """The messages of a mailbox; None for one that is too large."""
    kept: list[bytes] = []
    size, after_blank = 0, True
    for line in sources.lines(source.file):
        if isinstance(line, RefusedError):
            size = _LARGEST + 1
            continue
        if after_blank and _FROM.match(line):
            if kept or size > _LARGEST:
                yield b"".join(kept) if size <= _LARGEST else None
            kept, size, after_blank = [], 0, False
            continue
        after_blank = not line.strip()
        size += len(line)
        if size <= _LARGEST:
            kept.append(line[1:] if _QUOTED_FROM.match(line) else line)
        else:
            kept.clear()
    if kept or size > _LARGEST:
        yield b"".join(kept) if size <= _LARGEST else None


def _message(data: bytes, source: Source, inner: Inner) -> Read:
    if data.count(b"\n--") > _MOST_BOUNDARIES:
        yield RefusedError("this mail has too many parts", where=source.name)
        return
    try:
        message = email.message_from_bytes(data, policy=_Bounded())
        listed = [part for part, _ in zip(message.walk(), range(_MOST_PARTS), strict=False)]
        for part in listed:
            _forget_unknown_charset(part)
    except _FAULTS:
        yield RefusedError("this mail cannot be taken apart", where=source.name, hint="it is nested or written wrongly")
        return
    if page := _page(message, listed):
        yield from _saved(page, message, source, inner)
        return
    held, own = 0, _own_parts(listed)
    for item in _attached(message, own, source, inner):
        held += isinstance(item, Article)
        yield item
    if held and _passes_on_attached(message, own):
        return
    try:
        yield _article(message, own, source)
    except RefusedError as refused:
        if not held:  # else the mail only carries what is attached
            yield refused


def _page(message: Message, listed: list[Any]) -> Any | None:
    """The part that is the page of a browser's archive; None where this is a mail."""
    pages = [part for part in listed if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if message.get_content_type() != "multipart/related" or not pages or _field(message, "To"):
        return None
    is_saved = _field(message, "Snapshot-Content-Location") or _field(pages[0], "Content-Location")
    return pages[0] if is_saved else None


def _saved(page: Any, message: Message, source: Source, inner: Inner) -> Read:
    address = _field(message, "Snapshot-Content-Location") or _field(page, "Content-Location") or ""
    charset = page.get_content_charset()
    part = source.within(
        _PAGE, _bytes(page), media_type="text/html", charset=charset, address=addresses.mended(address)
    )
    yield from inner(part)


def _article(message: Message, own: list[Any], source: Source) -> Article:
    """The article of a message; of one that passes on another, that one, with what its own header tells."""
    subject = _field(message, "Subject") or ""
    title = mailwords.subject(subject)
    _refuse_machines(message, title, source.name)
    name, _ = _sender(message)
    is_letter = bool(_field(message, "List-Id") or _field(message, "List-Unsubscribe"))
    outer = Head({"subject": subject, "to": _field(message, "To") or "", "cc": _field(message, "Cc") or ""})
    text = _body(own, outer, source, is_letter=is_letter)
    if any(line.text.startswith(_ENCRYPTED) for line in text.lines) or any(
        part.get_content_type() in _ENCRYPTED_TYPES for part in own
    ):
        raise RefusedError("it is encrypted", where=source.name, hint="save it without")
    archived = (_field(message, "Archived-At") or "").strip("<> ")
    told = Article(
        source.name,
        (),
        id=(_field(message, "Message-ID") or "").strip("<> ") or None,
        url=addresses.mended(archived),
    )
    if text.passed_on:
        head = text.passed_on
        byline = people.names([head.sender]) if head.sender else ()
        told = replace(told, title=head.title, published=_time_of(head, source.name), byline=byline)
    else:
        byline = () if is_letter or not name else people.names([name])
        publisher = name if is_letter else None
        published = _date(message, source.name)
        told = replace(told, title=title or None, published=published, publisher=publisher, byline=byline)
    return filled(told, text.lines)


def _refuse_machines(message: Message, title: str, where: str) -> None:
    told = mailwords.patterns()
    _, address = _sender(message)
    is_reply = (_field(message, "Auto-Submitted") or "").lower().startswith("auto-replied")
    is_report = message.get_content_type() == "multipart/report" or _field(message, "X-Failed-Recipients")
    is_machine = told["automatic_senders"].match(address) or told["automatic_subjects"].match(title)
    if is_reply or is_report or is_machine or _field(message, "X-Autoreply"):
        raise RefusedError(_AUTOMATIC, where=where)


def _body(own: list[Any], head: Head, source: Source, *, is_letter: bool) -> Text:
    """The text: of a newsletter its HTML, which is laid out with care; of other mails what is plain.

    A plain part that has but a fraction of the other says only that there is one. Where but one of the two shows that
    it passes on another mail, that is the one.
    """
    bodies = [part for part in own if not part.is_multipart() and not _is_attached(part)]
    read = {"text/plain": _plain, "text/html": _marked_up}
    found = {
        kind: reader(part, head, source)
        for kind, reader in read.items()
        if (part := next((part for part in bodies if part.get_content_type() == kind), None)) is not None
    }
    plain, marked_up = (found.get(kind, Text([])) for kind in read)
    if plain.lines and marked_up.lines and bool(plain.passed_on) != bool(marked_up.passed_on):
        return plain if plain.passed_on else marked_up
    if marked_up.lines and (is_letter or _size(plain) < _size(marked_up) * _STUB):
        return marked_up
    return plain if plain.lines else marked_up


def _plain(part: Any, head: Head, source: Source) -> Text:
    is_flowed = (part.get_param("format") or "").lower() == "flowed"
    is_closed_up = (part.get_param("delsp") or "").lower() == "yes"
    text = clean.few_lines(_text(part), source.name)
    return mailtext.plain(text, head, is_flowed=is_flowed, is_closed_up=is_closed_up)


def _marked_up(part: Any, head: Head, source: Source) -> Text:
    return mailtext.marked_up(clean.few_lines(_text(part), source.name), head)


def _size(text: Text) -> int:
    return sum(len(line.text) for line in text.lines)


def _attached(message: Message, own: list[Any], source: Source, inner: Inner) -> Read:
    """What of the files attached is of a readable format; logos and calendars are passed over."""
    for number, part in enumerate(own):
        is_mail = part.get_content_type() == _MAIL_TYPE
        if part is message and not is_mail:
            continue
        if is_mail:
            inside = part.get_payload()
            data = inside[0].as_bytes() if isinstance(inside, list) and inside else b""
        elif part.is_multipart() or not (_is_attached(part) or _filename(part)):
            continue
        else:
            data = _bytes(part)
        name = squeeze(_filename(part) or ("mail.eml" if is_mail else f"part {number}"))[:200]
        media_type = part.get_content_type()
        told = formats.told(name, data[: formats.HEAD], media_type)
        if told and told.reader and data:
            charset = part.get_content_charset()
            yield from parts.read(source.within(name, data, media_type=media_type, charset=charset), inner)


def _own_parts(listed: list[Any]) -> list[Any]:
    """The parts of a message that are not those of one which is attached to it."""
    inside: set[int] = set()
    own = []
    for part in listed:
        if id(part) in inside:
            continue
        own.append(part)
        if part.get_content_type() == _MAIL_TYPE:
            inside |= {id(other) for other in part.walk()}
    return own


def _passes_on_attached(message: Message, own: list[Any]) -> bool:
    """Whether a mail only says something of one that is attached to it."""
    subject = _field(message, "Subject") or ""
    attached = [part for part in own if part is not message and _is_mail(part)]
    return bool(attached) and (not subject or mailwords.is_forward(subject))


def _is_mail(part: Any) -> bool:
    return part.get_content_type() == _MAIL_TYPE or (_filename(part) or "").lower().endswith(".eml")


def _is_attached(part: Any) -> bool:
    return bool(part.get_content_disposition() == "attachment")


def _filename(part: Any) -> str | None:
    name = part.get_filename()
    try:
        return str(make_header(decode_header(name))) if name else None
    except _FAULTS:
        return cast("str", name)


def _bytes(part: Any) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except _FAULTS:
        return b""
    return data if isinstance(data, bytes) else b""


def _forget_unknown_charset(part: Any) -> None:
    """Takes away what a part declares and is none: the email package would decode by it."""
    charset = part.get_content_charset()
    if charset and not encodings.known(charset):
        part.del_param("charset")


def _text(part: Any) -> str:
    """The text of a part in the encoding that it tells, or in the likeliest."""
    data = _bytes(part)
    for encoding in (part.get_content_charset(), "utf-8"):
        try:
            return data.decode(encoding or "ascii")
        except (ValueError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def _field(part: Any, name: str) -> str | None:
    """A field of a header, its words decoded."""
    raw = next((value for key, value in part.raw_items() if key.lower() == name.lower()), None)
    try:
        return squeeze(str(default.header_factory(name, str(raw)))) or None if raw else None
    except _FAULTS:
        return None


def _sender(message: Message) -> tuple[str | None, str]:
    """Name and address of who sent it."""
    name, address = email.utils.parseaddr(_field(message, "From") or "")
    return squeeze(name) or None, address


def _date(message: Message, where: str) -> datetime | None:
    written = _field(message, "Date")
    if not written:
        return None
    try:
        moment = email.utils.parsedate_to_datetime(written)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except _FAULTS:
        return _told(times.told(written), written, where)
    return _told(moment if moment.year in times.YEARS else None, written, where)


def _time_of(head: Head, where: str) -> datetime | None:
    return _told(forwarded.time(head.day), head.day, where) if head.day else None


def _told(moment: datetime | None, written: str, where: str) -> datetime | None:
    """A time; that it is none is told."""
    if moment is None:
        _log.warning("%s: its date is %.60r, which is none or not sure: the article has none", where, written)
    return moment
