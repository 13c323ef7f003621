"""How a clause is judged: conditions in four states, lines of a row and a year, sums under caps, the answer.

A *line* is one row of contracts in one year (either may be absent). A line on which a condition fails is refused; one on
which nothing fails counts, with what is still open or unclear about it.
"""

from dataclasses import dataclass, field
from fractions import Fraction
import json

from values import fen, money_text, yuan

MET, FAILED, UNCLEAR, OPEN = "met", "failed", "unclear", "open"

ROLES = {
    "person": {"borrower"},
    "firm": {"firm", "borrower"},
    "core-enterprise": {"core-enterprise", "firm", "borrower"},
    "bank": {"bank", "new-institution"},
    "guarantor": {"guarantor"},
    "insurer": {"insurer", "new-institution"},
    "issuer": {"issuer"},
    "fund-investor": {"fund", "investor"},
    "official": {"guarantee-fund"},
}
"""Who asks, and whose money is then his."""

ANSWERS = {"bank": {"bank-leadership"}}
"""For whom else he answers, without receiving the money."""


class Case:
    """A request: the day asked about, who asks, and the facts."""

    def __init__(self, day, role, facts):
        self.day, self.role, self.facts = day, role or "firm", facts
        self.firm = facts.one("firm")

    def sees(self, recipient):
        """Whether the recipient's money is the asker's."""
        return recipient in ROLES[self.role]

    def applicant(self, recipient):
        """What is said of whoever would receive: only his own answers count."""
        row = self.facts.one("applicant")
        if not self.sees(recipient) and recipient not in ANSWERS.get(self.role, ()):
            row.raw = {}
        return row


@dataclass
class Verdict:
    """What a condition comes to on a line; `missing`: the facts that would tell where it is open."""

    id: str
    state: str
    missing: tuple = ()


def judged(name, answer, missing=None):
    """From yes, no or None (not known)."""
    if answer is None:
        return Verdict(name, OPEN, tuple(missing if missing is not None else [name]))
    return Verdict(name, MET if answer else FAILED)


def one_of(row, name, allowed, open_list=False, kind="choice"):
    """A choice among some; where the list ends in 等, an outsider is unclear."""
    fact = f"{row.group}.{name}"
    value = row.get(name, kind)
    if value is None:
        return Verdict(fact, OPEN, (fact,))
    if value in allowed:
        return Verdict(fact, MET)
    return Verdict(fact, UNCLEAR if open_list else FAILED)


def flag(row, name, wanted=True):
    """A question with yes or no."""
    value = row.get(name, "flag")
    return judged(f"{row.group}.{name}", None if value is None else value == wanted)


def test(row, name, kind, holds):
    """A test of one fact."""
    value = row.get(name, kind)
    return judged(f"{row.group}.{name}", None if value is None else holds(value))


def within_customer(row, rows, most):
    """单户: all guarantees of the customer; at least this one, and just this one where no total is given of a single guarantee."""
    total, amount = row.get("customer_total", "money"), row.get("amount", "money")
    total = None if total is None else yuan(total)
    if amount is not None:
        share = row.get("guaranteed_share", "rate")
        own = yuan(amount) * (1 if share is None else share)
        if total is not None:
            total = max(total, own)
        elif len(rows) == 1:
            total = own
    return judged("guarantee.customer_total", None if total is None else total <= most)


def inside(row, name, places):
    """A place in one of some; one that is wider than a place asked for leaves it open."""
    fact = f"{row.group}.{name}"
    code = row.get(name, "region")
    if code is None:
        return Verdict(fact, OPEN, (fact,))

    def stem(one):
        return one.rstrip("0") if len(one.rstrip("0")) % 2 == 0 else one.rstrip("0") + "0"

    if any(code.startswith(stem(place)) for place in places):
        return Verdict(fact, MET)
    if any(place.startswith(stem(code)) for place in places):
        return Verdict(fact, OPEN, (fact,))
    return Verdict(fact, FAILED)


def of_year(row, name, kind, year):
    """A fact of each year, in one year: an answer without a year holds for all."""
    raw = row.raw.get(name)
    if not isinstance(raw, dict):
        return row.get(name, kind)
    return None if year is None else row.by_year(name, kind).get(year)


def test_of_year(row, name, kind, year, holds):
    """A test of a fact of each year; where the year is not known, answers for years do not tell."""
    value = of_year(row, name, kind, year)
    return judged(f"{row.group}.{name}", None if value is None else holds(value))


def compare_of_year(name, one, other, year, holds):
    """A test of two facts, each of each year or once for all: (row, name, kind) and (row, name, kind)."""
    values = [of_year(*side, year) for side in (one, other)]
    absent = [f"{row.group}.{fact}" for (row, fact, _), value in zip((one, other), values) if value is None]
    return judged(name, None if absent else holds(*values), absent)


def in_window(date_or_year, first, last, missing):
    """Whether a date, or a whole year, counts; without one it is open."""
    if date_or_year is None:
        return Verdict("window", OPEN, tuple(missing))
    if isinstance(date_or_year, int):
        return judged("window", first.year <= date_or_year <= (last.year if last else date_or_year))
    return judged("window", first <= date_or_year and (last is None or date_or_year <= last))


@dataclass
class Line:
    """One row in one year with its raw amount in yuan; `missing` where that cannot be told for want of facts."""

    row: object = None
    contract: int | None = None
    year: int | None = None
    raw: Fraction | None = None
    missing: tuple = ()
    key: str | None = None
    """What tells firms or products apart where they are summed and capped apart."""
    contract_year: int | None = None
    refused: bool = False
    verdicts: list = field(default_factory=list)
    cap: Fraction | None = None
    """Yuan, shared by the lines of one group."""
    paid: int | None = None
    """Fen that are paid, where the clause limits a price."""
    within: bool | None = None
    """Whether the rate that is paid keeps to the clause, where it is a rate that the clause limits."""

    def place(self):
        """What is summed before it is rounded."""
        return self.year, self.key, self.contract, self.contract_year


class Tally:
    """Judges the lines of one measure."""

    def __init__(self, lines):
        self.lines = lines
        self.reasons, self.open, self.missing = set(), set(), set()
        self.unclear = False
        self.alive = []
        for line in lines:
            self._judge(line)

    def _judge(self, line):
        self.open |= {one.id for one in line.verdicts if one.state == OPEN}
        self.reasons |= {one.id for one in line.verdicts if one.state in (FAILED, UNCLEAR)}
        line.refused = any(one.state == FAILED for one in line.verdicts)
        if line.refused:
            return
        self.alive.append(line)
        self.unclear = self.unclear or any(one.state == UNCLEAR for one in line.verdicts)
        for one in line.verdicts:
            self.missing |= set(one.missing)
        self.missing |= set(line.missing)

    def status(self):
        """The word for it."""
        if not self.alive:
            return "ineligible"
        if self.unclear:
            return "unclear"
        return "incomplete" if self.missing else "eligible"


class Measure:
    """One measure of a document. A subclass gives its lines; the rest follows from its marks."""

    effect = "receive"
    kind = "exact"
    recipient = "firm"
    rounding = "per-year"
    rate = None

    def force(self, day):
        """not-yet, in-force, ended or unknown."""
        raise NotImplementedError

    def lines(self, case):
        """All lines, judged conditions attached."""
        raise NotImplementedError

    def cap_group(self, line):
        """Lines that share a cap; None where there is none."""
        return None

    def block(self, case):
        """Where the result stands for who asks."""
        if self.effect in ("bound", "fund", "split"):
            return "reference"
        if not case.sees(self.recipient):
            return "others"
        return "price" if self.effect == "price" else "yours"

    def warnings(self, case, lines):
        """Ids of warnings."""
        return []

    def round(self, value):
        """Yuan to fen."""
        return fen(value)

    def settle(self, lines):
        """(line, raw, fen, capped) of each place; a cap is used up by the earliest lines first."""
        places = {}
        for line in lines:
            if line.raw is not None:
                places.setdefault(line.place(), []).append(line)
        left, settled, before = {}, [], {}
        for place in sorted(places, key=sort_key):
            group_lines = places[place]
            raw = sum((line.raw for line in group_lines), Fraction(0))
            group = self.cap_group(group_lines[0])
            paid = raw
            caps = [line.cap for line in lines if line.cap is not None and self.cap_group(line) == group]
            if group is not None and caps:
                whole = left.setdefault(group, min(caps))
                paid = min(raw, whole)
                left[group] = whole - paid
            if self.rounding == "once":
                # The sum over the years of a contract or a firm is rounded; each year takes what the sum grows by.
                at = place[1:3]
                exact, rounded = before.get(at, (Fraction(0), 0))
                before[at] = (exact + paid, self.round(exact + paid))
                settled.append((group_lines[0], raw, before[at][1] - rounded, paid < raw))
            else:
                settled.append((group_lines[0], raw, self.round(paid), paid < raw))
        return settled

    def answer(self, case):
        """What is said of the case."""
        tally = Tally(self.lines(case))
        settled = self.settle(tally.alive)
        status = tally.status()
        amount = sum(one[2] for one in settled) if settled and self.effect != "bound" else None
        told = amount is not None and status != "ineligible"
        return {
            "status": status,
            "kind": self.kind if told else None,
            "amount": money_text(amount) if told else None,
            "capped": any(one[3] for one in settled),
            "block": self.block(case),
            "recipient": self.recipient,
            "force": self.force(case.day),
            "lines": in_order(
                [line.key, line.contract, line.year, line.contract_year, money_text(one), capped] for line, _, one, capped in settled
            ),
            "reasons": sorted(tally.reasons),
            "missing": sorted(tally.missing) if status != "ineligible" else [],
            "open": sorted(tally.open),
            **((self.paid(settled, tally.alive) if told else None) or {}),
            "warnings": sorted(self.warnings(case, tally.alive)),
        }

    def paid(self, settled, lines):
        """What is paid against the price, where the clause limits one: by how much it differs, and whether it is within."""
        return None


def in_order(lines):
    """Lines as they are compared: sorted by how they are written."""
    return sorted(lines, key=lambda line: json.dumps(line, ensure_ascii=False, separators=(",", ":")))


def sort_key(place):
    """Places in order; those without a key, a row or a year first."""
    return tuple((one is not None, one if one is not None else 0) for one in place)
