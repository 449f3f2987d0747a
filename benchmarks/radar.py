"""Does the radar find the plan that somebody else has already? On made plans, some planted twice.

The register holds real titles with their headings, and among them made plans: a group of
people with a condition, and something done about it. A planted twin of each made plan says
the same in other words: other names of condition, treatment and group, another title, slots
and headings left out. Recall: how often the original is among the five shown.
Beside it, in the same run: trigrams of titles and of whole texts as Decidim compares
proposals (pg_trgm, at least 0.25), and BM25 over the same stems.

    python benchmarks/radar.py [plans] [twins]
"""

import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from heapq import nlargest
from math import log
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concordat.config.settings.test")

import django

django.setup()

from concordat.forum.duplication.plan import Plan  # noqa: E402
from concordat.forum.duplication.radar import Radar  # noqa: E402
from concordat.search.queries import words_of  # noqa: E402

SHOWN = 5
WORKS = Path(__file__).resolve().parents[1] / "content" / "demo" / "works.jsonl"
#: Names of the same thing; the first is the heading.
CONDITIONS = (
    ("Diabetes Mellitus, Type 2", "type 2 diabetes", "T2DM", "non-insulin-dependent diabetes"),
    ("Hypertension", "hypertension", "high blood pressure", "raised blood pressure"),
    ("Asthma", "asthma", "bronchial asthma", "wheezing from asthma"),
    ("Pulmonary Disease, Chronic Obstructive", "COPD", "chronic obstructive pulmonary disease"),
    ("Stroke", "stroke", "cerebrovascular accident", "CVA"),
    ("Heart Failure", "heart failure", "cardiac failure", "weak heart"),
    ("Renal Insufficiency, Chronic", "chronic kidney disease", "CKD", "chronic renal failure"),
    ("Depression", "depression", "depressive disorder", "low mood"),
    ("Dementia", "dementia", "Alzheimer's disease and related dementias", "memory loss"),
    ("Delirium", "delirium", "acute confusion"),
    ("Pressure Ulcer", "pressure ulcers", "pressure sores", "bed sores"),
    ("Accidental Falls", "a history of falls", "recurrent falls", "a risk of falling"),
    ("Anemia", "anaemia", "anemia", "low haemoglobin"),
    ("Sepsis", "sepsis", "septicaemia", "blood poisoning"),
    ("Epilepsy", "epilepsy", "seizure disorder"),
    ("Osteoarthritis", "osteoarthritis", "degenerative joint disease", "worn joints"),
    ("Obesity", "obesity", "severe overweight"),
    ("Schizophrenia", "schizophrenia", "psychosis"),
    ("Urinary Tract Infections", "urinary tract infection", "UTI", "cystitis"),
    ("Breast Neoplasms", "breast cancer", "carcinoma of the breast"),
    ("Colorectal Neoplasms", "bowel cancer", "colorectal cancer"),
    ("Pain, Postoperative", "pain after surgery", "postoperative pain"),
)
GROUPS = (
    ("adults", "grown-ups", "men and women"),
    ("children", "paediatric patients", "pediatric patients", "under-16s"),
    ("older people", "people aged 65 and over", "the elderly"),
    ("pregnant women", "women in pregnancy", "expectant mothers"),
    ("people in care homes", "nursing home residents"),
    ("inpatients", "patients on hospital wards"),
    ("people with learning disabilities", "people with intellectual disability"),
    ("young people", "adolescents", "teenagers"),
)
TREATMENTS = (
    ("Exercise", "supervised exercise", "physical training with a supervisor"),
    ("Telemedicine", "telehealth monitoring", "remote monitoring at home", "telemonitoring"),
    ("Cognitive Behavioral Therapy", "cognitive behavioural therapy", "CBT"),
    ("Patient Education as Topic", "education of patients", "teaching patients"),
    ("Self Care", "self-management support", "support for looking after oneself"),
    ("Pharmacists", "review of medicines by a pharmacist", "pharmacist-led medication review"),
    ("Diet Therapy", "dietary advice", "counselling on nutrition"),
    ("Mindfulness", "mindfulness", "meditation training"),
    ("Peer Group", "peer support", "support by people in the same situation"),
    ("Case Management", "case management", "a named care coordinator"),
    ("Mass Screening", "screening", "early detection programmes"),
    ("Vitamin D", "vitamin D supplements", "cholecalciferol"),
    ("Music Therapy", "music therapy", "listening to music"),
    ("Acupuncture Therapy", "acupuncture", "needling"),
    ("Reminder Systems", "text message reminders", "SMS prompts"),
    ("Checklist", "checklists for staff", "a bundle of checks"),
    ("Simulation Training", "simulation training", "practice on mannequins"),
    ("Anti-Bacterial Agents", "antibiotics", "antimicrobials"),
)
OUTCOMES = (
    "hospital admissions",
    "quality of life",
    "length of stay",
    "deaths",
    "adherence",
    "cost",
)
SETTINGS = ("general practice", "community", "hospital", "care homes", "emergency department")
KINDS = ("review", "guidance", "search", "bulletin", "knowledge pack")
TITLES = (
    "{treatment} for {group} with {condition}",
    "{condition} in {group}: {treatment}",
    "Does {treatment} help {group} who have {condition}?",
    "{treatment} and {outcome} in {condition}",
    "Evidence on {treatment} for {condition}",
)
Facts = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str, str]


def made(key: str, facts: Facts, dice: random.Random, *, twin: bool, hard: bool = False) -> Plan:
    condition, group, treatment, outcome, setting = facts
    pick = (lambda names: dice.choice(names)) if twin else (lambda names: names[0])
    if hard:
        pick = lambda names: names[-1]  # noqa: E731  never the name that the original has
    said = {
        "condition": pick(condition[1:]),
        "group": pick(group),
        "treatment": pick(treatment[1:]),
        "outcome": outcome,
    }
    drop = 0.35 if twin else 0.1
    keep: Callable[[str], str] = lambda text: "" if dice.random() < drop else text  # noqa: E731
    return Plan(
        id=key,
        title=dice.choice(TITLES).format(**said),
        kind=dice.choice(KINDS),
        population=f"{said['group']} with {said['condition']}",
        intervention=said["treatment"],
        outcome=keep(outcome),
        setting=keep(setting),
        headings=() if dice.random() < (0.6 if twin else 0.4) else (condition[0], treatment[0]),
    )


def world(plans: int, twins: int, *, hard: bool) -> tuple[list[Plan], list[tuple[Plan, str]]]:
    """Return a register of real titles with made plans among them, and a twin of each of these."""
    dice = random.Random(2027)  # noqa: S311  the same plans in every run
    combos = [(c, g, t) for c in CONDITIONS for g in GROUPS for t in TREATMENTS]
    facts = [
        (*combo, dice.choice(OUTCOMES), dice.choice(SETTINGS))
        for combo in dice.sample(combos, twins)
    ]
    register = [made(f"plan-{n}", each, dice, twin=False) for n, each in enumerate(facts)]
    asked = [
        (made(f"twin-{n}", each, dice, twin=True, hard=hard), f"plan-{n}")
        for n, each in enumerate(facts)
    ]
    return [*register, *real(max(0, plans - twins), dice)], asked


def real(count: int, dice: random.Random) -> list[Plan]:
    """Return real works of the demonstration as plans: title and headings."""
    with WORKS.open(encoding="utf-8") as lines:
        works = [json.loads(line) for line in lines]
    return [
        Plan(
            id=f"real-{number}",
            title=work["title"],
            kind=dice.choice(KINDS),
            headings=tuple(each["name"] for each in work.get("headings", ())),
        )
        for number, work in enumerate(dice.sample(works, min(count, len(works))))
    ]


@lru_cache(maxsize=200_000)
def stems(text: str) -> tuple[str, ...]:
    return words_of(text)


def trigrams(text: str) -> set[str]:
    words = [
        f"  {word} " for word in "".join(c if c.isalnum() else " " for c in text.lower()).split()
    ]
    return {word[at : at + 3] for word in words for at in range(len(word) - 2)}


def by_trigrams(register: Sequence[Plan], of: Callable[[Plan], str]) -> Callable[[Plan], list[str]]:
    kept = {plan.id: trigrams(of(plan)) for plan in register}

    def ask(plan: Plan) -> list[str]:
        mine = trigrams(of(plan))
        scores = {k: len(mine & t) / len(mine | t) for k, t in kept.items()}
        return [k for k in nlargest(SHOWN, scores, key=scores.__getitem__) if scores[k] >= 0.25]

    return ask


def by_bm25(register: Sequence[Plan]) -> Callable[[Plan], list[str]]:
    texts = {plan.id: Counter(stems(plan.text)) for plan in register}
    having = Counter(word for text in texts.values() for word in text)
    mean = sum(map(Counter.total, texts.values())) / len(texts)

    def ask(plan: Plan) -> list[str]:
        scores = {}
        for key, text in texts.items():
            short = 1.2 * (0.25 + 0.75 * text.total() / mean)
            scores[key] = sum(
                log(1 + (len(texts) - having[w] + 0.5) / (having[w] + 0.5))
                * text[w]
                * 2.2
                / (text[w] + short)
                for w in set(stems(plan.text))
                if w in text
            )
        return nlargest(SHOWN, scores, key=scores.__getitem__)

    return ask


def measure(name: str, ask: Callable[[Plan], list[str]], asked: list[tuple[Plan, str]]) -> float:
    began = time.perf_counter()
    answers = [(ask(plan), key) for plan, key in asked]
    each = (time.perf_counter() - began) / len(asked)
    recall = sum(key in found for found, key in answers) / len(answers)
    first = sum(found[:1] == [key] for found, key in answers) / len(answers)
    shown = sum(len(found) for found, _ in answers) / len(answers)
    print(f"  {name:28} {recall:6.3f}   {first:6.3f}   {shown:5.2f}   {each * 1000:8.1f} ms")
    return recall


def main() -> None:
    plans = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    twins = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    for hard in (False, True):
        register, asked = world(plans, twins, hard=hard)
        how = "each slot in another of its names" if hard else "each slot in any of its names"
        print(f"{len(register)} plans, {twins} planted twins, {how}")
        print(f"  {'':28} recall    first   shown    time each")
        began = time.perf_counter()
        radar = Radar(register, words_of=stems)
        built = time.perf_counter() - began
        measure("radar", lambda p, r=radar: [m.id for m in r.most_alike(p)], asked)
        measure("BM25 over the same stems", by_bm25(register), asked)
        measure("trigrams of whole text", by_trigrams(register, lambda p: p.text), asked)
        measure("trigrams of titles (Decidim)", by_trigrams(register, lambda p: p.title), asked)
        print(f"  the radar was built in {built:.2f} s")


if __name__ == "__main__":
    main()
