"""个人消费贷款贴息 (财金〔2025〕80号, 〔2026〕1号): 1 point a year on what is spent, at most half of the contract rate."""

from datetime import date
from fractions import Fraction

from clause import FAILED, MET, OPEN, UNCLEAR, Line, Measure, Verdict, flag, in_window, one_of
from contracts import Missing, Problem
from contracts.loan import Schedule
from facts import Row
from packs.national import parts_of
from packs.common import rows_or_blank
from values import fen, yuan

LAST = date(2026, 12, 31)
"""政策实施期至2026年12月31日: days after it do not count."""
FIELDS = ("car", "care", "education", "travel", "home", "electronics", "health")
SMALL = Fraction(50_000)


class Use:
    """A purchase with the loan that paid it."""

    def __init__(self, case, row):
        loans = case.facts.rows("loan")
        number = row.get("loan", "count")
        self.row, self.missing = row, []
        self.index = 0 if number is None else number - 1
        if len(loans) > 1 and number is None or self.index >= max(len(loans), 1):
            self.index, self.missing = None, ["spend.loan"]
        self.loan = Row("loan", {}) if self.index is None or not loans else loans[self.index]
        self.amount, self.day = row.get("amount", "money"), row.get("spent_on", "date")
        self.amount = None if self.amount is None else yuan(self.amount)
        self.lender = self.loan.get("lender", "text")


def paid_by(schedule, day):
    """Whether a loan can have paid for something on a day."""
    payout, last = schedule.terms.paid_out_on, schedule.rows[-1].due_on
    return payout is None or payout <= day <= last


class Consumption(Measure):
    """按实际用于消费的贷款本金贴息."""

    recipient = "borrower"
    document = "national-consumption-2026"
    first, last = date(2026, 1, 1), LAST
    products = ("consumption", "card-instalment")
    item = None
    """At most so much of one purchase counts."""
    whole_cap, small_cap = Fraction(3000), None
    per_year = True

    def force(self, day):
        if day < self.first:
            return "not-yet"
        return "in-force" if day <= LAST else "ended"

    def kinds(self, use):
        """Which purchases count."""
        return []

    def lines(self, case):
        uses = [Use(case, row) for row in rows_or_blank(case, "spend")]
        found = []
        for number, use in enumerate(uses):
            verdicts = [
                one_of(case.firm, "kind", ("person", "self-employed", "farmer")),
                one_of(use.loan, "product", self.products),
                *self.kinds(use),
                flag(case.facts.one(self.document), "lender"),
                in_window(use.day, self.first, self.last, ("spend.spent_on",)),
            ]
            if use.index is None:
                verdicts[1] = Verdict("loan.product", OPEN, ())
            found += self.use_lines(number, use, uses, verdicts)
        self.ask_lenders(found)
        return found

    def use_lines(self, number, use, uses, verdicts):
        """A line for each year."""
        absent = list(use.missing)
        if use.amount is None:
            absent.append("spend.amount")
        undated = use.index is not None and use.loan.get("paid_out_on", "date") is None
        try:
            schedule = Schedule(use.loan)
        except Missing as missing:
            absent += missing.facts if use.index is not None else []
        except Problem:
            schedule = None
        if absent or use.day is None:
            absent += ["loan.paid_out_on"] if undated else []
            return [self.line(number, use, None, None, absent, verdicts)]
        spent = sum((one.amount for one in uses if one.index == use.index and one.amount is not None), Fraction(0))
        if schedule is None or spent > yuan(schedule.terms.principal) or not paid_by(schedule, use.day):
            verdicts.append(Verdict("amount", UNCLEAR))
            return [self.line(number, use, None, None, (), verdicts)]
        if undated:
            return [self.line(number, use, None, None, ("loan.paid_out_on",), verdicts)]
        return [self.line(number, use, year, raw, (), verdicts) for year, raw in self.by_year(use, schedule).items()]

    def line(self, number, use, year, raw, absent, verdicts):
        """One line of a purchase."""
        line = Line(row=use.row, contract=number, key=use.lender, year=year, raw=raw, missing=tuple(absent), verdicts=verdicts)
        line.small = use.amount is not None and use.amount < SMALL
        line.loan = use.index
        return line

    def by_year(self, use, schedule):
        """The same part of each balance as the purchase is of the loan, from the day of the purchase."""
        principal = yuan(schedule.terms.principal)
        counted = use.amount if self.item is None else min(use.amount, self.item)
        share = counted / principal if principal else Fraction(0)
        years = {}
        for part in parts_of(schedule):
            within = part.cut(use.day, date(LAST.year + 1, 1, 1))
            if within is not None:
                points = min(Fraction(1, 100), within.rate / 2)
                years[within.year] = years.get(within.year, Fraction(0)) + within.balance * share * points * within.time
        return years or {use.day.year: Fraction(0)}

    def ask_lenders(self, lines):
        """Loans without a lender may be of one with others: asked where a limit would then pay less, or more."""
        counted = [line for line in lines if line.raw is not None and not any(one.state == FAILED for one in line.verdicts)]
        unnamed = [line for line in counted if line.key is None]
        if not unnamed or len({line.loan for line in counted}) < 2:
            return
        as_it_is = self.total(counted, lambda line: line.key)
        others = {line.key for line in counted} - {None}
        ways = [lambda line: (line.key, None if line.key else line.loan)]
        ways += [lambda line, other=other: line.key or other for other in others]
        if any(self.total(counted, way) != as_it_is for way in ways):
            for line in unnamed:
                line.missing = (*line.missing, "loan.lender")

    def total(self, lines, key):
        """What all lines come to within the limits, summed by a key."""
        groups = {}
        for line in lines:
            groups.setdefault(key(line), []).append(line)
        return sum(paid for group in groups.values() for _, paid in self.within_limits(group))

    def settle(self, lines):
        groups = {}
        for line in lines:
            if line.raw is not None:
                groups.setdefault(line.key, []).append(line)
        return [one for group in groups.values() for one in self.rounded(group)]

    def within_limits(self, lines):
        """(line, yuan) in order: the limits of a lender are used up by the earlier ones, or begin anew each year."""
        left, year = [self.small_cap, self.whole_cap], None
        for line in sorted(lines, key=lambda line: (line.year, line.contract)):
            if self.per_year and line.year != year:
                left = [self.small_cap, self.whole_cap]
            year, paid = line.year, line.raw
            if left[0] is not None and line.small:
                paid = min(paid, left[0])
                left[0] -= paid
            paid = min(paid, left[1])
            left[1] -= paid
            yield line, paid

    def rounded(self, lines):
        """Rounded once for a lender, or once a year; each line takes what the sum grows by."""
        settled, exact, before, year = [], Fraction(0), 0, None
        for line, paid in self.within_limits(lines):
            if self.per_year and line.year != year:
                exact, before = Fraction(0), 0
            year, exact = line.year, exact + paid
            settled.append((line, line.raw, fen(exact) - before, paid < line.raw))
            before = fen(exact)
        return settled


class Consumption2025(Consumption):
    """单笔不满5万元; 5万元及以上 of named kinds, up to 5万元; 累计 3000元, 其中单笔不满5万元 1000元."""

    document = "national-consumption-2025"
    first, last = date(2025, 9, 1), date(2025, 12, 31)
    products = ("consumption",)
    item, small_cap, per_year = SMALL, Fraction(1000), False

    def kinds(self, use):
        category = use.row.get("category", "choice")
        name = "spend.amount|spend.category"
        if use.amount is not None and use.amount < SMALL or category in FIELDS:
            return [Verdict(name, MET)]
        absent = [fact for fact, value in (("spend.amount", use.amount), ("spend.category", category)) if value is None]
        return [Verdict(name, OPEN, tuple(absent)) if absent else Verdict(name, FAILED)]
