"""A loan row by row: what is due on each day, of principal and of interest, with everything that happens on the way."""

from dataclasses import dataclass, field
from fractions import Fraction

from contracts import Problem
from contracts.irr import shown_rates
from contracts.periods import periods_of, step_of, time_of
from contracts.rates import Rates
from contracts.terms import AMORTISING, INSTALMENTS, Terms
from lpr import VERIFIED_THROUGH
from values import days_by_year, fen, half_up, money_text, parts_in_fen, rate_text, year_length, yuan


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
    period: object = None

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
        terms.check_rows(self.periods)
        self.step = step_of(terms)
        self.rows = []
        self.balance = terms.principal
        self.number = 0
        self.part = None
        """The equal payment, or the equal part of the principal, in force."""
        self.part_rate = None
        """The rate with which the equal payment was computed."""
        self.first_payment = None
        """What is due first beside interest alone, of an instalment loan."""
        self.shorter = False
        """Whether a prepayment has shortened the term: the loan ends when nothing is owed."""
        self.renew = False
        """Whether a prepayment asks for a new part at the next period."""
        self.regular = sum(not period.extension for period in self.periods)
        self.last = len(self.periods) - 1
        """The period that repays the whole balance."""
        self.table_left = dict(terms.repayments)
        self.prepayments = dict(terms.prepayments)
        self.ended = False
        self._run()

    def _run(self):
        for index, period in enumerate(self.periods):
            self._start(index, period)
            self._period(index, period)
            if self.ended or (self.shorter and self.balance == 0) or index == self.last:
                break
        if self.prepayments:
            raise Problem("loan.prepayments", "AboveBalance")
        if self.terms.prepaid_in_full_on and not any(row.due_on == self.terms.prepaid_in_full_on for row in self.rows):
            raise Problem("loan.prepaid_in_full_on", "OutsideTerm")

    # The equal payment, or the equal part of the principal

    def _start(self, index, period):
        """Computes the part anew where this period asks for it."""
        terms = self.terms
        if terms.repayment not in INSTALMENTS or period.extension or index < terms.grace:
            return
        first = self.part is None
        changed = not first and terms.repayment == "equal-payment" and self._rate_changed(index)
        if not (first or changed or self.renew):
            return
        self.renew = False
        # Periods that a prepayment has saved do not come back with a new rate.
        count = min(self.regular, self.last + 1) - index
        rate = self.rates.on(period.start)
        if terms.repayment == "equal-payment":
            if self.shorter:
                count = self._periods_left(count)
                if index + count < self.regular:
                    self.last = index + count - 1
            self.part, self.part_rate = instalment(self.balance, rate, self.step, count), rate
        else:
            self.part = half_up(Fraction(self.balance, count))

    def _rate_changed(self, index):
        start, this = self.periods[index - 1].start, self.periods[index].start
        return start is not None and any(start < day <= this for day in self.rates.days())

    def _periods_left(self, most):
        """How many periods the part in force would take at the rate that it was computed with."""
        for count in range(1, most):
            if instalment(self.balance, self.part_rate, self.step, count) <= self.part:
                return count
        return most

    def _principal(self, index, period, interest):
        terms = self.terms
        if terms.extended_to and index == self.regular - 1 and len(self.periods) > self.regular:
            return 0
        if index == self.last:
            return self.balance
        if period.extension:
            return 0
        if terms.repayment == "table":
            return self.table_left[period.end]
        if terms.repayment not in INSTALMENTS or index < terms.grace:
            return 0
        if terms.repayment == "equal-payment":
            return max(0, min(self.part - interest, self.balance))
        return min(self.part, self.balance)

    # A period

    def _period(self, index, period):
        terms = self.terms
        inside, segments, from_day = [], [], period.start
        for day in sorted(day for day in self.prepayments if period.start < day < period.end):
            if terms.prepaid_in_full_on and day > terms.prepaid_in_full_on:
                break
            segments += self._segments(period, from_day, day)
            from_day = day
            amount = self.prepayments.pop(day)
            if amount > self.balance or self.balance == 0:
                raise Problem("loan.prepayments", "AboveBalance")
            if amount == self.balance:
                self._close(period, day, inside, segments)
                return
            inside.append((day, amount))
            self.balance -= amount
        full = terms.prepaid_in_full_on
        if full and period.start < full < period.end:
            segments += self._segments(period, from_day, full)
            self._close(period, full, inside, segments)
            return
        segments += self._segments(period, from_day, period.end)
        self._due(index, period, inside, segments)

    def _segments(self, period, start, end):
        """The parts of a stretch of a period that has one balance, cut where the rate changes."""
        basis = self.terms.day_basis
        if start is None:
            return [Segment(None, None, self.balance, self.rates.on(None), time_of(period, basis))]
        cuts = [start, *(day for day in self.rates.days() if start < day < end), end]
        return [
            Segment(one, other, self.balance, self.rates.on(one), time_of(period, basis, one, other))
            for one, other in zip(cuts, cuts[1:])
        ]

    def _interest(self, period, segments):
        terms = self.terms
        if terms.repayment == "flat":
            return fen(yuan(terms.principal) * terms.rate * time_of(period, terms.day_basis))
        return fen(sum((segment.interest() for segment in segments), Fraction(0)))

    def _prepaid(self, events):
        """The rows of prepayments, whose amounts the balance has already lost."""
        balance = self.balance + sum(amount for _, amount in events)
        for day, amount in events:
            self.rows.append(Row(self.number, day, self.rates.on(day), None, balance, amount, 0, "prepayment"))
            balance -= amount
            for due in sorted(self.table_left):
                if due > day:
                    taken = min(amount, self.table_left[due])
                    self.table_left[due] -= taken
                    amount -= taken
            if self.terms.repayment in AMORTISING and self.part is not None:
                if self.terms.after_prepayment == "shorter-term":
                    self.shorter = True
                else:
                    self.renew = True

    def _close(self, period, day, inside, segments):
        """Everything is repaid on a day inside a period."""
        self._prepaid(inside)
        interest = self._interest(period, segments)
        row = Row(self.number, day, segments[-1].rate, (day - period.start).days, self.balance, self.balance, interest)
        row.event, row.segments, row.period = "prepaid-in-full", segments, period
        self.rows.append(row)
        self.balance, self.ended = 0, True

    def _due(self, index, period, inside, segments):
        """The row that falls due at the end of a period, and a prepayment on that day."""
        terms = self.terms
        interest = self._interest(period, segments)
        self._prepaid(inside)
        principal = self._principal(index, period, interest)
        if self.part is not None and self.first_payment is None:
            self.first_payment = self.part + (interest if terms.repayment == "flat" else 0)
        event = None
        if terms.extended_to and (index == self.regular - 1 and len(self.periods) > self.regular or terms.repayment == "bullet"):
            event = "extended"
        full = period.end is not None and terms.prepaid_in_full_on == period.end
        if full:
            principal, event = self.balance, "prepaid-in-full"
        self.number += 1
        rate = segments[-1].rate
        self.rows.append(Row(self.number, period.end, rate, period.days, self.balance, principal, interest, event, segments, period))
        self.balance -= principal
        amount = self.prepayments.pop(period.end, None) if period.end else None
        if amount is not None:
            if amount > self.balance or self.balance == 0:
                raise Problem("loan.prepayments", "AboveBalance")
            self.balance -= amount
            if self.balance == 0:
                rate = self.rates.on(period.end)
                self.rows.append(Row(self.number, period.end, rate, None, amount, amount, 0, "prepaid-in-full"))
                full = True
            else:
                self._prepaid([(period.end, amount)])
        self.ended = full

    # The answer

    def answer(self):
        """As `huisuan schedule` writes it."""
        answer = {
            "instalment": self._instalment(),
            "rows": [self._row(row) for row in self.rows],
            "totals": {
                name: money_text(sum(getattr(row, name) for row in self.rows)) for name in ("principal", "interest", "payment")
            },
            "paid_by_year": self._by_year(self.paid_by_year()),
            "accrued_by_year": self._by_year(self.accrued_by_year()),
            "annual_rate": self.annual_rate(),
            "assumptions": self.terms.stated(),
        }
        if "lpr-unknown-after" in self.terms.assumptions:
            answer["lpr_verified_through"] = VERIFIED_THROUGH.isoformat()
        return answer

    @staticmethod
    def _row(row):
        return {
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

    def _instalment(self):
        if self.terms.repayment == "equal-principal" or self.first_payment is None:
            return None
        return money_text(self.first_payment)

    def _by_year(self, amounts):
        if self.terms.paid_out_on is None:
            return None
        return {str(year): money_text(amount) for year, amount in sorted(amounts.items())}

    def paid_by_year(self):
        """Interest by the year in which it is due, fen."""
        years = {}
        for row in self.rows:
            if row.due_on:
                years[row.due_on.year] = years.get(row.due_on.year, 0) + row.interest
        return years

    def accrued_by_year(self):
        """Each row's rounded interest over the years in which it accrued, fen."""
        years = {}
        for row in self.rows:
            for year, amount in parts_in_fen(row.interest, self._accrued(row)):
                years[year] = years.get(year, 0) + amount
        return years

    def _accrued(self, row):
        """The unrounded interest of a row in each year, in fen."""
        parts = {}
        for segment in row.segments:
            if segment.start is None:
                return []
            whole = (segment.end - segment.start).days
            for year, days in days_by_year(segment.start, segment.end):
                if self.terms.repayment == "flat":
                    # Its rows have one segment each.
                    part = Fraction(row.interest * days, whole)
                elif self.terms.day_basis == "act/act":
                    part = segment.balance * segment.rate * Fraction(days, year_length(year))
                else:
                    part = segment.interest() * 100 * days / whole
                parts[year] = parts.get(year, Fraction(0)) + part
        return sorted(parts.items())

    def annual_rate(self):
        """What the loan's own flows come to a year; None for a principal of nothing."""
        if self.terms.principal == 0:
            return None
        return shown_rates(self, self.flows())

    def flows(self):
        """The payout and what is paid, without fees: (day, or None without dates; fen)."""
        return [(self.terms.paid_out_on, self.terms.principal), *((row.due_on, -row.payment) for row in self.rows)]
