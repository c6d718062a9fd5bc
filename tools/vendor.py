"""Bring the browser's assets into the project: run by a maintainer, never by the product.

Needs npm and uv. Packages come from whatever registry npm is set up with; what is committed
is the result: minified files, the icons in use as one sprite, licences and checksums.

    python tools/vendor.py
"""

import hashlib
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "src" / "rumbo" / "web" / "static" / "vendor"
TESTS = ROOT / "tests" / "browser" / "vendor"
PACKAGES = {
    "htmx.org": "4.0.1",
    "@fontsource-variable/inter": "5.3.0",
    "lucide-static": "1.62.0",
    "axe-core": "4.14.1",
}
ICONS = (ROOT / "tools" / "icons.txt").read_text().split()
# Latin needs no cut; of the extended set only the letters of European names are kept.
LATIN_EXT = (
    "U+0100-0130,U+0132-0151,U+0154-017F,U+0192,U+0218-021B,U+1E9E,U+20A0-20AB,U+20AD-20BF"
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        packages = {name: _fetch(name, Path(folder)) for name in PACKAGES}
        STATIC.mkdir(parents=True, exist_ok=True)
        TESTS.mkdir(parents=True, exist_ok=True)
        _htmx(packages["htmx.org"])
        _inter(packages["@fontsource-variable/inter"])
        _lucide(packages["lucide-static"])
        _copy(packages["axe-core"] / "axe.min.js", TESTS / "axe.min.js")
        _copy(packages["axe-core"] / "LICENSE", TESTS / "LICENSE-axe-core")
    for where in (STATIC, TESTS):
        _checksums(where)


def _fetch(name: str, folder: Path) -> Path:
    command = ["npm", "pack", "--silent", f"{name}@{PACKAGES[name]}"]
    packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    target = folder / name.replace("/", "-")
    with tarfile.open(folder / packed.stdout.split()[-1]) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    target.chmod(0o644)


def _htmx(package: Path) -> None:
    script = (package / "dist" / "htmx.min.js").read_text()
    (STATIC / "htmx.min.js").write_text(
        re.sub(r"\n?//# sourceMappingURL=\S+\s*$", "\n", script)
    )
    _copy(package / "LICENSE", STATIC / "LICENSE-htmx")


def _inter(package: Path) -> None:
    _copy(package / "files" / "inter-latin-wght-normal.woff2", STATIC / "inter-latin.woff2")
    subset = ["uvx", "--from", "fonttools[woff]", "pyftsubset"]
    options = [f"--unicodes={LATIN_EXT}", "--flavor=woff2", "--layout-features=*"]
    source = str(package / "files" / "inter-latin-ext-wght-normal.woff2")
    output = f"--output-file={STATIC / 'inter-latin-ext.woff2'}"
    command = [*subset, source, *options, output]
    subprocess.run(command, check=True)
    _copy(package / "LICENSE", STATIC / "LICENSE-inter")


def _lucide(package: Path) -> None:
    symbols = "".join(_symbol(package, name) for name in sorted(ICONS))
    sprite = f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'
    (STATIC / "icons.svg").write_text(sprite)
    _copy(package / "LICENSE", STATIC / "LICENSE-lucide")


def _symbol(package: Path, name: str) -> str:
    drawing = (package / "icons" / f"{name}.svg").read_text()
    body = re.sub(r"\s+", " ", drawing[drawing.index(">", drawing.index("<svg")) + 1 :])
    body = body.replace("</svg>", "").strip().replace("> <", "><").replace(" />", "/>")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>'


def _checksums(folder: Path) -> None:
    files = sorted(path for path in folder.iterdir() if path.name != "SHA256SUMS")
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files
    ]
    (folder / "SHA256SUMS").write_text("".join(lines))


if __name__ == "__main__":
    main()
