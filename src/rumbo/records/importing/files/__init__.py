"""Files of any kind behind one port: opened by what they hold, not by what they are called."""

from pathlib import Path

from rumbo.records.importing.blocks import Block, Wanted
from rumbo.records.importing.files.csv_file import CsvFile
from rumbo.records.importing.files.json_file import JsonFile
from rumbo.records.importing.files.kinds import kind_of
from rumbo.records.importing.files.parquet_file import ParquetFile
from rumbo.records.importing.files.port import Kind, Reading, TableFile
from rumbo.records.importing.files.workbook_file import WorkbookFile

__all__ = ["Block", "Kind", "Reading", "TableFile", "Wanted", "kind_of", "open_file"]


def open_file(path: Path, reading: Reading) -> TableFile:
    """Open a file and read its header; raises Refused for what is no table."""
    kind = kind_of(path)
    match kind:
        case Kind.CSV:
            return CsvFile(path, reading)
        case Kind.JSON:
            return JsonFile(path, reading)
        case Kind.PARQUET:
            return ParquetFile(path, reading)
        case Kind.XLSX | Kind.ODS:
            return WorkbookFile(path, reading, kind=kind)
