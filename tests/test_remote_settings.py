"""Where a store behind SPARQL is, who asks it, and what its product is."""

import os
from pathlib import Path

import pytest

from kg.errors import InternalError, UsageError
from kg.remote import Login, Remote, at_address, login
from kg.settings import load
from kg.store.remote import products

SECRET = "s3cr3t-and-long"


def settings_file(folder: Path, text: str) -> Path:
    (file := folder / "kg.toml").write_text(text)
    return file


def test_a_store_is_a_folder_an_address_or_a_name(tmp_path: Path) -> None:
    file = settings_file(tmp_path, '[stores.news]\nurl = "https://host.example/sparql"\nproduct = "virtuoso"\n')
    assert load({}, file, store="news").store == Remote("https://host.example/sparql", "news", "virtuoso")
    assert load({}, file, store="https://other.example/q").store == Remote("https://other.example/q")
    assert load({}, file, store="elsewhere").store == Path("elsewhere")
    assert load({"KG_STORE": "news"}, file).store == load({}, file, store="news").store


def test_texts_lie_in_the_folder_of_the_profile(tmp_path: Path) -> None:
    file = settings_file(tmp_path, '[stores.news]\nurl = "https://h.example/"\ntexts = "archive"\n')
    told = load({}, file, store="news").store
    assert isinstance(told, Remote)
    assert told.folder == tmp_path / "archive"
    assert Remote("https://h.example:8890/sparql").folder == Path("kg-remote/h.example-8890")
    assert Remote("https://h.example/query", "news").folder == Path("kg-remote/h.example")


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('[stores.news]\nproduct = "virtuoso"', "a store has a url"),
        ('[stores.news]\nurl = "nowhere"', "no address"),
        ('[stores.news]\nurl = "https://h/"\nport = 3', "unknown key 'port'"),
        (f'[stores.news]\nurl = "https://h/"\npassword = "{SECRET}"', "'password' does not belong in a file"),
        (f'[stores.news]\nurl = "https://h/"\napi_token = "{SECRET}"', "does not belong in a file"),
        ('[stores.news]\nurl = "https://h/"\ntimeout = "long"', "timeout is 'long'"),
        ('[stores.news]\nurl = "https://h/"\nlogin = "kerberos"', "login is 'kerberos'"),
        (f'[stores.news]\nurl = "https://me:{SECRET}@h/"', "an address holds no login"),
        (f'[stores.news]\nurl = "https://h/"\nupdate = "https://me:{SECRET}@h/"', "an address holds no login"),
        ('[stores."a b"]\nurl = "https://h/"', "make the name of a store"),
        ('stores = "https://h/"', "stores is no table"),
    ],
)
def test_a_wrong_profile_is_told_in_one_line_without_its_secret(tmp_path: Path, table: str, told: str) -> None:
    with pytest.raises(UsageError) as refused:
        load({}, settings_file(tmp_path, table))
    assert told in str(refused.value)
    assert SECRET not in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "address", [f"http://me:{SECRET}@h.example/sparql", "http://", "https://h:port/", "http://h h/"]
)
def test_what_is_no_address_or_holds_a_password_is_refused(address: str) -> None:
    with pytest.raises(UsageError) as refused:
        at_address(address)
    assert SECRET not in str(refused.value)


def test_who_asks_comes_from_the_environment_the_store_s_own_first(tmp_path: Path) -> None:
    nowhere = {"NETRC": str(tmp_path / "none")}
    news = Remote("https://h.example/sparql", "news", user="dba")
    assert login(news, "digest", nowhere) is None
    general = {**nowhere, "KG_STORE_PASSWORD": "general"}
    assert login(news, "digest", general) == Login("digest", "dba", "general")
    assert login(news, "digest", {**general, "KG_NEWS_PASSWORD": "own"}) == Login("digest", "dba", "own")
    assert login(news, "digest", {**general, "KG_NEWS_TOKEN": "t"}) == Login("bearer", "dba", "t")
    bare = Remote("https://h.example/sparql")
    assert login(bare, "", {**general, "KG_STORE_USER": "me"}) == Login("basic", "me", "general")
    with pytest.raises(UsageError, match="a password, but no user"):
        login(bare, "", general)


def test_who_asks_comes_from_a_netrc_last(tmp_path: Path) -> None:
    (netrc := tmp_path / "netrc").write_text(f"machine h.example login me password {SECRET}\n")
    netrc.chmod(0o600)
    environ = {"NETRC": str(netrc)}
    assert login(Remote("https://h.example/sparql"), "basic", environ) == Login("basic", "me", SECRET)
    assert login(Remote("https://h.example/sparql", user="other"), "basic", environ) is None
    assert login(Remote("https://elsewhere.example/"), "basic", environ) is None
    told = login(Remote("https://h.example/"), "basic", {**environ, "KG_STORE_USER": "x", "KG_STORE_PASSWORD": "y"})
    assert told == Login("basic", "x", "y")
    netrc.write_text("machines h.example login me")
    with pytest.raises(UsageError, match="netrc cannot be read"):
        login(Remote("https://h.example/sparql"), "basic", environ)


def test_a_secret_is_in_no_repr() -> None:
    assert SECRET not in repr(Login("basic", "me", SECRET))


def test_every_product_is_read_and_named_by_its_server() -> None:
    assert {"blazegraph", "fuseki", "graphdb", "neptune", "oxigraph", "qlever", "virtuoso"} < set(products.names())
    for name in products.names():
        assert products.product(name).name
    assert products.of_server("Virtuoso/07.20.3229 (Linux) x86_64") == "virtuoso"
    assert products.of_server("Oxigraph/0.5.13") == "oxigraph"
    assert products.of_server("Apache Jena Fuseki (5.1.0)") == "fuseki"
    assert products.of_server("nginx") == products.of_server("") == products.GENERIC


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("rows = 10000", "rowz = 10000"),
        ("rows = 10000", 'rows = "10000"'),
        ('union = "always"', 'union = "mostly"'),
        ('union = "always"', 'union = "parameter"'),
        ("[addresses]", "[addressez]"),
        ("refuses = [", 'refuses = "all"\nx = ['),
    ],
)
def test_a_wrong_file_of_a_product_is_noticed(checkout: Path, before: str, after: str) -> None:
    text = (checkout / "kg" / "store" / "remote" / "products" / "virtuoso.toml").read_text("utf-8")
    assert products.parse(text, "virtuoso").rows == 10000
    assert before in text
    with pytest.raises(InternalError, match="the file of the product 'virtuoso' is wrong"):
        products.parse(text.replace(before, after, 1), "virtuoso")


def test_an_unknown_product_is_refused() -> None:
    with pytest.raises(UsageError, match="unknown product 'oracle'"):
        products.product("oracle")


def test_the_home_folder_is_where_a_netrc_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (netrc := tmp_path / ".netrc").write_text("machine h.example login me password pw\n")
    os.chmod(netrc, 0o600)
    assert login(Remote("https://h.example/"), "basic", {}) == Login("basic", "me", "pw")


def test_a_name_that_is_nearly_one_is_no_new_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = settings_file(tmp_path, '[stores.vt-news]\nurl = "https://h.example/"\n')
    with pytest.raises(UsageError, match="did you mean 'vt-news'"):
        load({}, file, store="vt_news")
    assert load({}, file, store="./vt_news").store == Path("vt_news")
    (tmp_path / "vt_news").mkdir()
    assert load({}, file, store="vt_news").store == Path("vt_news")
    with pytest.raises(UsageError, match="'localhost:7878' is no address"):
        load({}, file, store="localhost:7878")


@pytest.mark.parametrize(
    "address",
    [
        f"http://dba:hun/{SECRET}@127.0.0.1/sparql",
        f"http://dba:hun#{SECRET}@127.0.0.1/",
        f"http:/dba:{SECRET}@127.0.0.1/",
        f"https:///dba:{SECRET}@host",
        f"http://[dba:{SECRET}@127.0.0.1/",
        f"dba:{SECRET}@127.0.0.1:18431",
    ],
)
def test_an_address_that_breaks_on_its_password_does_not_show_it(address: str) -> None:
    with pytest.raises(UsageError) as refused:
        load({}, store=address)
    assert SECRET not in str(refused.value)
    assert "an address holds no login" in str(refused.value)


@pytest.mark.parametrize("address", ["file://localhost/etc/passwd", "ftp://h/", "http://ex..ample/", "http://h/üni"])
def test_only_plain_web_addresses_are_asked(address: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no address"):
        load({}, settings_file(tmp_path, f'[stores.x]\nurl = "{address}"\n'))


def test_a_login_goes_to_the_host_that_it_is_told_for(tmp_path: Path) -> None:
    text = '[stores.x]\nurl = "http://localhost:18440"\ngraphs = "http://127.0.0.1:18432/evil"\n'
    with pytest.raises(UsageError, match="graphs is at another host than url"):
        load({}, settings_file(tmp_path, text))
    same = text.replace("127.0.0.1:18432", "localhost:18432")
    assert isinstance(load({}, settings_file(tmp_path, same), store="x").store, Remote)


def test_a_secret_that_no_header_takes_is_refused_unseen(tmp_path: Path) -> None:
    store, nowhere = Remote("https://h.example/"), str(tmp_path / "none")
    assert login(store, "", {"KG_STORE_TOKEN": f"{SECRET}\n", "NETRC": nowhere}) == Login("bearer", "", SECRET)
    with pytest.raises(UsageError) as refused:
        login(store, "", {"KG_STORE_TOKEN": f"{SECRET}–x", "NETRC": nowhere})
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("text", ["timeout = -5", "timeout = 99999999999999999999", 'texts = "~nobody-here/x"'])
def test_values_beyond_all_measure_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError):
        load({}, settings_file(tmp_path, f'[stores.x]\nurl = "https://h/"\n{text}\n'))
