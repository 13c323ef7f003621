"""Securitisation: the coupon's interest period by period, and what accrues in each calendar year."""

from datetime import date
from fractions import Fraction

from contracts import Problem, needed
from contracts.periods import Grid, Once, Period, span, time_of
from values import fen, money_text, yuan

STEPS = {"yearly": 12, "half-yearly": 6, "quarterly": 3}


class Issue:
    """The terms of one issue."""

    def __init__(self, row):
        self.principal = row.get("principal", "money")
        self.coupon = row.get("coupon", "rate")
        self.starts_on = row.get("starts_on", "date")
        self.ends_on = row.get("ends_on", "date")
        needed(
            row,
            [
                ("principal", self.principal is not None),
                ("coupon", self.coupon is not None),
                ("starts_on", self.starts_on is not None),
                ("ends_on", self.ends_on is not None),
            ],
        )
        self.assumptions = []
        self.day_basis = row.get("day_basis", "choice")
        if self.day_basis is None:
            self.day_basis = "act/365"
            self.assumptions.append("day-basis")
        self.payments = row.get("payments", "choice")
        if self.payments is None:
            self.payments = "yearly"
            self.assumptions.append("payments")
        if self.ends_on <= self.starts_on:
            raise Problem("securitisation.ends_on", "NotAfter")

    def periods(self):
        """From one payment of interest to the next."""
        step = STEPS.get(self.payments)
        return span(Grid(self.starts_on, step) if step else Once(), self.starts_on, self.ends_on)

    def interest(self, time):
        """Unrounded, yuan."""
        return yuan(self.principal) * self.coupon * time

    def time(self, period):
        """The time of a payment period: whole ones by their months, odd ones by months of thirty days."""
        if self.day_basis == "30/360" and period.months is None:
            return thirty_days(period.start, period.end)
        return time_of(period, self.day_basis)

    def accrued(self):
        """Interest by calendar year, unrounded."""
        years, start = {}, self.starts_on
        while start < self.ends_on:
            end = min(self.ends_on, date(start.year + 1, 1, 1))
            time = thirty_days(start, end) if self.day_basis == "30/360" else time_of(Period(start, end), self.day_basis)
            years[start.year] = self.interest(time)
            start = end
        return years

    def answer(self):
        """As `huisuan schedule` writes it."""
        rows, years = [], {}
        for period in self.periods():
            amount = fen(self.interest(self.time(period)))
            rows.append(
                {
                    "from": period.start.isoformat(),
                    "due_on": period.end.isoformat(),
                    "days": period.days,
                    "interest": money_text(amount),
                }
            )
            years[period.end.year] = years.get(period.end.year, 0) + amount
        return {
            "rows": rows,
            "total": money_text(sum(years.values())),
            "by_year": {str(year): money_text(amount) for year, amount in years.items()},
            "assumptions": self.assumptions,
        }


def thirty_days(start, end):
    """The years between two days in months of thirty days."""
    days = 360 * (end.year - start.year) + 30 * (end.month - start.month) + min(end.day, 30) - min(start.day, 30)
    return Fraction(days, 360)
