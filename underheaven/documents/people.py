"""The boundary: a table with a row per person is refused, whatever it is offered as.

Underheaven takes aggregates and policies. This is a boundary of design and not a lock: it recognises
what such tables usually look like (their file format, their rows, the names of their columns, long
lists of texts, digits as long as the number of a person, a telephone or a card).
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from underheaven.documents.digits import long_number, long_numeral, references
from underheaven.documents.document import Document, Path, dotted
from underheaven.documents.problems import Problem
from underheaven.documents.words import counted

MANY = 200
"""So many entries of one shape, none of them an aggregate, are taken for records."""
MANY_TEXTS = 100
"""So many texts in one list or mapping are taken for records."""
MANY_REFERENCES = 100
"""So many references with long numbers (DOI, ISBN, addresses) are more than one document cites."""

REASON = (
    "Underheaven takes aggregates only: this looks like a table with a row per person, "
    "and no part of it reads people"
)
LONG_NUMBER_WHY = (
    "Underheaven takes aggregates only: this is as long as the number of a person, a telephone or a card, "
    "and no part of it reads people"
)
LONG_NUMBER_REMEDY = (
    "leave it out, or round it; write large figures as 1,400,000 or 1.4 million, "
    "and a reference as a DOI, an ISBN or an address"
)

_SIGNATURES = (
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"FEA1", "a Feather file"),
    (b"ORC", "an ORC file"),
    (b"Obj\x01", "an Avro file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PK\x03\x04", "an Excel workbook or another archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook"),
    (b"\x89HDF", "an HDF5 file"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"$FL2", "an SPSS file"),
    (b"<stata_dta>", "a Stata file"),
)
_SNIFFED_BYTES, _SNIFFED_ROWS = 65_536, 50
_YAML_LINE = re.compile(r"\s*(?:- |[^\s,;|]+:(?:\s|$)|[\[\]{}?])|.*(?::\s|:$)")

# Columns that only a row about one person has.
_PERSONAL = {
    "person_id", "person_number", "citizen_id", "citizen_number", "citizen_no", "resident_id",
    "individual_id", "customer_id", "user_id", "member_id", "national_id", "id_number", "id_card",
    "id_card_number", "identity_number", "ssn", "social_security_number", "passport_number",
    "date_of_birth", "birth_date", "birthdate", "birthday", "dob", "first_name", "last_name",
    "given_name", "family_name", "surname", "full_name", "forename", "phone_number",
    "mobile_number", "email_address", "home_address", "street_address", "account_number",
    "bank_account", "iban", "licence_plate", "license_plate", "number_plate", "姓名", "身份证", "身份证号",
    "身份证号码", "出生日期", "手机号", "手机号码", "电话", "住址",
}  # fmt: skip
# Columns that make a row personal when it also has a name.
_BESIDE_A_NAME = {
    "birth", "born", "birth_year", "year_of_birth", "address", "phone", "telephone", "mobile",
    "email", "passport",
}  # fmt: skip
_PERSONS = {"person", "persons", "people", "citizen", "citizens", "individuals", "residents"}
# Words in a column's name that make a row an aggregate or a parameter.
_AGGREGATE = re.compile(
    r"value|source|share|rate|count|total|number|population|households|people|persons|density|mean|median|weight"
    r"|probability|per_|points|size|title|coverage"
)


def looks_like_people(document: bytes | Document, file: str = "") -> Problem | None:
    """The problem with `document` if it looks like a table with a row per person, else None.

    Takes the first bytes of a file (`file` names it), before they are read as anything; or a document
    that has been read.
    """
    if isinstance(document, Document):
        return _in_data(document)
    kind = next((name for signature, name in _SIGNATURES if document.startswith(signature)), None)
    if kind is None:
        kind = _text_table(document[:_SNIFFED_BYTES].decode("utf-8", "replace").lstrip("\ufeff"))
    return _problem(f"this is {kind}", file, 1, 1) if kind else None


def _problem(what: str, file: str, line: int, column: int, where: str = "") -> Problem:
    return Problem(
        what,
        REASON,
        "write margins and rates as a YAML document; `underheaven schema society` describes it",
        file,
        line,
        column,
        where,
    )


def _text_table(text: str) -> str | None:
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    lines = lines[:_SNIFFED_ROWS]
    if len(lines) >= 2 and all(_is_json_record(line) for line in lines[:10]):
        return "a file of JSON lines"
    if sum(_YAML_LINE.match(line) is not None for line in lines) * 10 > len(lines):
        return None
    for delimiter, name in ((",", "comma"), ("\t", "tab"), (";", "semicolon"), ("|", "bar")):
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            continue
        # Prose has commas too, but not equally many in every line.
        if widths and min(widths) == max(widths) >= 2 and len(widths) + widths[0] >= 5:
            return f"a {name}-separated table"
    return None


def _is_json_record(line: str) -> bool:
    line = line.strip().rstrip(",")
    if not (line.startswith("{") and line.endswith("}")):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _in_data(document: Document) -> Problem | None:
    if found := _records(document.data, ()):
        path, what = found
        line, column = document.place(path)
        return _problem(what, document.file, line, column, dotted(path))
    if long := _long_number(document.data):
        path, many = long
        # What stands there is not repeated: an error may be kept longer than the file.
        shown = next((n for n, step in enumerate(path) if isinstance(step, str) and long_number(step)), None)
        line, column = document.value_place(path) if shown is None else document.place(path)
        words = (f"a number of {many} digits", LONG_NUMBER_WHY, LONG_NUMBER_REMEDY)
        return Problem(*words, document.file, line, column, dotted(path[:shown]))
    return None


def _long_number(data: object) -> tuple[Path, int] | None:
    """The first place with a number as long as that of a person, a telephone or a card, and its digits.

    Also the place of the reference that is one too many.
    """
    cited = 0
    for path, value in _scalars(data, ()):
        if isinstance(value, str):
            if many := long_number(value):
                return path, many
            cited += references(value)
            if cited > MANY_REFERENCES:
                return path, sum(c.isdigit() for c in value)
        elif (
            isinstance(value, int | Decimal) and not isinstance(value, bool) and (many := long_numeral(value))
        ):
            return path, many
    return None


def _scalars(data: object, path: Path) -> Iterator[tuple[Path, object]]:
    """Every key and every single value at or below `path`, with its place."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield (*path, key), key
            yield from _scalars(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _scalars(value, (*path, number))
    else:
        yield path, data


def _records(data: object, path: Path) -> tuple[Path, str] | None:
    """The first place at or below `path` that holds records of persons, and what gives it away."""
    entries: Iterable[tuple[str | int, object]]
    if isinstance(data, dict):
        if named := _personal_columns(data):
            return path, f"an entry has {' and '.join(named)}"
        for key, value in data.items():
            if _word(key) in _PERSONS and (rows := _rows(value)) and _alike(rows):
                return (*path, key), f"'{key}' holds a row for each of them"
        entries = data.items()
    elif isinstance(data, list):
        entries = enumerate(data)
    else:
        return None
    members = list(data.values() if isinstance(data, dict) else data)
    if sum(isinstance(member, str) for member in members) >= MANY_TEXTS:
        return path, f"{counted(len(members), 'text')} in one {'group' if isinstance(data, dict) else 'list'}"
    rows = _rows(data)
    if len(rows) >= MANY and _alike(rows):
        return path, f"{counted(len(rows), 'entry', 'entries')} of one shape, and none of them an aggregate"
    for step, value in entries:
        if (found := _records(value, (*path, step))) is not None:
            return found
    return None


def _personal_columns(row: Mapping[str, object]) -> list[str]:
    """The keys of `row` that only a person's record has; a personal key leads to a single value."""
    scalars = {_word(key): key for key, value in row.items() if not isinstance(value, list | dict)}
    if sure := sorted(_PERSONAL & scalars.keys()):
        return [f"'{scalars[word]}'" for word in sure]
    if "name" in scalars and (beside := sorted(_BESIDE_A_NAME & scalars.keys())):
        return ["'name'", f"'{scalars[beside[0]]}'"]
    return []


def _rows(data: object) -> list[Mapping[str, object]]:
    """The members of a list or mapping if they are all mappings of single values, else nothing."""
    members = data if isinstance(data, list) else list(data.values()) if isinstance(data, dict) else []
    if all(isinstance(row, dict) and row and _flat(row) for row in members):
        return members
    return []


def _flat(row: Mapping[str, object]) -> bool:
    return not any(isinstance(value, list | dict) for value in row.values())


def _alike(rows: list[Mapping[str, object]]) -> bool:
    columns = rows[0].keys()
    return not any(_AGGREGATE.search(_word(key)) for key in columns) and all(
        len(row.keys() & columns) * 2 > len(columns) for row in rows
    )


def _word(key: str) -> str:
    return key.strip().casefold().replace("-", "_").replace(" ", "_")
