"""Make the invented offers, titles and usage of the region of Wexbourne and Marl.

    python content/demo/investment/make.py

Writes titles.tsv, offers.toml, workforce.toml and usage/ beside itself, always the same for the
same seed. Everything is invented: products, providers, titles, prices and figures. Serial
numbers begin with 99, a range in which none is given out.
"""

# ruff: noqa: ISC004, SIM905 lists of titles are easier to read as text

import json
import random
from pathlib import Path

HERE = Path(__file__).parent
SEED = 20251
MONTHS = [f"2025-{month:02}" for month in range(1, 13)]
NAMES = dict(zip(MONTHS, "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), strict=True))
REGION = "wexbourne-and-marl-icb"
REGISTRY = "https://registry.countermetrics.org/platform/99999999-9999-4999-8999-9999999999"

GROUPS = ("Nursing and midwifery", "Medical", "Allied health", "Managers and support")
NURSES, MEDICAL, ALLIED, MANAGERS = GROUPS
#: Full-time equivalents by group.
STAFF = {
    "wexbourne-royal": (3900.0, 1750.0, 1210.0, 2480.5),
    "marl-vale": (3120.5, 1180.0, 930.0, 1905.0),
    "tollen-estuary": (1480.0, 120.5, 905.0, 640.0),
    "hathermere": (1610.0, 310.0, 520.0, 790.0),
    "brindlecoombe": (980.0, 455.0, 310.0, 520.5),
    "osmere": (870.0, 240.0, 130.0, 345.0),
    "saltmarl": (140.0, 22.0, 1630.0, 560.0),
    "wexbourne-and-marl-icb": (60.5, 41.0, 35.0, 390.0),
}
ALL = tuple(STAFF)
SHORT = {
    "wexbourne-royal": "Wexbourne Royal",
    "marl-vale": "Marl Vale",
    "tollen-estuary": "Tollen Estuary",
    "hathermere": "Hathermere",
    "brindlecoombe": "Brindlecoombe",
    "osmere": "Osmere",
    "saltmarl": "Saltmarl",
    "wexbourne-and-marl-icb": "Wexbourne and Marl ICB",
}

#: product: (platform, kind, titles, who reads it, uses a year for 1,000 staff of these groups)
PRODUCTS = {
    "Tidemark Medical Core": (
        "tidemark",
        "journal",
        "Tide Medicine;Wexbourne Heart Letters;Annals of the Estuary;Marl Journal of Surgery;"
        "Tidal Respiratory Care;Stroke and Shore;Renal Waters;Digestive Currents;"
        "Practice by the Sea;Acute Tides",
        {MEDICAL: 3.0, ALLIED: 0.6, NURSES: 0.4},
        3300,
    ),
    "Tidemark Medical Extra": (
        "tidemark",
        "journal",
        "Harbour Oncology;Diabetes Inlet;Inlet Dermatology;Skerry Rheumatology;"
        "Foreshore Neurology;Ebb and Anaesthesia",
        {MEDICAL: 3.0, ALLIED: 0.3},
        420,
    ),
    "Estuary Nursing Journals": (
        "tidemark",
        "journal",
        "Estuary Nursing;Ward Currents;Community Nursing by the Shore;Wound Tides;"
        "Nursing Leadership Soundings;Infection and Inlet;Care of Older People at Sea;Ward Sister",
        {NURSES: 3.0, MANAGERS: 0.2},
        980,
    ),
    "Saltway Surgery Journals": (
        "saltway",
        "journal",
        "Saltway Surgery;Operative Saltworks;Bones of the Coast;Vascular Channels;"
        "Keyhole Notes;Theatre Practice Saltway",
        {MEDICAL: 3.0, NURSES: 0.2},
        760,
    ),
    "Saltway Mental Health Journals": (
        "saltway",
        "journal",
        "Saltway Psychiatry;Mind and Marsh;Therapies of the Vale;Learning Disability Saltway;"
        "Addiction Notes;Dementia by the Dunes",
        {MEDICAL: 1.2, NURSES: 1.0, ALLIED: 1.6},
        900,
    ),
    "Harbour Children’s Journals": (
        "harbourlight",
        "journal",
        "Harbour Paediatrics;Child Health Lantern;Neonatal Harbour;Adolescent Pier;"
        "Children’s Nursing Harbour",
        {MEDICAL: 2.0, NURSES: 1.4},
        1050,
    ),
    "Harbour Midwifery Journals": (
        "harbourlight",
        "journal",
        "Midwifery Light;Birth and Harbour;Women’s Health Pier;Breastfeeding Notes",
        {NURSES: 2.0, MEDICAL: 1.0},
        900,
    ),
    "Farthing Emergency Journals": (
        "farthing",
        "journal",
        "Farthing Emergency Care;Paramedic Farthing;Prehospital Notes;Trauma on the Road",
        {ALLIED: 2.4, MEDICAL: 1.0, NURSES: 0.5},
        640,
    ),
    "Lantern Point of Care": (
        "lantern",
        "database",
        "Lantern Point of Care",
        {MEDICAL: 2.6, NURSES: 1.2, ALLIED: 1.0},
        6200,
    ),
    "Beacon Clinical Answers": (
        "beacon",
        "database",
        "Beacon Clinical Answers",
        {MEDICAL: 3.0, NURSES: 0.6},
        1300,
    ),
    "Marlstone Nursing Index": (
        "marlstone",
        "database",
        "Marlstone Nursing Index",
        {NURSES: 2.0, ALLIED: 1.0, MANAGERS: 0.2},
        1250,
    ),
    "Marlstone Allied Health Index": (
        "marlstone",
        "database",
        "Marlstone Allied Health Index",
        {ALLIED: 3.0, NURSES: 0.2},
        520,
    ),
    "Quayside Handbooks": (
        "quayside",
        "book",
        "Quayside Handbook of Wards;Quayside Handbook of Acute Care;Quayside Handbook of Nursing;"
        "Quayside Handbook of Therapies;Quayside Handbook of Mental Health;"
        "Quayside Handbook of Children;Quayside Handbook of Ethics;Quayside Handbook of Leadership",
        {NURSES: 1.4, MEDICAL: 1.4, ALLIED: 1.2, MANAGERS: 0.6},
        620,
    ),
    "Quayside Medicines Books": (
        "quayside",
        "book",
        "Quayside Book of Doses;Medicines in Pregnancy at Quayside;Injections by the Quay;"
        "Quayside Palliative Medicines;Swallowing and Medicines",
        {MEDICAL: 1.0, NURSES: 1.0},
        410,
    ),
}
#: Subjects that an organisation reads more, or hardly.
TASTE = {
    ("hathermere", "Saltway Mental Health Journals"): 6.0,
    ("tollen-estuary", "Saltway Mental Health Journals"): 1.2,
    ("brindlecoombe", "Harbour Children’s Journals"): 5.0,
    ("osmere", "Harbour Midwifery Journals"): 6.0,
    ("osmere", "Harbour Children’s Journals"): 1.6,
    ("saltmarl", "Farthing Emergency Journals"): 4.0,
    ("wexbourne-royal", "Saltway Surgery Journals"): 1.6,
    ("tollen-estuary", "Estuary Nursing Journals"): 1.8,
    ("wexbourne-royal", "Lantern Point of Care"): 1.5,
}
FAINT = {
    "Saltway Mental Health Journals": 0.15,
    "Harbour Children’s Journals": 0.12,
    "Harbour Midwifery Journals": 0.1,
    "Farthing Emergency Journals": 0.25,
}
CORE, EXTRA = "Tidemark Medical Core", "Tidemark Medical Extra"
COMPLETE = "Tidemark Medical Complete"
PROVIDERS = {
    "tidemark": "Tidemark Press (invented)",
    "saltway": "Saltway Publishing (invented)",
    "harbourlight": "Harbour Light Journals (invented)",
    "farthing": "Farthing House (invented)",
    "lantern": "Lantern Health (invented)",
    "beacon": "Beacon Answers (invented)",
    "marlstone": "Marlstone Indexes (invented)",
    "quayside": "Quayside Books (invented)",
}
#: product: {organisation: pounds a year} bought by each for itself.
LOCAL = {
    "Estuary Nursing Journals": {
        "wexbourne-royal": 16400,
        "marl-vale": 14200,
        "tollen-estuary": 9800,
        "hathermere": 9900,
        "brindlecoombe": 8200,
    },
    "Quayside Handbooks": {
        "wexbourne-royal": 9600,
        "marl-vale": 8900,
        "brindlecoombe": 5200,
        "saltmarl": 4800,
    },
    "Saltway Surgery Journals": {"wexbourne-royal": 18600, "marl-vale": 16900},
    "Beacon Clinical Answers": {
        "wexbourne-royal": 38500,
        "marl-vale": 33200,
        "brindlecoombe": 19400,
    },
    "Harbour Children’s Journals": {"brindlecoombe": 9700, "wexbourne-royal": 11200},
    "Harbour Midwifery Journals": {"osmere": 6900},
    "Marlstone Allied Health Index": {"tollen-estuary": 8100, "saltmarl": 7700},
    "Quayside Medicines Books": {
        "wexbourne-royal": 6400,
        "marl-vale": 5900,
        "hathermere": 4100,
    },
}
RENEWALS = ("01-01", "04-01", "04-01", "06-30", "08-01")


def main() -> None:
    chance = random.Random(SEED)  # noqa: S311 invented figures, no secrets
    titles = _titles()
    _write_titles(titles)
    _write_workforce()
    _write_offers(chance)
    _write_usage(chance, titles)


def issn(number: int) -> str:
    stem = f"99{number:05}"
    check = -sum(int(sign) * (8 - at) for at, sign in enumerate(stem)) % 11
    return f"{stem[:4]}-{stem[4:]}{'X' if check == 10 else check}"


def isbn(number: int) -> str:
    stem = f"97899999{number:04}"  # a group that is given to nobody
    check = -sum(int(sign) * (3 if at % 2 else 1) for at, sign in enumerate(stem)) % 10
    return f"{stem}{check}"


def _titles() -> dict[str, list[tuple[str, str, str]]]:
    """Return for each product its titles with ISSN and ISBN."""
    found, number = {}, 0
    for product, (_, kind, names, _, _) in PRODUCTS.items():
        rows = []
        for name in names.split(";"):
            number += 1
            serial = issn(number * 7) if kind == "journal" else ""
            book = isbn(number * 3) if kind == "book" else ""
            rows.append((name, serial, book))
        found[product] = rows
    return found


def _write_titles(titles: dict[str, list[tuple[str, str, str]]]) -> None:
    lines = ["product\tplatform\ttitle\tissn\tisbn"]
    sold = {**titles, COMPLETE: titles[CORE] + titles[EXTRA]}
    for product, rows in sold.items():
        platform = PRODUCTS.get(product, PRODUCTS[CORE])[0]
        lines += [f"{product}\t{platform}\t{name}\t{serial}\t{book}" for name, serial, book in rows]
    (HERE / "titles.tsv").write_text("\n".join(lines) + "\n", "utf-8")


def _write_workforce() -> None:
    parts = [
        "# Invented staff of the invented region, in full-time equivalents. Made by make.py.\n"
    ]
    for party, counts in STAFF.items():
        for group, fte in zip(GROUPS, counts, strict=True):
            parts.append(
                f'\n[[workforce]]\nparty = "{party}"\ngroup = "{group}"\nfte = {fte}\n'
                'counted_on = 2025-09-30\nsource = "Invented for the demonstration"\n'
            )
    (HERE / "workforce.toml").write_text("".join(parts), "utf-8")


# --- offers -----------------------------------------------------------------------------------


def _write_offers(chance: random.Random) -> None:
    parts = [
        "# Invented offers to the invented region and the lines it pays for. Made by make.py.\n"
        "# All prices are invented. `visibility` says whose buyers may see a price.\n"
    ]
    tiers = {"1": 9800, "2": 8900, "3": 7700, "4": 6300, "5": 4900, "6": 3900, "7": 2100}
    each = {"rule": "tiers", "tiers": tiers}
    parts += [
        _joint("Tidemark Medical Core", _flat(96000), "tidemark-medical", line=("04-01", 90)),
        _joint(COMPLETE, _flat(131000), "tidemark-medical"),
        _joint("Lantern Point of Care", _flat(124000), line=("04-01", 180), until="2028-03-31"),
        _joint("Saltway Mental Health Journals", _flat(31500), line=("01-01", 30)),
        _joint("Farthing Emergency Journals", _flat(18200), line=("06-30", 90)),
        _joint("Marlstone Nursing Index", each, line=("04-01", 60)),
        _joint("Estuary Nursing Journals", _flat(38900)),
        _joint("Quayside Handbooks", _flat(19800)),
        _joint("Saltway Surgery Journals", _flat(39500)),
        _joint("Beacon Clinical Answers", {"rule": "each", "amount": 14900}),
        _joint("Harbour Children’s Journals", _flat(23800)),
    ]
    for product, buyers in LOCAL.items():
        for party, price in buyers.items():
            day = chance.choice(RENEWALS)
            parts.append(_local(product, party, price, line=(day, chance.choice((30, 60, 90)))))
    for party in ALL:
        size = sum(STAFF[party])
        parts.append(_local(CORE, party, int(7800 + size * 2.1) // 100 * 100))
    for party in ("wexbourne-royal", "marl-vale", "hathermere", "tollen-estuary"):
        size = sum(STAFF[party])
        parts.append(_local("Marlstone Nursing Index", party, int(4200 + size * 1.3) // 100 * 100))
    parts.append(_local("Saltway Mental Health Journals", "hathermere", 13900))
    parts.append(_local("Farthing Emergency Journals", "saltmarl", 8600))
    (HERE / "offers.toml").write_text("".join(parts), "utf-8")


def _flat(amount: int) -> dict[str, object]:
    return {"rule": "flat", "amount": amount}


def _joint(
    product: str,
    price: dict[str, object],
    group: str = "",
    line: tuple[str, int] | None = None,
    until: str = "",
) -> str:
    slug = f"{_slug(product)}-region"
    name = f"{product}, whole region"
    return _offer(slug, name, product, "region", ALL, REGION, price, group, line, until)


def _local(product: str, party: str, price: int, line: tuple[str, int] | None = None) -> str:
    slug, name = f"{_slug(product)}-{party}", f"{product}, {SHORT[party]} alone"
    reach = "local organisation"
    return _offer(slug, name, product, reach, (party,), party, _flat(price), "", line, "")


def _offer(
    slug: str,
    name: str,
    product: str,
    reach: str,
    parties: tuple[str, ...],
    owner: str,
    price: dict[str, object],
    group: str,
    line: tuple[str, int] | None,
    until: str,
) -> str:
    platform, _, _, audience, _ = PRODUCTS.get(product, PRODUCTS[CORE])
    text = (
        f'\n[[offer]]\nslug = "{slug}"\nname = "{name}"\nproduct = "{product}"\n'
        f'provider = "{PROVIDERS[platform]}"\nplatform = "{platform}"\nreach = "{reach}"\n'
        f'parties = {json.dumps(list(parties))}\nitems = "{product}"\nowner = "{owner}"\n'
        f'visibility = "parties"\nprice = {_inline(price)}\naudience = {_inline(audience)}\n'
        'source = "Invented for the demonstration"\n'
    )
    if group:
        text += f'exclusive_group = "{group}"\n'
    if line:
        text += (
            f'\n[offer.line]\npayer = "{owner}"\nrenews_on = 2025-{line[0]}\n'
            f"notice_days = {line[1]}\n"
        )
        text += f"committed_until = {until}\n" if until else ""
    return text


def _inline(table: dict[str, object]) -> str:
    def value(given: object) -> str:
        if isinstance(given, dict):
            return _inline(given)
        return json.dumps(given, ensure_ascii=False)

    return "{ " + ", ".join(f'"{name}" = {value(given)}' for name, given in table.items()) + " }"


def _slug(text: str) -> str:
    return text.casefold().replace("’", "").replace(" ", "-")


# --- usage ------------------------------------------------------------------------------------


def _write_usage(chance: random.Random, titles: dict[str, list[tuple[str, str, str]]]) -> None:
    folder = HERE / "usage"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.*.*"):
        old.unlink()
    for party in ALL:
        for platform in PROVIDERS:
            products = [
                product
                for product, (there, *_) in PRODUCTS.items()
                if there == platform and _has(party, product)
            ]
            if products:
                _report(chance, folder, party, platform, products, titles)


def _has(party: str, product: str) -> bool:
    """Whether the organisation can open the product now, and so has counts of it."""
    if product == EXTRA:
        return False
    return product not in LOCAL or party in LOCAL[product]


#: What is wrong with some of the reports, as in life.
NOT_READY = {("tollen-estuary", "tidemark"): ("2025-11", "2025-12")}
PARTIAL = {("osmere", "harbourlight")}
NOTHING = {("wexbourne-and-marl-icb", "farthing")}
RELEASE_5 = {("hathermere", "saltway")}


def _report(
    chance: random.Random,
    folder: Path,
    party: str,
    platform: str,
    products: list[str],
    titles: dict[str, list[tuple[str, str, str]]],
) -> None:
    kind = PRODUCTS[products[0]][1]
    view = {"journal": "TR_J1", "database": "DR_D1", "book": "TR_B1"}[kind]
    late = NOT_READY.get((party, platform), ())
    lines: list[list[str]] = []
    for product in products:
        yearly = _yearly(party, product)
        weights = [chance.uniform(0.3, 1.7) for _ in titles[product]]
        for title, weight in zip(titles[product], weights, strict=True):
            share = yearly * weight / sum(weights) / 12
            lines += _lines(chance, view, platform, title, share, late)
    nothing = (party, platform) in NOTHING
    told = "3030: No Usage Available for Requested Dates" if nothing else ""
    if late:
        told = "3031: Usage Not Ready for Requested Dates"
    if (party, platform) in PARTIAL:
        told = "3040: Partial Data Returned"
    release = "5" if (party, platform) in RELEASE_5 else "5.1"
    head = _head(view, release, party, platform, told)
    body = [] if nothing else lines
    rows = [*head, [], [*_columns(view, release), *(f"{NAMES[m]}-2025" for m in MONTHS)], *body]
    text = "".join("\t".join(row) + "\n" for row in rows)
    (folder / f"{party}.{platform}.{view.lower()}.tsv").write_text(text, "utf-8")


def _yearly(party: str, product: str) -> float:
    _, _, _, audience, rate = PRODUCTS[product]
    staff = dict(zip(GROUPS, STAFF[party], strict=True))
    readers = sum(staff[group] * weight for group, weight in audience.items()) / 3
    return readers / 1000 * rate * TASTE.get((party, product), FAINT.get(product, 1.0))


def _head(view: str, release: str, party: str, platform: str, told: str) -> list[list[str]]:
    name, filters, metrics = VIEWS[view]
    if release == "5":
        name = name.replace("(Controlled)", "(Excluding OA_Gold)")
    registry = [["Registry_Record", REGISTRY + f"{list(PROVIDERS).index(platform):02}"]]
    return [
        ["Report_Name", name],
        ["Report_ID", view],
        ["Release", release],
        ["Institution_Name", f"{SHORT[party]} (invented)"],
        ["Institution_ID", f"inv:{party}"],
        ["Metric_Types", "; ".join(metrics)],
        ["Report_Filters", filters],
        ["Report_Attributes", ""],
        ["Exceptions", told],
        ["Reporting_Period", "Begin_Date=2025-01-01; End_Date=2025-12-31"],
        ["Created", "2026-01-20T09:00:00Z"],
        ["Created_By", PROVIDERS[platform]],
        *(registry if release == "5.1" else []),
    ]


VIEWS = {
    "TR_J1": (
        "Journal Requests (Controlled)",
        "Data_Type=Journal; Access_Type=Controlled; Access_Method=Regular",
        ("Total_Item_Requests", "Unique_Item_Requests"),
    ),
    "TR_B1": (
        "Book Requests (Controlled)",
        "Data_Type=Book|Reference_Work; Access_Type=Controlled; Access_Method=Regular",
        ("Total_Item_Requests", "Unique_Title_Requests"),
    ),
    "DR_D1": (
        "Database Search and Item Usage",
        "Access_Method=Regular",
        (
            "Searches_Automated",
            "Searches_Federated",
            "Searches_Regular",
            "Total_Item_Investigations",
            "Total_Item_Requests",
            "Unique_Item_Investigations",
            "Unique_Item_Requests",
        ),
    ),
}


def _columns(view: str, release: str) -> list[str]:
    last = ["Metric_Type", "Reporting_Period_Total"]
    if view == "DR_D1":
        return ["Database", "Publisher", "Publisher_ID", "Platform", "Proprietary_ID", *last]
    ids = ["DOI", "Proprietary_ID", *(["ISBN"] if view == "TR_B1" else [])]
    ids += ["Print_ISSN", "Online_ISSN", "URI"]
    types = ["Data_Type", "YOP"] if view == "TR_B1" and release == "5.1" else []
    return ["Title", "Publisher", "Publisher_ID", "Platform", *ids, *types, *last]


def _lines(
    chance: random.Random,
    view: str,
    platform: str,
    title: tuple[str, str, str],
    share: float,
    late: tuple[str, ...],
) -> list[list[str]]:
    """Return the lines of a title, a metric each; a month that is late has no figures."""
    name, serial, book = title
    unique = [0 if m in late else _drawn(chance, share) for m in MONTHS]
    total = [n + (int(n * chance.uniform(0.05, 0.4)) if n else 0) for n in unique]
    counts = {"Total_Item_Requests": total, VIEWS[view][2][-1]: unique}
    about = [name, PROVIDERS[platform], f"inv:{platform}", platform.title()]
    if view == "DR_D1":
        requests = [n // 2 for n in unique]
        counts = {
            "Searches_Regular": [n + n // 3 for n in unique],
            "Total_Item_Investigations": total,
            "Total_Item_Requests": requests,
            "Unique_Item_Investigations": unique,
            "Unique_Item_Requests": requests,
        }
        about.append(f"inv:{platform}-{name.split()[0].casefold()}")
    elif view == "TR_B1":
        written = f"{book[:3]}-{book[3]}-{book[4:8]}-{book[8:12]}-{book[12]}"
        about += ["", f"inv:{book}", written, "", "", "", "Book", "2024"]
    else:
        about += ["", f"inv:{serial}", "", serial, ""]
    return [
        [*about, metric, str(sum(row)), *map(str, row)]
        for metric, row in counts.items()
        if sum(row)
    ]


def _drawn(chance: random.Random, mean: float) -> int:
    """A count that varies about as counts do."""
    return max(0, round(chance.gauss(mean, mean**0.5)))


if __name__ == "__main__":
    main()
