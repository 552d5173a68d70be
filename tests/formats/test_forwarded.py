"""Mails that pass on another one: what was passed on is the article, with its own title, day and sender."""

import base64
from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage

import pytest
from formats.given import PARAGRAPHS, SAMPLE, TEXT, TITLE, articles, blocks, faults, items, one

from kg.article import forwarded
from kg.article.mailwords import is_forward, is_reply

COMMENT = "Have a look at this one, it came in last night."
SENT = datetime(2024, 3, 5, 22, tzinfo=UTC)
GMAIL = (
    f"---------- Forwarded message ---------\nFrom: The Courier <n@c.example>\nDate: Tue, 5 Mar 2024 at 22:00\n"
    f"Subject: {TITLE}\nTo: <b@o.example>, Desk of the Norland Times\n <desk@o.example>\n\n\n{TEXT}\n"
)
THUNDERBIRD = (
    f"-------- Forwarded Message --------\nSubject: \t{TITLE}\nDate: \tTue, 5 Mar 2024 22:00:00 +0000\n"
    f"From: \tThe Courier <n@c.example>\nTo: \tb@o.example\n\n\n\n{TEXT}\n"
)
APPLE = "\n".join(
    f"> {line}"
    for line in (
        "From: The Courier <n@c.example>", "Date: 5 March 2024 at 22:00:00 GMT", f"Subject: {TITLE}", "To: b@o.example",
        "", *TEXT.split("\n"),
    )
)  # fmt: skip
OUTLOOK = (
    "From: The Courier <n@c.example<mailto:n@c.example>>\nSent: Tuesday, March 5, 2024 10:00 PM\n"
    f"To: Boss <b@o.example>; Desk <desk@o.example>\nSubject: {TITLE}\n\n{TEXT}\n"
)
MUTT = (
    "----- Forwarded message from The Courier <n@c.example> -----\n\nDate: Tue, 5 Mar 2024 22:00:00 +0000\n"
    f"From: The Courier <n@c.example>\nTo: b@o.example\nSubject: {TITLE}\n\n{TEXT}\n\n"
    "----- End forwarded message -----\n\nSent by the boss of us all, who says so.\n"
)
FORMS = {
    "gmail": GMAIL,
    "gmail, bold": GMAIL.replace("From:", "*From:*").replace("Date:", "*Date:*").replace("Subject:", "**Subject:**"),
    "thunderbird": THUNDERBIRD,
    "apple": f"Begin forwarded message:\n\n{APPLE}\n",
    "apple, wrapped anew": f"Begin forwarded message:\n\n{APPLE}\n".replace(" after a week", "\nafter a week"),
    "apple, mark and all": "\n".join(
        f"> {line}" for line in f"Begin forwarded message:\n\n{APPLE}".split("\n")
    ).replace("> > ", "> "),
    "outlook": OUTLOOK,
    "outlook, marked": f"-----Original Message-----\n{OUTLOOK}",
    "outlook, on the web": f"________________________________\n{OUTLOOK}",
    "outlook, capitals": OUTLOOK.replace("From:", "FROM:").replace("Sent:", "SENT:").replace("Subject:", "SUBJECT:"),
    "outlook, double spaced": OUTLOOK.replace("\nSent", "\n\nSent").replace("\nTo", "\n\nTo"),
    "mutt": MUTT,
    "yahoo": f"----- Forwarded Message -----\n{OUTLOOK.replace('10:00 PM', 'at 10:00:00 PM GMT')}",
    "notes": f"----- Forwarded by Boss/Norland on 03/06/2024 09:00 AM -----\n\n{OUTLOOK.replace('Sent:', 'Date:')}",
}


def message(text: str, *, html: str | None = None, **fields: str) -> EmailMessage:
    made = EmailMessage()
    told = {"Subject": f"Fwd: {TITLE}", "From": "Boss <boss@o.example>", "Date": "Fri, 29 Mar 2024 10:00:00 +0100"}
    for name, value in (told | fields).items():
        made[name] = value
    made.set_content(text, cte="quoted-printable")
    if html is not None:
        made.add_alternative(html, subtype="html")
    return made


def told(article) -> tuple:
    return article.title, article.published, article.byline, article.publisher


def check(article) -> None:
    assert blocks(article) == SAMPLE
    assert told(article) == (TITLE, SENT, ("The Courier",), None)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("before", ["", f"{COMMENT}\n\n", f"{COMMENT}\n\n-- \nBoss\nNorland Times\n\n"])
def test_of_what_is_passed_on_neither_the_day_nor_the_comment_is_of_who_passed_it_on(form, before):
    check(one("a.eml", message(before + FORMS[form]).as_bytes()))


@pytest.mark.parametrize("form", ["gmail", "apple", "thunderbird", "mutt", "outlook, marked"])
def test_what_is_marked_needs_no_subject_that_says_so(form):
    check(one("a.eml", message(f"{COMMENT}\n\n{FORMS[form]}", Subject="Something of the Courier").as_bytes()))


def test_flowed_text_flows_where_it_is_quoted():
    flowed = APPLE.replace(" after a week", " \n> after a week")
    made = message(f"{COMMENT}\n\nBegin forwarded message:\n\n{flowed}\n")
    made.set_param("format", "flowed")
    check(one("a.eml", made.as_bytes()))


HEAD = "<b>From:</b> The Courier &lt;n@c.example&gt;<br><b>Sent:</b> Tuesday, March 5, 2024 10:00 PM<br>"
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
PAGES = {
    "gmail": (
        f'<div dir="ltr">{COMMENT}<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">'
        '---------- Forwarded message ---------<br>From: <strong class="gmail_sendername">The Courier</strong> '
        '<span dir="auto">&lt;<a href="mailto:n@c.example">n@c.example</a>&gt;</span><br>'
        f"Date: Tue, Mar 5, 2024 at 10:00\u202fPM<br>Subject: {TITLE}<br>To:  &lt;b@o.example&gt;<br></div><br><br>"
        f"{BODY}</div></div>"
    ),
    "apple": (
        f'<div>{COMMENT}</div><br><div>Begin forwarded message:</div><br><blockquote type="cite"><div><b>From: </b>'
        "The Courier &lt;n@c.example&gt;<br></div><div><b>Date: </b>5 March 2024 at 22:00:00 GMT<br></div>"
        f"<div><b>Subject: </b><b>{TITLE}</b><br></div><br>{BODY}</blockquote><div>Sent by the boss of us all.</div>"
    ),
    "apple, mark and all": (
        f'<div>{COMMENT}</div><blockquote type="cite"><div>Begin forwarded message:</div><br><div><b>From: </b>'
        "The Courier &lt;n@c.example&gt;<br></div><div><b>Date: </b>5 March 2024 at 22:00:00 GMT<br></div>"
        f"<div><b>Subject: </b><b>{TITLE}</b><br></div><br>{BODY}</blockquote>"
    ),
    "outlook": (
        f'<p class="MsoNormal">{COMMENT}</p><div style="border-top:solid #E1E1E1 1.0pt"><p>{HEAD}'
        f"<b>To:</b> Boss &lt;b@o.example&gt;<br><b>Subject:</b> {TITLE}</p></div>{BODY}"
    ),
    "thunderbird": (
        f"<p>{COMMENT}</p><div class='moz-forward-container'>-------- Forwarded Message --------<table><tbody>"
        f"<tr><th>Subject: </th><td>{TITLE}</td></tr><tr><th>Date: </th><td>Tue, 5 Mar 2024 22:00:00 +0000</td></tr>"
        f"<tr><th>From: </th><td>The Courier &lt;n@c.example&gt;</td></tr></tbody></table>{BODY}</div>"
    ),
}


@pytest.mark.parametrize("form", PAGES)
def test_so_it_is_in_html(form):
    made = message("")
    made.set_content(f"<html><body>{PAGES[form]}</body></html>", subtype="html")
    check(one("a.eml", made.as_bytes()))


def test_the_part_that_shows_it_is_taken():
    check(one("a.eml", message(f"{COMMENT}\n\n{TEXT}", html=PAGES["gmail"]).as_bytes()))


AGAIN = {
    "gmail": (
        "---------- Forwarded message ---------\nFrom: Second <s@o.example>\nDate: Wed, 6 Mar 2024 at 08:00\n"
        f"Subject: Fwd: {TITLE}\nTo: <b@o.example>\n\nWe should run it.\n\n"
    ),
    "outlook": (
        "From: Second <s@o.example>\nSent: 06 March 2024 08:00\nTo: Boss\n"
        f"Subject: FW: {TITLE}\n\nWe should run it.\n\n"
    ),
}


@pytest.mark.parametrize("form", ["gmail", "outlook", "apple", "mutt"])
@pytest.mark.parametrize("outer", AGAIN)
def test_of_what_is_passed_on_again_the_innermost_counts(form, outer):
    check(one("a.eml", message(f"{COMMENT}\n\n{AGAIN[outer]}{FORMS[form]}").as_bytes()))


def test_in_quotes_within_quotes_the_innermost_counts():
    inner = "\n".join(f"> {line}".rstrip() for line in f"Run it.\n\nBegin forwarded message:\n\n{APPLE}".split("\n"))
    head = f"> From: Second <s@o.example>\n> Date: 6 March 2024 at 08:00:00 GMT\n> Subject: Fwd: {TITLE}\n>\n"
    check(one("a.eml", message(f"{COMMENT}\n\nBegin forwarded message:\n\n{head}{inner}\n").as_bytes()))
    apple = PAGES["apple"]
    page = f'<div>Run it.</div><div>Begin forwarded message:</div><blockquote type="cite">{apple}</blockquote>'
    made = message("")
    made.set_content(page, subtype="html")
    check(one("a.eml", made.as_bytes()))


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"Date: Tue, 5 Mar 2024 at 22:00\n": ""}, (TITLE, None, ("The Courier",), None)),
        ({"Tue, 5 Mar 2024 at 22:00": "03/05/2024 22:00"}, (TITLE, None, ("The Courier",), None)),
        ({"Tue, 5 Mar 2024 at 22:00": "last night"}, (TITLE, None, ("The Courier",), None)),
        ({f"Subject: {TITLE}\n": ""}, (None, SENT, ("The Courier",), None)),
        ({"The Courier <n@c.example>": "n@c.example"}, (TITLE, SENT, (), None)),
    ],
)
def test_what_the_inner_header_does_not_tell_is_left_open(fields, wanted):
    text = GMAIL
    for old, new in fields.items():
        assert old in text
        text = text.replace(old, new)
    assert told(one("a.eml", message(f"{COMMENT}\n\n{text}").as_bytes())) == wanted


def test_a_day_that_is_not_sure_is_told(caplog):
    one("a.eml", message(GMAIL.replace("Tue, 5 Mar 2024 at 22:00", "03/05/2024 22:00")).as_bytes())
    assert "a.eml: its date is '03/05/2024 22:00', which is none or not sure: the article has none" in caplog.text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Tue, 5 Mar 2024 at 22:00", SENT),
        ("Tue, Mar 5, 2024 at 10:00\u202fPM", SENT),
        ("5 March 2024 at 22:00:00 GMT", SENT),
        ("March 5, 2024 at 11:00:00 PM GMT+1", SENT),
        ("March 5, 2024 at 5:00:00 PM EST", SENT),
        ("Tuesday, March 5, 2024 10:00:00 PM", SENT),
        ("Tuesday, 5 March 2024 22:00", SENT),
        ("05 March 2024 22:00", SENT),
        ("On Tuesday, March 5th, 2024 at 10:00 PM", SENT),
        ("Tue, 5 Mar 2024 23:00:00 +0100 (CET)", SENT),
        ("2024-03-05 22:00", SENT),
        ("Tue 3/5/2024 10:00 PM", SENT),
        ("15/03/2024 22:00", datetime(2024, 3, 15, 22, tzinfo=UTC)),
        ("3/15/2024 10:00 PM", datetime(2024, 3, 15, 22, tzinfo=UTC)),
        ("05/05/2024 22:00", datetime(2024, 5, 5, 22, tzinfo=UTC)),
        ("3/5/2024 10:00 PM", None),
        ("Mon 3/5/2024 10:00 PM", None),
        ("3/5/24, 10:00 PM", None),
        ("31/02/2024", None),
        ("yesterday at ten", None),
    ],
)
def test_days_as_programs_write_them_in_english(written, meant):
    found = forwarded.time(written)
    assert found == meant


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("The Courier <n@c.example>", "The Courier"),
        ("*The Courier* <n@c.example>", "The Courier"),
        ('"The Courier" <n@c.example>', "The Courier"),
        ("The Courier [mailto:n@c.example]", "The Courier"),
        ("The Courier <n@c.example<mailto:n@c.example>>", "The Courier"),
        ("list@c.example On Behalf Of The Courier", "The Courier"),
        ("The Courier", "The Courier"),
        ("n@c.example", None),
        ("<n@c.example>", None),
        ("", None),
    ],
)
def test_who_sent_it_by_name(written, name):
    assert forwarded.Head({"from": written}).sender == name


# --- answers are nothing that is passed on


ANSWER = "The envoy of Norland was recalled on Monday, the ministry of Sudland said in a statement."


@pytest.mark.parametrize(
    "quoted",
    [
        "On Tue, 5 Mar 2024 at 22:00, The Courier <n@c.example> wrote:\n> Did the talks fail, as they say?\n",
        OUTLOOK,
        f"-----Original Message-----\n{OUTLOOK}",
        f"________________________________\n{OUTLOOK}",
        "On Tue, 5 Mar 2024, Second wrote:\n" + "\n".join(f"> {line}" for line in GMAIL.split("\n")),
        f"From: Second\nSent: 6 March 2024 08:00\nTo: Boss\nSubject: FW: {TITLE}\n\nRun it.\n\n{GMAIL}",
    ],
)
def test_of_an_answer_the_quoted_part_goes(quoted):
    article = one("a.eml", message(f"{ANSWER}\n\n{quoted}", Subject=f"RE: Fwd: {TITLE}").as_bytes())
    assert blocks(article) == [("title", TITLE), ("paragraph", ANSWER)]
    assert article.published == datetime(2024, 3, 29, 10, tzinfo=timezone(timedelta(hours=1)))
    assert article.byline == ("Boss",)


def test_a_mail_to_who_sent_what_it_quotes_is_an_answer():
    quoted = f"-----Original Message-----\n{OUTLOOK}"
    fields = {"Subject": TITLE, "To": "The Courier <N@c.example>"}
    assert blocks(one("a.eml", message(f"{ANSWER}\n\n{quoted}", **fields).as_bytes()))[1:] == [("paragraph", ANSWER)]
    check(one("a.eml", message(f"{ANSWER}\n\n{quoted}", Subject=TITLE, To="desk@o.example").as_bytes()))


def test_who_wrote_what_is_quoted_may_be_told_in_two_lines():
    quoted = (
        "On Tue, 5 Mar 2024 at 22:00, The Courier of the Old Harbour of Norstad\n<n@c.example> wrote:\n\n> Did they?\n"
    )
    article = one("a.eml", message(f"{ANSWER}\n\n{quoted}", Subject=f"Re: {TITLE}").as_bytes())
    assert blocks(article) == [("title", TITLE), ("paragraph", ANSWER)]


@pytest.mark.parametrize(
    "page",
    [
        f"<div>On Tue, Second wrote:</div><blockquote type='cite'><p>Begin forwarded message:</p>{BODY}</blockquote>",
        f"<blockquote type='cite'><p>Begin forwarded message:</p>{BODY}</blockquote>",
        f"<div>On Tue, Second wrote:</div><blockquote type='cite'>{PAGES['apple']}</blockquote>",
        PAGES["outlook"].replace(COMMENT, ""),
    ],
)
def test_so_it_is_of_an_answer_in_html(page):
    made = message("", Subject=f"Re: {TITLE}")
    made.set_content(f"<div>{ANSWER}</div>{page}", subtype="html")
    found = blocks(one("a.eml", made.as_bytes()))
    assert ("paragraph", ANSWER) in found
    assert not any(paragraph in text for _, text in found for paragraph in PARAGRAPHS)


def test_a_mail_that_an_article_shows_is_text():
    text = f"{PARAGRAPHS[0]}\n\n{OUTLOOK}"
    found = blocks(one("a.eml", message(text, Subject=TITLE).as_bytes()))
    assert ("paragraph", PARAGRAPHS[0]) in found
    assert any("The Courier" in words for _, words in found)


def test_subjects_tell_which_it_is_by_what_stands_first():
    assert is_forward("[press] FW: Re: Talks")
    assert not is_reply("Fwd: Re: Talks")
    assert is_reply("AW: Fwd: Talks")
    assert not is_forward("Forward planning: talks")


# --- mails that are attached


@pytest.mark.parametrize("comment", ["", COMMENT])
def test_a_mail_that_is_attached_is_the_article_and_not_what_was_said_of_it(comment):
    inside = message(TEXT, Subject=TITLE, From="The Courier <n@c.example>", Date="Tue, 5 Mar 2024 22:00:00 +0000")
    made = message(comment)
    made.add_attachment(inside)
    check(one("a.eml", made.as_bytes()))
    bare = b"From: Boss <b@o.example>\nSubject: x\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    check(one("a.eml", bare + inside.as_bytes()))


def test_a_mail_with_news_of_its_own_is_an_article_beside_what_is_attached():
    made = message(ANSWER, Subject="Envoys")
    made.add_attachment(message(TEXT, Subject=TITLE))
    assert [article.title for article in articles("a.eml", made.as_bytes())] == [TITLE, "Envoys"]


# --- the day of a mail itself


@pytest.mark.parametrize("written", ["gestern", "Mon, 99 Foo 9999 10:00:00 +0000", "Sun, 05 Mar 2924 10:00:00 +0000"])
def test_a_mail_whose_day_cannot_be_read_has_none_and_that_is_told(written, caplog):
    data = f"From: Ann <a@b.example>\nTo: c@d.example\nSubject: {TITLE}\nDate: {written}\n\n{TEXT}\n".encode()
    assert one("a.eml", data).published is None
    assert f"a.eml: its date is '{written}'" in caplog.text


def test_a_mail_without_a_day_has_none_and_nothing_is_told(caplog):
    data = f"From: Ann <a@b.example>\nTo: c@d.example\nSubject: {TITLE}\n\n{TEXT}\n".encode()
    assert one("a.eml", data).published is None
    assert not caplog.text


def test_a_forward_without_anything_is_refused():
    (line,) = faults(items("a.eml", message(f"{COMMENT}\n\nBegin forwarded message:\n\n").as_bytes()))
    assert "there is no text in it" in line


def test_marks_by_the_thousand_take_time_by_their_number():
    text = f"---------- Forwarded message ---------\n{'> ' * 20}From: a\n" * 20_000
    data = message("x").as_bytes().partition(b"\n\n")[0].replace(b"quoted-printable", b"base64")
    assert len(items("a.eml", data + b"\n\n" + base64.encodebytes(text.encode()))) == 1
