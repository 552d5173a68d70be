"""Makes what is not committed before a wheel or an editable install is put together: look-up file, SPARQL editor."""

import contextlib
import hashlib
import json
import os
import runpy
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NPM_CI = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-retry-mintimeout=1000")
PATIENCE = 300
PAGE_NEEDS = ("yasgui.min.js", "yasgui.min.css")


class ReferenceBuildHook(BuildHookInterface[Any]):
    """Both are made from what is committed: they cannot be stale in what users install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the files of a wheel ("standard" or "editable")."""
        script = Path(self.root, "data", "reference", "build.py")
        runpy.run_path(str(script), run_name="hatch_build")["build"]()
        if editor(Path(self.root, "kg", "serve")):
            build_data["artifacts"].append("/kg/serve/static/vendor/*")


def editor(serve: Path) -> bool:
    """Whether the editor that the lock file names is in static/vendor; fetched by npm where it is not.

    No build fails for want of it.
    """
    if os.environ.get("KG_WITHOUT_NPM"):
        return False
    vendor = serve / "static" / "vendor"
    wanted = hashlib.sha256((serve / "npm" / "package-lock.json").read_bytes()).hexdigest()
    noted = vendor / ".lock-hash"
    if noted.is_file() and noted.read_text() == wanted:
        return True
    shutil.rmtree(vendor, ignore_errors=True)
    npm = shutil.which("npm")
    if npm is None:
        return without("npm is not here")
    try:
        # Beside its place, to come there by a rename: a build at the same time sees all of it or nothing.
        with tempfile.TemporaryDirectory(prefix="vendor-", dir=vendor.parent) as scratch:
            made = Path(scratch, "vendor")
            gather(installed(npm, serve / "npm", Path(scratch, "npm")), made)
            (made / ".lock-hash").write_text(wanted)
            with contextlib.suppress(OSError):  # another build was quicker, with the same files
                made.rename(vendor)
    except (OSError, subprocess.SubprocessError) as failure:
        return without(complaint(failure))
    return noted.is_file()


def without(reason: str) -> bool:
    sys.stderr.write(f"kg: {reason}: kg serve will have its plain editor\n")
    return False


def complaint(failure: Exception) -> str:
    """The first line of what npm wrote, which names the fault ("npm error code ENOTFOUND")."""
    written = getattr(failure, "stderr", None) or b""
    return next(iter(written.decode(errors="replace").splitlines()), f"npm failed ({failure})")


def installed(npm: str, source: Path, work: Path) -> Path:
    """A copy of the folder with the packages that its lock file names, each by its hash; no script of theirs runs."""
    shutil.copytree(source, work)
    call = [npm, *NPM_CI]
    subprocess.run(call, cwd=work, check=True, capture_output=True, timeout=PATIENCE)  # noqa: S603
    return work


def gather(work: Path, made: Path) -> None:
    """The two built files, and the licences of all packages: the script has code of most of them in it."""
    made.mkdir()
    for name in PAGE_NEEDS:
        shutil.copy(work / "node_modules" / "@zazuko" / "yasgui" / "build" / name, made)
    packages = json.loads((work / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    licences = [licence(work / place) for place in packages if place]
    (made / "LICENSES.txt").write_text("\n".join(licences), encoding="utf-8")


def licence(package: Path) -> str:
    """Its licence's texts below what it says of itself: some packages come without a text."""
    told = json.loads((package / "package.json").read_text(encoding="utf-8"))
    facts = {key: told[key] for key in ("name", "version", "license", "author", "homepage") if key in told}
    files = sorted(path for path in package.iterdir() if path.is_file() and path.name.lower().startswith("licen"))
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in files]
    return "\n".join([f"{'=' * 80}\n{json.dumps(facts, ensure_ascii=False)}\n", *texts])
