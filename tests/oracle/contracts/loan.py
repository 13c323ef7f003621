"""A loan row by row: what is due on each day, of principal and of interest, with everything that happens on the way."""

from dataclasses import dataclass, field
from fractions import Fraction

from contracts import Problem
from contracts.periods import periods_of, step_of, time_of
from contracts.rates import Rates
from contracts.terms import INSTALMENTS, Terms
from values import days_by_year, fen, half_up, largest_remainder, money_text, rate_text, yuan


@dataclass
class Segment:
    """A part of a period with one balance and one rate."""

    start: object
    end: object
    balance: int
    rate: Fraction
    time: Fraction

    def interest(self):
        """Unrounded, in yuan."""
        return yuan(self.balance) * self.rate * self.time


@dataclass
class Row:
    """What is due, or happens, on a day. Amounts in fen."""

    number: int
    due_on: object
    rate: Fraction
    days: int | None
    opening: int
    principal: int
    interest: int
    event: str | None = None
    segments: list = field(default_factory=list)

    @property
    def closing(self):
        """The balance after the row."""
        return self.opening - self.principal

    @property
    def payment(self):
        """Principal and interest."""
        return self.principal + self.interest


def instalment(balance, rate, step, count):
    """The equal payment of `count` periods of `step` months on a balance, in fen."""
    if rate == 0:
        return half_up(Fraction(balance, count))
    period = rate * step / 12
    p, q = period.numerator, period.denominator
    grown, base = (q + p) ** count, q**count
    top, bottom = balance * p * grown, q * (grown - base)
    return (2 * top + bottom) // (2 * bottom)


class Schedule:
    """The rows of a loan, from its row of facts."""

    def __init__(self, row):
        self.terms = terms = Terms(row)
        self.rates = Rates(terms)
        self.periods = periods_of(terms)
        self.rows = []
        self.balance = terms.principal
        self.number = 0
        self.payment = None
        """The equal payment, or the equal part of the principal, in force."""
        self.first_payment = None
        self.shorter = False
        """Whether a prepayment has shortened the term: the loan ends when nothing is owed."""
        self.renew = False
        """Whether the payment is to be computed anew at the next period."""
        self.table_left = dict(terms.repayments)
        self.regular = sum(not period.extension for period in self.periods)
        self.ended = False
        self._run()

    def _run(self):
        terms = self.terms
        self.prepayments = dict(terms.prepayments)
        for index, period in enumerate(self.periods):
            self._period(index, period)
            if self.ended or (self.shorter and self.balance == 0):
                break
        if self.prepayments:
            raise Problem("loan.prepayments", "AboveBalance")
        if terms.prepaid_in_full_on and not self.ended:
            raise Problem("loan.prepaid_in_full_on", "OutsideTerm")

    # A period

    def _period(self, index, period):
        terms = self.terms
        opening = self.balance
        inside, segments, from_day = [], [], period.start
        self._renew_by_rate(index)
        for day in sorted(day for day in self.prepayments if period.start < day < period.end):
            if terms.prepaid_in_full_on and day > terms.prepaid_in_full_on:
                break
            segments += self._segments(period, from_day, day, self.balance)
            from_day = day
            amount = self.prepayments.pop(day)
            if amount > self.balance:
                raise Problem("loan.prepayments", "AboveBalance")
            if amount == self.balance:
                self._close(index, period, day, inside, segments)
                return
            inside.append((day, amount))
            self.balance -= amount
        full = terms.prepaid_in_full_on
        if full and period.start < full < period.end:
            segments += self._segments(period, from_day, full, self.balance)
            self._close(index, period, full, inside, segments)
            return
        segments += self._segments(period, from_day, period.end, self.balance)
        self._due(index, period, opening, inside, segments)

    def _segments(self, period, start, end, balance):
        """The parts of a stretch of a period that has one balance, cut where the rate changes."""
        if start is not None and start == end:
            return []
        if start is None:
            return [Segment(None, None, balance, self.rates.on(None), time_of(period, self.terms.day_basis))]
        cuts = [start, *(day for day in self.rates.days() if start < day < end), end]
        return [
            Segment(one, other, balance, self.rates.on(one), time_of(period, self.terms.day_basis, one, other))
            for one, other in zip(cuts, cuts[1:])
        ]

    def _interest(self, period, segments):
        terms = self.terms
        if terms.repayment == "flat":
            return fen(yuan(terms.principal) * terms.rate * step_of(terms) / 12)
        return fen(sum((segment.interest() for segment in segments), Fraction(0)))

    def _events(self, inside):
        """The rows of what was prepaid inside a period, before the row that closes it."""
        balance = self.balance + sum(amount for _, amount in inside)
        for day, amount in inside:
            rate = self.rates.on(before(day))
            self.rows.append(Row(self.number, day, rate, None, balance, amount, 0, "prepayment"))
            balance -= amount
            self._reduce_table(day, amount)
            self._after_prepayment()

    def _close(self, index, period, day, inside, segments):
        """Everything is repaid on a day inside a period."""
        self._events(inside)
        interest = self._interest(period, segments)
        days = (day - period.start).days
        self.rows.append(
            Row(self.number, day, segments[-1].rate, days, self.balance, self.balance, interest, "prepaid-in-full", segments)
        )
        self.balance, self.ended = 0, True

    def _due(self, index, period, opening, inside, segments):
        """The row that falls due at the end of a period."""
        terms = self.terms
        interest = self._interest(period, segments)
        self._events(inside)
        principal = self._principal(index, period, opening, interest)
        event = None
        after = self.prepayments.get(period.end) if period.end else None
        full = terms.prepaid_in_full_on is not None and terms.prepaid_in_full_on == period.end
        if terms.extended_to and (index == self.regular - 1 and len(self.periods) > self.regular or terms.repayment == "bullet"):
            event = "extended"
        if after is not None and after == self.balance - principal and not full:
            self.prepayments.pop(period.end)
            after, full = None, True
        if full and after is None:
            principal, event = self.balance, "prepaid-in-full"
        self.number += 1
        self.rows.append(
            Row(self.number, period.end, segments[-1].rate, period.days, self.balance, principal, interest, event, segments)
        )
        self.balance -= principal
        if after is not None:
            self.prepayments.pop(period.end)
            if after > self.balance:
                raise Problem("loan.prepayments", "AboveBalance")
            self.balance -= after
            self._events([(period.end, after)])
            if full:
                self.rows.append(
                    Row(self.number, period.end, segments[-1].rate, None, self.balance, self.balance, 0, "prepaid-in-full")
                )
                self.balance = 0
        self.ended = self.ended or full

    # The principal part

    def _principal(self, index, period, opening, interest):
        terms = self.terms
        if index == len(self.periods) - 1:
            return self.balance
        if period.extension or (terms.extended_to and index == self.regular - 1):
            return 0
        if terms.repayment == "table":
            return self.table_left[period.end]
        if terms.repayment not in INSTALMENTS or index < terms.grace:
            return 0
        if self.payment is None or self.renew:
            self._set_payment(index, period, opening)
        if terms.repayment == "equal-payment":
            return max(0, min(self.payment - interest, self.balance))
        return min(self.payment, self.balance)

    def _set_payment(self, index, period, opening):
        terms = self.terms
        count = self.regular - index
        balance = opening if self.shorter else self.balance
        if terms.repayment == "equal-payment":
            self.payment = instalment(balance, self.rates.on(period.start), step_of(terms), count)
        else:
            self.payment = half_up(Fraction(balance, count))
        if self.first_payment is None:
            self.first_payment = self.payment
        self.renew = False

    def _renew_by_rate(self, index):
        """A real change of the rate since the period before began asks for a new equal payment."""
        if self.terms.repayment != "equal-payment" or index == 0 or self.payment is None:
            return
        last, this = self.periods[index - 1].start, self.periods[index].start
        if last and any(last < day <= this for day in self.rates.days()):
            self.renew = True

    def _after_prepayment(self):
        if self.terms.repayment not in INSTALMENTS:
            return
        if self.terms.after_prepayment == "shorter-term":
            self.shorter = True
        else:
            self.renew = True

    def _reduce_table(self, day, amount):
        """What was prepaid comes off the rows of the table that follow, in order."""
        for due in sorted(self.table_left):
            if due > day:
                taken = min(amount, self.table_left[due])
                self.table_left[due] -= taken
                amount -= taken

    # The answer

    def answer(self):
        """As `huisuan schedule` writes it."""
        rows = [
            {
                "number": row.number,
                "due_on": row.due_on and row.due_on.isoformat(),
                "rate": rate_text(row.rate),
                "days": row.days,
                "opening": money_text(row.opening),
                "principal": money_text(row.principal),
                "interest": money_text(row.interest),
                "payment": money_text(row.payment),
                "closing": money_text(row.closing),
                "event": row.event,
            }
            for row in self.rows
        ]
        totals = {
            name: money_text(sum(getattr(row, name) for row in self.rows)) for name in ("principal", "interest", "payment")
        }
        return {
            "instalment": self._instalment(),
            "rows": rows,
            "totals": totals,
            "paid_by_year": self._by_year(self.paid_by_year()),
            "accrued_by_year": self._by_year(self.accrued_by_year()),
            "assumptions": sorted(self.terms.assumptions),
        }

    def _instalment(self):
        if self.terms.repayment not in INSTALMENTS:
            return None
        if self.terms.repayment == "equal-payment":
            return self.first_payment if self.first_payment is None else money_text(self.first_payment)
        for row in self.rows:
            if row.event != "prepayment" and row.number > self.terms.grace:
                return money_text(row.payment)
        return None

    @staticmethod
    def _by_year(amounts):
        return {str(year): money_text(amount) for year, amount in sorted(amounts.items())}

    def paid_by_year(self):
        """Interest by the year in which it is due, fen."""
        years = {}
        for row in self.rows:
            if row.due_on and row.event != "prepayment":
                years[row.due_on.year] = years.get(row.due_on.year, 0) + row.interest
        return years

    def accrued_by_year(self):
        """Each row's rounded interest over the years in which it accrued, fen."""
        years = {}
        for row in self.rows:
            for year, amount in largest_remainder(row.interest, self._weights(row)):
                years[year] = years.get(year, 0) + amount
        return years

    def _weights(self, row):
        weights = {}
        for segment in row.segments:
            if segment.start is None:
                return []
            parts = days_by_year(segment.start, segment.end)
            whole = (segment.end - segment.start).days
            for year, days in parts:
                if self.terms.repayment == "flat":
                    weight = Fraction(days)
                elif self.terms.day_basis == "act/act":
                    weight = yuan(segment.balance) * segment.rate * Fraction(days, 366 if leap(year) else 365)
                else:
                    weight = segment.interest() * days / whole
                weights[year] = weights.get(year, Fraction(0)) + weight
        return sorted(weights.items())


def leap(year):
    """Whether a year has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def before(day):
    """The day before."""
    return type(day).fromordinal(day.toordinal() - 1)
