"""Mails: what their senders wrote, and what is attached to it."""

import io
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage

import pytest
from formats.given import HTML, PARAGRAPHS, SAMPLE, TEXT, TITLE, articles, blocks, faults, items, one
from formats.test_docx import sample, saved

from kg.article import Article, markup
from kg.article.assembly import filled
from kg.article.readers import mail
from kg.article.source import Options, Source
from kg.errors import RefusedError

MOMENT = datetime(2024, 3, 6, 8, 44, tzinfo=timezone(timedelta(hours=2)))


def message(text: str = TEXT, *, html: str | None = None, **fields: str) -> EmailMessage:
    made = EmailMessage()
    told = {"Subject": TITLE, "From": "Ann Quill <ann@news.example>", "To": "b@news.example", "Date": MOMENT} | {
        "Message-ID": "<7@news.example>"
    }
    for name, value in (told | {name.replace("_", "-"): value for name, value in fields.items()}).items():
        made[name] = value
    made.set_content(text, cte="quoted-printable")
    if html is not None:
        made.add_alternative(html, subtype="html")
    return made


def test_a_plain_part_that_only_names_the_other_is_not_the_text():
    (article,) = items("a.eml", message("Your program shows no HTML: https://a.example/1", html=HTML).as_bytes())
    assert blocks(article)[-1] == ("paragraph", PARAGRAPHS[-1])


def test_a_mail_is_an_article_by_its_sender():
    article = one("a.eml", message().as_bytes())
    assert blocks(article) == SAMPLE
    assert (article.id, article.byline, article.publisher) == ("7@news.example", ("Ann Quill",), None)
    assert article.published == MOMENT


@pytest.mark.parametrize("before", ["Fwd: ", "RE: Fwd: ", "[press-list] ", "Re: [press-list] AW: ", "FW: RE[2]: "])
def test_what_stands_before_a_subject_is_no_title(before):
    assert one("a.eml", message(Subject=before + TITLE).as_bytes()).title == TITLE


def test_a_subject_may_begin_with_what_only_looks_like_it():
    assert one("a.eml", message(Subject="Redress for Norland").as_bytes()).title == "Redress for Norland"


def test_of_a_newsletter_the_page_is_read_and_its_name_is_the_publisher():
    page = (
        "<html><body><div style='display:none'>Preview of talks.</div><table><tr><td><a>View this email"
        f" in your browser</a></td></tr><tr><td>{HTML}</td></tr>"
        "<tr><td>You are receiving this since you signed up. <a>Unsubscribe</a></td></tr>"
        "<tr><td>17 Harbour Street, Norstad</td></tr></table></body></html>"
    )
    letter = message("Plain words.", html=page, From="Norland Times <n@news.example>", List_Id="<daily.news.example>")
    article = one("a.eml", letter.as_bytes())
    assert blocks(article) == SAMPLE
    assert (article.publisher, article.byline) == ("Norland Times", ())


def test_of_other_mails_the_plain_text_is_read_and_html_where_there_is_none():
    assert blocks(one("a.eml", message(html="<p>Other words, said Ann.</p>").as_bytes())) == SAMPLE
    only = message()
    only.set_content(f"<html><body>{HTML}</body></html>", subtype="html")
    assert blocks(one("a.eml", only.as_bytes())) == SAMPLE


def test_what_is_quoted_signed_or_told_at_the_end_is_none_of_it():
    quoted = "On 5 March 2024, Bo Scribe wrote:\n> Did the talks fail?\n> They may have."
    text = f"{TEXT}\n\n{quoted}\n\n-- \nAnn Quill\nNorland Times\n"
    assert blocks(one("a.eml", message(text).as_bytes())) == SAMPLE
    assert (
        blocks(one("a.eml", message(f"{TEXT}\n\nTo unsubscribe, write to us.\n\nHarbour Street").as_bytes())) == SAMPLE
    )


def test_what_is_passed_on_is_read_without_its_head():
    head = f"From: Press Office <p@a.example>\nDate: Wed, 6 Mar 2024\nSubject: Fwd: {TITLE}\nTo: Ann"
    text = f"---------- Forwarded message ---------\n{head}\n\n{TEXT}"
    assert blocks(one("a.eml", message(text).as_bytes())) == SAMPLE


def test_flowed_text_flows():
    half = PARAGRAPHS[0].split()
    flowed = " ".join(half[:7]) + " \n" + " ".join(half[7:]) + "\n\n" + "\n\n".join(PARAGRAPHS[1:])
    made = message(flowed)
    made.set_param("format", "flowed")
    assert blocks(one("a.eml", made.as_bytes())) == SAMPLE


def test_a_mailbox_holds_messages_and_a_line_that_begins_with_from_is_text():
    text = f"{PARAGRAPHS[0]}\n\n>From Norstad the envoy returned on Monday, the ministry said in a statement.\n"
    made = message(text).as_bytes()
    box = b"".join(b"From ann@news.example Wed Mar  6 08:44:00 2024\n" + made + b"\n" for _ in range(3))
    found = articles("a.mbox", box)
    assert [article.source for article in found] == ["a.mbox[1]", "a.mbox[2]", "a.mbox[3]"]
    assert found[0].blocks[2].text.startswith("From Norstad the envoy")


def test_files_that_are_attached_are_articles_of_their_own():
    made = message("See the statement that is attached, please.")
    made.add_attachment(saved(sample()), maintype="application", subtype="octet-stream", filename="statement.docx")
    made.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="logo.png")
    inside = message(Subject="Other talks")
    made.add_attachment(inside)
    found = articles("a.eml", made.as_bytes())
    assert [article.source for article in found] == ["a.eml!statement.docx", "a.eml!mail.eml", "a.eml"]
    assert blocks(found[0]) == SAMPLE
    assert found[1].title == "Other talks"


def test_a_mail_that_only_carries_a_file_is_no_article_itself():
    made = message("")
    made.add_attachment(saved(sample()), maintype="application", subtype="octet-stream", filename="statement.docx")
    assert [article.source for article in articles("a.eml", made.as_bytes())] == ["a.eml!statement.docx"]


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (message(""), "there is no text in it"),
        (message(Subject="Automatic reply: your question"), "a machine wrote"),
        (message(Subject="Undelivered Mail Returned to Sender", From="MAILER-DAEMON@a.example"), "a machine wrote"),
        (message(Auto_Submitted="auto-replied"), "a machine wrote"),
        (message("-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----"), "it is encrypted"),
    ],
)
def test_mails_without_anything_to_tell_are_refused(made, said):
    (line,) = faults(items("a.eml", made.as_bytes()))
    assert said in line


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "x-unknown", None])
def test_the_encoding_is_that_which_the_part_tells_or_the_likeliest(charset):
    told = f"; charset={charset}" if charset else ""
    data = (
        f"From: a@b.example\r\nTo: c@d.example\r\nSubject: {TITLE}\r\nContent-Type: text/plain{told}\r\n\r\n".encode()
    )
    for encoding in ("utf-8", "cp1252") if charset in (None, "x-unknown") else (charset,):
        article = one("a.eml", data + "The café was hit on Monday, officials said.".encode(encoding))
        assert article.blocks[1].text == "The café was hit on Monday, officials said."


def test_a_page_that_a_browser_saved_is_read_as_a_page():
    page = "\r\n".join([
        "From: <Saved by Blink>", "Snapshot-Content-Location: https://news.example/a", f"Subject: {TITLE}",
        "MIME-Version: 1.0", 'Content-Type: multipart/related; type="text/html"; boundary="b"', "", "--b",
        "Content-Type: text/html; charset=utf-8", "Content-Location: https://news.example/a", "",
        f"<html>{HTML}</html>",
        "--b", "Content-Type: image/png", "", "x", "--b--", "",
    ])  # fmt: skip
    handed = []

    def inner(part: Source):
        handed.append((part.name, part.address, part.media_type, part.charset))
        yield filled(Article(part.name, (), title=TITLE), markup.lines(part.file.read().decode()))

    (article,) = mail.read(Source("a.mht", io.BufferedReader(io.BytesIO(page.encode()))), Options(), inner)
    assert blocks(article) == SAMPLE
    assert handed == [("a.mht!page.html", "https://news.example/a", "text/html", "utf-8")]


def nested(depth: int) -> bytes:
    heads = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return f"From: a@b.example\nTo: c@d.example\nSubject: x\nDate: x\n{heads}\nIt rains.\n".encode()


@pytest.mark.parametrize(
    "data",
    [
        nested(2000),
        b"From: a@b.example\nTo: " + b"a@b.example, " * 50_000 + b"\nSubject: x\nDate: y\n\nIt rains, he said.\n",
        b"From: =?x?q?=?= <a\nTo: b\nSubject: =?utf-8?b?"
        + b"A" * 100_000
        + b"?=\nDate: Mon, 99 Foo 99999\n\nIt rains.\n",
        b'From: a@b\nTo: b\nSubject: x\nContent-Type: text/plain; charset="' + b"x" * 1000 + b'"\n\nIt rains.\n',
        message().as_bytes()[:200],
    ],
    ids=["nested", "addresses", "words", "charset", "cut"],
)
def test_what_strangers_write_into_mails_costs_no_more_than_its_length(data):
    (found,) = items("a.eml", data)
    assert isinstance(found, Article | RefusedError)


def test_a_message_too_large_is_refused_and_the_others_of_its_box_are_read(monkeypatch):
    monkeypatch.setattr(mail, "_LARGEST", 5000)
    begin = b"From ann@news.example Wed Mar  6 08:44:00 2024\n"
    large = message("It rains. " * 2000).as_bytes()
    found = items("a.mbox", begin + message().as_bytes() + b"\n" + begin + large + b"\n" + begin + message().as_bytes())
    assert [type(item) for item in found] == [Article, RefusedError, Article]
    assert faults(found)[0].startswith("a.mbox[2]: this is larger than")
