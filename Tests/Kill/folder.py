"""A small folder of agencies' files, cut from the demo: whole rows, in each file's own encoding and form."""
import pathlib
import re

PNC = re.compile(r"(?:\b|(?<=\"))(?:19|20)?(\d\d)/?(\d{7})[A-Z]\b")
CELL = re.compile("[,;\\t]")
# How many nominals of each force; Gwent's file is longer than one batch of the run.
NOMINALS = {"gwent-police": 505, "south-wales-police": 40, "north-wales-police": 30, "dyfed-powys-police": 20}
# Of the other files: rows of these people, and some of others, who are then unknown or stand alone.
OTHERS = 10
MOST = {"custody": 40, "convictions": 700, "cases": 120, "releases": 40}


def cut(demo, out):
    demo, out = pathlib.Path(demo), pathlib.Path(out)
    keys, references = set(), set()
    for agency, count in NOMINALS.items():
        kept = rows(demo / agency / "nominals.csv")[:count + 1]
        write(out / agency / "nominals.csv", kept, demo / agency / "nominals.csv")
        keys.update(key for row in kept for key in PNC.findall(row))
        references.update(CELL.split(row)[0] for row in kept)
    for path in sorted(demo.glob("*/*.csv")):
        if path.stem == "nominals":
            continue
        header, *others = rows(path)
        known = [
            row for row in others
            if any(key in keys for key in PNC.findall(row)) or not references.isdisjoint(CELL.split(row))]
        kept = known[:MOST[path.stem]] + [row for row in others if row not in known][:OTHERS]
        write(out / path.parent.name / path.name, [header] + kept, path)
    return out


def is_wide(path):
    return path.read_bytes()[:2] == b"\xff\xfe"


def rows(path):
    """The records of a file; a quoted line break does not end one."""
    text = path.read_bytes().decode("utf-16-le" if is_wide(path) else "latin-1")
    found = [""]
    for line in text.splitlines(keepends=True) if "\x85" not in text else re.findall(r"[^\n]*\n|[^\n]+$", text):
        found[-1] += line
        if found[-1].count('"') % 2 == 0:
            found.append("")
    return [row for row in found if row]


def write(path, kept, source):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("".join(kept).encode("utf-16-le" if is_wide(source) else "latin-1"))
