"""Securitisation: the coupon's interest period by period, and what accrues in each calendar year."""

from fractions import Fraction

from contracts import Problem, needed
from contracts.periods import Grid, Once, span, time_of
from values import days_by_year, fen, money_text, year_length, yuan

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
        self.assumptions = set()
        self.day_basis = row.get("day_basis", "choice")
        if self.day_basis is None:
            self.day_basis = "act/365"
            self.assumptions.add("day-basis")
        self.payments = row.get("payments", "choice") or "yearly"
        if self.ends_on <= self.starts_on:
            raise Problem("securitisation.ends_on", "NotAfter")

    def periods(self):
        """From one payment of interest to the next."""
        step = STEPS.get(self.payments)
        return span(Grid(self.starts_on, step) if step else Once(), self.starts_on, self.ends_on)

    def interest(self, time):
        """Unrounded, yuan."""
        return yuan(self.principal) * self.coupon * time

    def accrued(self):
        """Interest by calendar year, unrounded: each year takes its days of each period."""
        years = {}
        for period in self.periods():
            for year, count in days_by_year(period.start, period.end):
                if self.day_basis == "act/act":
                    time = Fraction(count, year_length(year))
                else:
                    time = time_of(period, self.day_basis) * Fraction(count, period.days)
                years[year] = years.get(year, Fraction(0)) + self.interest(time)
        return years

    def answer(self):
        """As `huisuan schedule` writes it."""
        rows, years = [], {}
        for period in self.periods():
            amount = fen(self.interest(time_of(period, self.day_basis)))
            rows.append(
                {
                    "from": period.start.isoformat(),
                    "due_on": period.end.isoformat(),
                    "days": period.days,
                    "interest": money_text(amount),
                }
            )
            years[period.end.year] = years.get(period.end.year, 0) + amount
        return {"rows": rows, "by_year": {str(year): money_text(amount) for year, amount in years.items()}}
