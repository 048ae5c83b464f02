"""Invented people in the files of two forces, of whom a full run has many to join: most are in both, some of them twice in one."""
import datetime
import pathlib

GIVEN = {
    "M": ("Gareth", "Mohammed", "Carwyn", "Peter", "Dafydd", "Huw", "Tomasz", "Rhodri", "Callum", "Ieuan", "Simon", "Idris"),
    "F": ("Bethan", "Emma", "Lowri", "Agnieszka", "Siân", "Ffion", "Rachel", "Nerys", "Priya", "Megan", "Olwen", "Kerry")}
FAMILY = ("Prosser", "Okafor", "Bowen", "Nowak", "Pugh", "Vaughan", "Kowalczyk", "Havard", "Rosser", "Gethin", "Tudor", "Meyrick",
          "Ashcombe", "Lloyd", "Treharne", "Bebb", "Colwyn", "Eynon", "Farthing", "Gwynne", "Hopkin", "Jarman", "Kendrick")
STREETS = ("Heol Las", "Dock Street", "Bron y Graig", "Market Street", "Sea View", "Mill Lane", "Heol y Waun", "Gold Tops")
FIRST = datetime.date(1958, 1, 1)


def write(demo, out, people, chance):
    """The headings are those of the demo's files. Returns how many records there are."""
    demo, out = pathlib.Path(demo), pathlib.Path(out)
    gwent, south = [], []
    for number in range(people):
        person = made(number, chance)
        times = (1, 1, 2, 2, 2, 2, 2, 3, 3, 3)[number % 10]
        gwent.append(gwent_row(f"G{5000000 + number}", person))
        if times > 1:
            south.append(south_row(f"NOM-{15000000 + number}", again(person, number, chance)))
        if times > 2:
            gwent.append(gwent_row(f"G{6000000 + number}", person))
    chance.shuffle(gwent)
    chance.shuffle(south)
    for force, rows, encoding in (("gwent-police", gwent, "utf-8"), ("south-wales-police", south, "latin-1")):
        heading = (demo / force / "nominals.csv").read_bytes().splitlines()[0].decode(encoding)
        (out / force).mkdir(parents=True, exist_ok=True)
        (out / force / "nominals.csv").write_bytes("".join(f"{row}\r\n" for row in [heading] + rows).encode(encoding))
    return len(gwent) + len(south)


def made(number, chance):
    sex = "MF"[number % 2]
    return {
        "given": chance.choice(GIVEN[sex]), "family": chance.choice(FAMILY), "sex": sex,
        "born": FIRST + datetime.timedelta(days=(number * 37) % 17000), "house": 1 + number % 180,
        "street": chance.choice(STREETS), "postcode": f"NP{10 + number % 30} {number % 9 + 1}{'ABDEFGHJLN'[number % 10]}B"}


def again(person, number, chance):
    """As the other force knows them; of some it knows another day of birth and home, which leaves a doubt."""
    if number % 20 == 7:
        born = person["born"].replace(day=person["born"].day % 28 + 1)
        return person | {"born": born, "house": person["house"] + 1}
    return person


def gwent_row(reference, person):
    return ",".join((
        reference, person["family"], person["given"], "", "", person["born"].strftime("%d/%m/%Y"), person["sex"], "W1", "", "",
        f"{person['house']} {person['street']}", "", "Newport", person["postcode"], "", "18/07/2026 17:26"))


def south_row(reference, person):
    return ";".join((
        reference, person["family"].upper(), person["given"].upper(), "", person["born"].strftime("%d-%b-%Y"),
        {"M": "MALE", "F": "FEMALE"}[person["sex"]], "W1", "", "", f"{person['house']} {person['street'].upper()}", "NEWPORT",
        person["postcode"].replace(" ", ""), "", "24-Jan-2026"))
