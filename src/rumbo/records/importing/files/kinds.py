"""What a file is, by its content and never by its name."""

import zipfile
from pathlib import Path

from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.records.importing.files.port import Kind

HEAD = 4_096
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def kind_of(path: Path) -> Kind:
    """The kind of a file; raises Refused for an archive or a workbook that cannot be read."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(OLD_WORKBOOK):
        raise Refused(Problem("import.old-workbook", Place(path.name)))
    if head.startswith(b"PAR1"):
        return Kind.PARQUET
    if head.startswith(b"PK\x03\x04"):
        return _workbook(path)
    bare = head.removeprefix(MARKS[0]).lstrip()
    return Kind.JSON if bare[:1] in (b"{", b"[") else Kind.CSV


def _workbook(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                return Kind.XLSX
            if "mimetype" in names and "content.xml" in names:
                with archive.open("mimetype") as file:
                    if file.read(100).startswith(ODS_TYPE):
                        return Kind.ODS
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        raise Refused(Problem("import.not-text", Place(path.name))) from error
    raise Refused(Problem("import.not-text", Place(path.name)))
