"""The periods of a loan: from one due date to the next, with the time that each counts for."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from contracts.terms import INSTALMENTS
from values import add_months, days_by_year, whole_months, year_length


@dataclass
class Period:
    """From the day after which interest runs to the day on which it is due; without dates only months or days."""

    start: date | None
    end: date | None
    months: int | None = None
    """Whole months, where the period is whole on the grid of due dates."""
    bare_days: int | None = None
    """Days, where nothing has a date."""
    extension: bool = False
    by_days: bool = False
    """Whether 30/360 counts the days of a term in days over 360."""

    @property
    def days(self):
        """Actual days, first day in, last day out."""
        return (self.end - self.start).days if self.start else self.bare_days

    def thirty_360(self):
        """The time by whole months and odd days."""
        if self.months is not None:
            return Fraction(self.months, 12)
        if self.start is None or self.by_days:
            return Fraction(self.days, 360)
        months, rest = whole_months(self.start, self.end)
        return Fraction(months, 12) + Fraction(rest, 360)


def time_of(period, basis, start=None, end=None):
    """The time of a part of a period, or of the whole."""
    if basis == "30/360":
        whole = period.thirty_360()
        if start is None or (start, end) == (period.start, period.end):
            return whole
        return passed(period, end) - passed(period, start)
    if basis == "act/act":
        parts = days_by_year(start or period.start, end or period.end)
        return sum((Fraction(days, year_length(year)) for year, days in parts), Fraction(0))
    days = (end - start).days if start else period.days
    return Fraction(days, int(basis[4:]))


def passed(period, day):
    """How much of a period has passed on a day, by whole months and odd days over 360, and no more than the whole."""
    whole = period.thirty_360()
    if day == period.end:
        return whole
    until = Period(period.start, day, by_days=period.by_days)
    return min(until.thirty_360(), whole)


def share_of(time, basis, part, cut):
    """The time of what is cut from a part with one balance and one rate: by days, under act/act by what they are of their years."""
    if cut == part:
        return time
    if basis == "act/act":
        return time * time_of(Period(*cut), basis) / time_of(Period(*part), basis)
    return time * Fraction((cut[1] - cut[0]).days, (part[1] - part[0]).days)


class Grid:
    """Due dates a fixed number of months apart, from an anchor, clipped to the end of the month."""

    def __init__(self, anchor, step):
        self.anchor, self.step = anchor, step

    def after(self, day):
        """The due dates after a day, without end."""
        index = 0
        while True:
            due = add_months(self.anchor, index * self.step)
            if due > day:
                yield due
            index += 1

    def whole(self, start, end):
        """The months of a period from one due date (or the anchor) to the next; None where it is broken."""
        months = (start.year - self.anchor.year) * 12 + start.month - self.anchor.month
        on_grid = months >= 0 and months % self.step == 0 and add_months(self.anchor, months) == start
        return self.step if on_grid and add_months(self.anchor, months + self.step) == end else None


class Settlement:
    """Due on the 21sts: of each month, or of the last month of each quarter."""

    def __init__(self, quarterly):
        self.quarterly = quarterly

    def after(self, day):
        """The due dates after a day, without end."""
        year, month = day.year, day.month
        while True:
            due = date(year, month, 21)
            if due > day and (not self.quarterly or month % 3 == 0):
                yield due
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)

    def whole(self, _start, _end):
        """Counting months from its own first day does for 21sts, which no month lacks."""
        return None


class Once:
    """No due date before the end."""

    def after(self, _day):
        """None."""
        return iter(())

    def whole(self, _start, _end):
        """Not on a grid."""
        return None


def step_of(terms):
    """Months from one due date to the next."""
    quarterly = terms.frequency == "quarterly" if terms.repayment in INSTALMENTS else terms.repayment == "interest-quarterly"
    return 3 if quarterly else 1


def rhythm(terms):
    """When interest falls due."""
    if terms.repayment in ("bullet", "table"):
        return Once()
    if terms.settlement == "twentieth":
        return Settlement(terms.repayment == "interest-quarterly")
    return Grid(terms.first_due_on or terms.paid_out_on, step_of(terms))


def span(dues, start, end):
    """The periods from a day to the end over a rhythm."""
    periods = []
    for due in dues.after(start):
        if due >= end:
            break
        periods.append(Period(start, due, dues.whole(start, due)))
        start = due
    periods.append(Period(start, end, dues.whole(start, end)))
    return periods


def periods_of(terms):
    """All periods of a loan, those of an extension marked."""
    if terms.paid_out_on is None:
        return _without_dates(terms)
    payout, end = terms.paid_out_on, terms.end
    if terms.repayment == "bullet":
        return [Period(payout, terms.last_day(), by_days=terms.term[0] is None)]
    if terms.repayment == "table":
        days = [payout, *terms.repayments]
        periods = [Period(start, due) for start, due in zip(days, days[1:])]
    else:
        periods = span(rhythm(terms), payout, end)
        _short_quarter(terms, periods)
    if terms.extended_to:
        more = span(rhythm(terms), end, terms.extended_to)
        for period in more:
            period.extension = True
        periods += more
    return periods


def _short_quarter(terms, periods):
    """The last quarter of a term in months that is no multiple of three, counted from payout, is whole months."""
    last = periods[-1]
    if terms.term is None or terms.term[0] is None or terms.first_due_on or terms.settlement == "twentieth":
        return
    if last.months is None:
        last.months = terms.term[0] - step_of(terms) * (len(periods) - 1)


def _without_dates(terms):
    months, days = terms.term
    if months is None:
        return [Period(None, None, bare_days=days)]
    if terms.repayment == "bullet":
        return [Period(None, None, months)]
    step = step_of(terms)
    return [Period(None, None, min(step, months - start)) for start in range(0, months, step)]
