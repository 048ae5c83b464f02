"""Files as an agency would send them: made from those that the demonstration ships, a few rows changed, new or bad."""
import csv
import io
import re
import zipfile
from datetime import date, timedelta
from pathlib import Path

SHIPPED = Path(__file__).resolve().parent.parent.parent / "Sources/App/Resources/demo"
# The day that the shipped files were made for; `carfan demo` moves every date so that it is today.
MADE_FOR = date(2026, 11, 1)
TODAY = date.today()


def moved(text):
    days = TODAY - MADE_FOR

    def move(found):
        day, month, year = (int(part) for part in found.groups())
        try:
            return (date(year, month, day) + days).strftime("%d/%m/%Y")
        except ValueError:
            return found[0]

    return re.sub(r"\b(\d\d)/(\d\d)/(\d{4})\b", move, text)


def written(header, rows, line_end):
    out = io.StringIO()
    table = csv.writer(out, lineterminator=line_end)
    table.writerow(header)
    table.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


NEWCOMER = "Blodwedd Ffridd-Isaf"


def nominals(line_end="\r\n"):
    """Gwent Police: three rows that are held already, two that changed, two new people, four rows that cannot be taken."""
    text = moved((SHIPPED / "gwent-police/nominals.csv").read_text("utf-8-sig"))
    header, *rows = csv.reader(io.StringIO(text))
    at = {name: number for number, name in enumerate(header)}
    whole = [row for row in rows if len(row) == len(header) and row[at["PNCID"]] and row[at["DOB"]]]
    seen = [row[0] for row in whole]
    whole = [row for row in whole if seen.count(row[0]) == 1]
    now = f"{TODAY:%d/%m/%Y} 00:01"

    def like(row, **changes):
        return [changes.get(name, value) for name, value in zip(header, row)]

    plain = like(whole[20], Aliases="", PNCID="", CRO="", Warnings="", LastUpdated=now, Forename2="", Town="Tredegar", Postcode="NP22 3AA")
    changed = [like(row, Address1="14 Heol y Bryn", LastUpdated=now) for row in whole[3:5]]
    new = [
        like(plain, NominalRef="G9900001", Surname="Ffridd-Isaf", Forename1="Blodwedd", DOB="09/02/1991", Sex="F"),
        like(plain, NominalRef="G9900002", Surname="Maes-y-Coed", Forename1="Gwilym", DOB="30/06/1986", Sex="M"),
    ]
    bad = [
        like(plain, NominalRef="G9900003", Surname="Amhosibl", DOB="31/02/1990"),
        like(plain, NominalRef="G9900004", Surname=""),
        like(plain, NominalRef="G9900005", Surname="Dyfodol", DOB=f"{TODAY + timedelta(days=400):%d/%m/%Y}"),
        like(plain, NominalRef="G9900006", Surname="Gormod") + ["one more"],
    ]
    return upload("nominals.csv", written(header, whole[:3] + changed + new + bad, line_end))


def of_another_agency():
    return upload("cases.csv", (SHIPPED / "probation/cases.csv").read_bytes())


def empty():
    return upload("empty.csv", b"")


def zipped():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("nominals.csv", "a,b\n")
    return upload("nominals.zip", out.getvalue())


def upload(name, content):
    return {"name": name, "mimeType": "text/csv", "buffer": content}
