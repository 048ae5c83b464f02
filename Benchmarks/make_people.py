#!/usr/bin/env python3
"""Makes invented agencies' files of any size for the benchmarks: a fixed seed gives the same bytes every time.

    make_people.py --people 100000 --out FOLDER            nominals of four forces, convictions, probation cases
    make_people.py --nominals 1000000 --out FILE           one Gwent nominals file of so many rows

Every name, number and address is made up; PNC IDs carry right check letters so that the whole path is walked.
"""
import argparse
import datetime
import os
import random

FIRST_M = """Aled Alun Andrew Arwel Bleddyn Bryn Callum Carwyn Ceri Connor Craig Dafydd Daniel Darren Dewi Dylan Emrys Ethan Gareth
Geraint Gethin Glyn Gwilym Harri Huw Hywel Iestyn Ieuan Ioan Iwan Jack Jake James Jamie Jason Josh Kieran Lewis Liam Llŷr Luke
Macsen Mark Matthew Meirion Michael Morgan Nathan Osian Owain Paul Peter Rhodri Rhys Richard Robert Ryan Sam Scott Siôn Stephen
Steffan Thomas Tomos Trystan Tudur William""".split()
FIRST_F = """Alys Anwen Beca Bethan Branwen Bronwen Carys Catrin Cerys Chloe Claire Elen Elin Eleri Emma Ffion Gemma Glesni Gwen Gwenllian
Hannah Heledd Kelly Laura Leanne Lisa Llinos Lowri Mair Mali Manon Megan Menna Nerys Nia Non Rachel Rebecca Rhian Rhiannon Sarah
Seren Siân Sioned Stacey Tesni Zoe""".split()
LAST_A = "Bowen Davies Edwards Ellis Evans Griffiths Harris Hughes James Jenkins John Jones Lewis Lloyd Morgan Morris Owen Parry Phillips Powell Price Pritchard Pugh Rees Richards Roberts Rowlands Thomas Vaughan Watkins Williams".split()
START = "Bram Brent Chad Clay Crom Dal Fen Garth Hazel Holm Kel Lang Mar Mel Nor Pem Quar Ras Sel Stan Thorn Trev Wal Wern Yar".split()
END = "bury by combe cote dale den field ford gate ham hurst ley low mere more moor ridge road shaw stead thorpe ton tree well wick wood worth".split()
STREET = "Chapel,Church,Dock,High,Mill,Park,Pen-y-bont,Pit,Station,Y Waun,Bron y Graig,New,Commercial,Queen,Castle".split(",")
TOWN = [("Newport", "NP20"), ("Tredegar", "NP22"), ("Cwmbran", "NP44"), ("Cardiff", "CF10"), ("Barry", "CF62"), ("Swansea", "SA1"),
        ("Neath", "SA11"), ("Bangor", "LL57"), ("Wrexham", "LL13"), ("Rhyl", "LL18"), ("Newtown", "SY16"), ("Llanelli", "SA15")]
LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
OFFENCES = ["04600", "02803", "03406", "04510", "12511", "10501", "00801", "03900", "09260", "02800", "05300", "08802"]
DISPOSALS = [("2101", "IMPRISONMENT", 180), ("2201", "COMMUNITY ORDER", 0), ("2301", "FINE", 0), ("2302", "CONDITIONAL DISCHARGE", 0)]


def pnc(year, serial):
    return f"{year}/{serial:07d}{LETTERS[int(f'{year % 100:02d}{serial:07d}') % 23]}"


class People:
    def __init__(self, seed, as_of):
        self.random = random.Random(seed)
        self.as_of = as_of
        self.serial = 0

    def person(self):
        r = self.random
        self.serial += 1
        male = r.random() < 0.88
        given = r.choice(FIRST_M if male else FIRST_F)
        middle = r.choice(FIRST_M if male else FIRST_F) if r.random() < 0.4 else ""
        family = r.choice(LAST_A) if r.random() < 0.3 else r.choice(START) + r.choice(END)
        born = self.as_of - datetime.timedelta(days=r.randrange(18 * 365, 64 * 365))
        number = pnc(r.randrange(born.year + 14, self.as_of.year), 1000000 + self.serial % 9000000) if r.random() < 0.9 else ""
        town, outward = r.choice(TOWN)
        street = f"{r.randrange(1, 180)} {r.choice(STREET)} Street"
        postcode = f"{outward} {r.randrange(1, 9)}{r.choice('ABDEFGHJ')}{r.choice('ABDEFGHJ')}"
        updated = self.as_of - datetime.timedelta(days=r.randrange(1, 900))
        return dict(male=male, given=given, middle=middle, family=family, born=born, pnc=number, street=street, town=town,
                    postcode=postcode, updated=updated, serial=self.serial)


def dmy(day):
    return day.strftime("%d/%m/%Y")


GWENT = "NominalRef,Surname,Forename1,Forename2,Aliases,DOB,Sex,EthnicityCode,PNCID,CRO,Address1,Address2,Town,Postcode,Warnings,LastUpdated\r\n"


def gwent_row(p):
    return (f"G{p['serial']:07d},{p['family']},{p['given']},{p['middle']},,{dmy(p['born'])},{'M' if p['male'] else 'F'},W1,{p['pnc']},,"
            f"{p['street']},,{p['town']},{p['postcode']},VI|DR,{dmy(p['updated'])} 10:00\r\n")


def south_row(p):
    day = p["updated"].strftime("%d-%b-%Y")
    short = f"{p['pnc'][2:]}" if p["pnc"] else ""
    return (f"NOM-{p['serial']:08d};{p['family'].upper()};{p['given'].upper()} {p['middle'].upper()};;{p['born'].strftime('%d-%b-%Y')};"
            f"{'MALE' if p['male'] else 'FEMALE'};W1;{short};;{p['street'].upper()};{p['town'].upper()};{p['postcode'].replace(' ', '')};DR;{day}\r\n")


SOUTH = "NOMINAL_ID;FAMILY_NAME;GIVEN_NAMES;ALSO_KNOWN_AS;DATE_OF_BIRTH;GENDER;ETH_16_1;PNC_NO;CRO_NO;HOUSE_STREET;LOCALITY;POST_CODE;MARKERS;DATE_MODIFIED\r\n"


def write_nominals(count, path, seed, as_of):
    people = People(seed, as_of)
    with open(path, "w", encoding="utf-8-sig", newline="") as out:
        out.write(GWENT)
        for _ in range(count):
            out.write(gwent_row(people.person()))


def careers(people, r, as_of):
    for p in people:
        if not p["pnc"]:
            continue
        count = min(60, 1 + int(r.expovariate(1 / 6)))
        adult = p["born"] + datetime.timedelta(days=16 * 365)
        span = max(30, (as_of - adult).days)
        for day in sorted(adult + datetime.timedelta(days=r.randrange(0, span)) for _ in range(count)):
            offence = r.choice(OFFENCES)
            code, words, days = r.choice(DISPOSALS)
            kind = "CONVICTION" if r.random() < 0.88 else "CAUTION"
            yield p, day, offence, code, words, days, kind


def write_folder(count, folder, seed, as_of):
    people = People(seed, as_of)
    everybody = [people.person() for _ in range(count)]
    r = random.Random(seed + 1)
    for name in ("gwent-police", "south-wales-police", "pnc", "probation"):
        os.makedirs(os.path.join(folder, name), exist_ok=True)
    with open(os.path.join(folder, "gwent-police/nominals.csv"), "w", encoding="utf-8-sig", newline="") as gwent, \
            open(os.path.join(folder, "south-wales-police/nominals.csv"), "w", encoding="cp1252", errors="replace", newline="") as south:
        gwent.write(GWENT)
        south.write(SOUTH)
        for p in everybody:
            (gwent.write(gwent_row(p)) if p["serial"] % 2 else south.write(south_row(p)))
    convictions = os.path.join(folder, "pnc/convictions.csv")
    cases = os.path.join(folder, "probation/cases.csv")
    last = {}
    with open(convictions, "w", encoding="ascii", newline="") as out:
        out.write("PNC_ID,COURT_DATE,COURT,OFFENCE_CODE,OFFENCE,OFFENCE_DATE,ADJUDICATION,DISPOSAL_CODE,DISPOSAL,SENTENCE_DAYS\n")
        for p, day, offence, code, words, days, kind in careers(everybody, r, as_of):
            out.write(f"{p['pnc']},{dmy(day)},NEWPORT MC,{offence},OFFENCE {offence},{dmy(day - datetime.timedelta(days=20))},{kind},{code},{words},{days or ''}\n")
            if kind == "CONVICTION":
                last[p["serial"]] = (p, day, offence)
    with open(cases, "w", encoding="utf-8", newline="") as out:
        out.write('"CRN","NOMS_NO","PNC","SURNAME","FORENAMES","DOB","GENDER","ETHNICITY","PREFERRED_LANGUAGE","EVENT_NO","TYPE","START_DATE","END_DATE","CONVICTION_DATE","MAIN_OFFENCE","TEAM","PDU","OFFICER","ROSH","OGRS3_1YR","OGRS3_2YR","OGRS3_DATE","REGISTERS","MAPPA_CATEGORY","MAPPA_LEVEL"\r\n')
        for p, day, offence in last.values():
            if r.random() > 0.4:
                continue
            end = day + datetime.timedelta(days=365)
            fields = [f"X{p['serial'] % 1000000:06d}", "", p["pnc"], p["family"], f"{p['given']} {p['middle']}".strip(), dmy(p["born"]),
                      "Male" if p["male"] else "Female", "White: British", "English", "1", "Community Order", dmy(day), dmy(end), dmy(day), offence,
                      "Newport Team", "WPTGWT" if p["serial"] % 2 else "N03SW1", "Nia Bramley", "Medium", "40", "60", dmy(day), "IIOM", "", ""]
            out.write(",".join(f'"{field}"' for field in fields) + "\r\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int)
    parser.add_argument("--nominals", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--as-of", default="2026-11-01")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    as_of = datetime.date.fromisoformat(options.as_of)
    if options.nominals:
        write_nominals(options.nominals, options.out, options.seed, as_of)
    if options.people:
        write_folder(options.people, options.out, options.seed, as_of)


if __name__ == "__main__":
    main()
