"""What the national interest subsidies share: the parts of a loan that count, by balance, rate and time."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from clause import FAILED, Line, MET, Measure, UNCLEAR, Verdict, judged
from contracts import Missing, Problem
from contracts.loan import Schedule
from contracts.periods import share_of, time_of
from packs.common import rows_or_blank
from values import add_months, yuan

BUSINESSES = ("self-employed", "farmer", "micro-small", "medium", "large")


@dataclass
class Part:
    """A stretch of a loan with one balance and one rate, within one calendar year; without dates only its time."""

    row: object
    start: date | None
    end: date | None
    balance: Fraction
    """Yuan."""
    rate: Fraction
    time: Fraction
    basis: str

    @property
    def year(self):
        """The year in which its days lie."""
        return self.start and self.start.year

    def cut(self, start, end):
        """What of it lies between two days; None where nothing does."""
        start, end = max(self.start, start), min(self.end, end)
        if start >= end:
            return None
        time = share_of(self.time, self.basis, (self.start, self.end), (start, end))
        return Part(self.row, start, end, self.balance, self.rate, time, self.basis)


def parts_of(schedule, months=None, owed=True):
    """All parts of a loan in order, within so many months of the payout: what is owed, or what interest runs on."""
    terms, parts, passed = schedule.terms, [], 0
    last = terms.paid_out_on and months and add_months(terms.paid_out_on, months)
    for row in schedule.rows:
        for segment in row.segments:
            balance, time, end = segment.balance, segment.time, segment.end
            if terms.repayment == "flat":
                # Its interest runs on the whole principal and for whole periods, whatever is still owed.
                balance, time = terms.principal, time_of(row.period, terms.day_basis)
                if owed:
                    balance = row.opening
                    time = share_of(time, terms.day_basis, (row.period.start, row.period.end), (segment.start, end))
            whole = Part(row, segment.start, end, yuan(balance), segment.rate, time, terms.day_basis)
            if segment.start is None:
                whole.time *= share_without_dates(row.period, time, months, passed)
                passed += row.period.months or 0
                parts += [whole] if whole.time else []
            else:
                parts += by_calendar_year(whole.cut(segment.start, min(last, end) if last else end))
    return parts


def share_without_dates(period, time, months, passed):
    """How much of a period lies within so many months, of which some have passed."""
    if months is None:
        return Fraction(1)
    if period.months is None:
        return min(Fraction(months, 12) / time, Fraction(1)) if time else Fraction(1)
    return Fraction(max(min(months - passed, period.months), 0), period.months)


def by_calendar_year(part):
    """A part cut at each 1 January."""
    cut = []
    while part is not None:
        stop = min(part.end, date(part.start.year + 1, 1, 1))
        cut.append(part.cut(part.start, stop))
        part = part.cut(stop, part.end)
    return cut


class LoanSubsidy(Measure):
    """A subsidy by loan. A subclass says who may and what the parts of a loan come to."""

    recipient = "borrower"
    group = "central-interest-subsidy"

    def conditions(self, case, row):
        """Who may, and for which loan."""
        raise NotImplementedError

    def amounts(self, case, loans):
        """{index: ({year: raw yuan}, missing facts)} of loans that are not refused: (index, row, schedule)."""
        raise NotImplementedError

    def problem(self, row):
        """(missing facts, verdicts) of a loan whose terms do not fit together."""
        return (), [Verdict("amount", UNCLEAR)]

    def needed(self, case, row):
        """What is missing beside the terms of the loan."""
        return ()

    def undefined(self, row):
        """Whether the rule gives no amount for a loan, whatever is answered."""
        return False

    def lines(self, case):
        found, loans, verdicts = [], [], {}
        for index, row in enumerate(rows_or_blank(case, "loan")):
            verdicts[index] = self.conditions(case, row)
            if self.undefined(row):
                verdicts[index].append(Verdict("amount", FAILED))
            try:
                loans.append((index, row, Schedule(row)))
            except Missing as missing:
                absent = (*missing.facts, *self.needed(case, row))
                found.append(Line(row=row, contract=index, missing=absent, verdicts=verdicts[index]))
            except Problem:
                absent, more = self.problem(row)
                found.append(Line(row=row, contract=index, missing=tuple(absent), verdicts=[*verdicts[index], *more]))
        alive = [one for one in loans if not any(verdict.state == "failed" for verdict in verdicts[one[0]])]
        told = self.amounts(case, alive)
        for index, row, _ in loans:
            years, absent = told.get(index, ({None: None}, ()))
            for year, raw in years.items():
                found.append(Line(row=row, contract=index, year=year, raw=raw, missing=tuple(absent), verdicts=verdicts[index]))
        return found


def one_central(row):
    """A loan usually gets one subsidy of the central treasury; that was not read, so that a second one is not clear."""
    return Verdict("loan.central_subsidy", UNCLEAR if row.get("central_subsidy", "flag") else MET)


class Limited(LoanSubsidy):
    """On at most so much of one client's loans together, day by day, for a time from the payout."""

    months = 12
    owed = True
    """Whether what is still owed counts, or what interest runs on."""
    limit = None

    def of_rate(self, row, rate):
        """The annual rate at which a loan of this contract rate is subsidised."""
        raise NotImplementedError

    def of_loan(self, row, schedule, parts):
        """{year: raw yuan}, from (part, [(principal that counts, time)])."""
        raise NotImplementedError

    def most(self, case, principal):
        """(the limit for so much principal, what is missing to know it)."""
        return self.limit, ()

    def amounts(self, case, loans):
        paid = {
            index: yuan(schedule.terms.principal)
            for index, row, schedule in loans
            if any(self.of_rate(row, part.rate) for part in self.parts(schedule))
        }
        limit, absent = self.most(case, sum(paid.values()))
        shared = len(paid) > 1 and limit is not None and sum(paid.values()) > limit
        told, before = {}, []
        for index, row, schedule in sorted(loans, key=lambda one: self.turn(*one)):
            parts, missing, earlier = self.parts(schedule), absent, before
            if not (shared and index in paid):
                limit, missing = self.most(case, yuan(schedule.terms.principal))
                earlier = []
            elif schedule.terms.paid_out_on is None:
                told[index] = ({None: None}, self.needed(case, row))
                continue
            else:
                limit = self.most(case, sum(paid.values()))[0]
            counted = [(part, list(bases(part, earlier, limit))) for part in parts]
            cut = any(base < part.balance for part, some in counted for base, _ in some)
            told[index] = (self.of_loan(row, schedule, counted), (*(missing if cut else ()), *self.beside(row)))
            before += [part for part in parts if part.start and self.of_rate(row, part.rate)]
        return told

    def parts(self, schedule):
        """What is subsidised of a loan, but for the limit."""
        return parts_of(schedule, self.months, owed=self.owed)

    def turn(self, index, row, schedule):
        """Paid out first comes first; of one day the lower rate, then what the loans are: the order of rows does not matter."""
        day = schedule.terms.paid_out_on
        if day is None:
            return date.min, 0, [], index
        last, segments = add_months(day, self.months), [segment for one in schedule.rows for segment in one.segments]
        counted = [one for one in segments if one.start < last]
        what = [(one.start, min(one.end, last), one.balance, self.of_rate(row, one.rate), one.time) for one in counted]
        return day, what[0][3] if what else 0, what, index

    def needed(self, case, row):
        principal = row.get("principal", "money")
        absent = () if principal is None else self.most(case, yuan(principal))[1]
        return (*absent, *self.beside(row))

    def beside(self, row):
        """What is missing beside the terms of the loan and the limit."""
        return ()


def bases(part, before, limit):
    """(principal that counts, time): what the earlier loans of the day leave of the limit."""
    if limit is None or part.start is None:
        yield part.balance if limit is None else min(part.balance, limit), part.time
        return
    cuts = {part.start, part.end}
    cuts |= {day for one in before for day in (one.start, one.end) if part.start < day < part.end}
    days = sorted(cuts)
    for start, end in zip(days, days[1:]):
        used = sum((one.balance for one in before if one.start <= start and end <= one.end), Fraction(0))
        yield min(part.balance, max(limit - used, Fraction(0))), part.cut(start, end).time


class Points(Limited):
    """Points on the principal, no more than the rate of the contract."""

    rounding = "once"
    points = Fraction(1, 100)

    def of_rate(self, row, rate):
        return max(min(self.points, rate - (self.local_subsidy(row)[0] or 0)), Fraction(0))

    def of_loan(self, row, schedule, parts):
        years = {}
        for part, counted in parts:
            for base, time in counted:
                years[part.year] = years.get(part.year, Fraction(0)) + base * self.of_rate(row, part.rate) * time
        return years

    def beside(self, row):
        return self.local_subsidy(row)[1]

    def local_subsidy(self, row):
        """What a local subsidy has taken of the rate already, where that counts, and what is missing for it."""
        return None, ()


class Interest(Limited):
    """Part of the interest of each payment, rounded when it falls due."""

    rounding = "per-period"
    owed = False

    def of_rate(self, row, rate):
        return rate

    def subsidy(self, row, schedule, interest, counted):
        """Yuan of a payment: its interest within the limits, and (part, yuan times years) of it."""
        raise NotImplementedError

    def of_loan(self, row, schedule, parts):
        whole, within, years = {}, {}, {}
        for part in parts_of(schedule, owed=False):
            whole[id(part.row)] = whole.get(id(part.row), Fraction(0)) + part.balance * part.rate * part.time
        for part, counted in parts:
            weight = sum((base * time for base, time in counted), Fraction(0))
            within.setdefault(id(part.row), []).append((part, weight))
        for one in schedule.rows:
            counted = within.get(id(one))
            if counted:
                due = sum(weight * part.rate for part, weight in counted)
                interest = yuan(one.interest) * due / whole[id(one)] if whole[id(one)] else Fraction(0)
                year = one.due_on and one.due_on.year
                years[year] = years.get(year, Fraction(0)) + self.subsidy(row, schedule, interest, counted)
        return years


def new_hires(case, share, share_above_100):
    """新招用的人数达到现有在职职工人数的…，超过100人的企业达到…."""
    staff, hires = case.firm.get("staff", "count"), case.firm.get("new_hires", "count")
    absent = [name for name, value in (("firm.staff", staff), ("firm.new_hires", hires)) if value is None]
    if absent:
        return judged("firm.new_hire_share", None, absent)
    needed = Fraction(share_above_100 if staff > 100 else share, 100)
    return judged("firm.new_hire_share", staff > 0 and Fraction(hires, staff) >= needed)
