"""Chromium for the tests of pages, and the rules of accessibility that axe-core holds them against."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NPM = Path(__file__).parent / "npm"
GRAVE = ("serious", "critical")


def is_to_run(*needed: bool) -> bool:
    """Whether a test that needs these is run: on a clean machine it fails where they are missing."""
    return all(needed) or os.environ.get("CI") == "true"


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def axe() -> str:
    """The script of axe-core as its lock file names it, fetched once."""
    lock = (NPM / "package-lock.json").read_bytes()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "kg-tests" / hashlib.sha256(lock).hexdigest()[:16]
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        part = folder.with_name(f"{folder.name}-{os.getpid()}")
        shutil.copytree(NPM, part, ignore=shutil.ignore_patterns("node_modules"))
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=part, check=True, capture_output=True)
        try:
            part.rename(folder)
        except OSError:  # another process was quicker
            shutil.rmtree(part)
    return script.read_text("utf-8")


def faults(page: Page, script: str) -> list[tuple[str, str]]:
    """Grave faults of a page: the rule, and the first element that breaks it."""
    page.evaluate(script)
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    grave = [each for each in found["violations"] if each["impact"] in GRAVE]
    return [(each["id"], each["nodes"][0]["html"][:300]) for each in grave]
