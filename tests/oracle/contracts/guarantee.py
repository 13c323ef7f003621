"""Guarantee fees: year by year of the contract, or once for the whole term."""

from fractions import Fraction

from contracts import Problem, needed
from contracts.terms import date_plus
from values import add_months, fen, money_text, percent_text, yuan


def shown(rate):
    """A rate of any length as the engine shows it: six decimals of a percent, and whether that is all of it."""
    return {"rate": percent_text(rate), "exact": (rate * 10**8).denominator == 1}


class Guarantee:
    """One row of the group `guarantee`."""

    def __init__(self, row):
        self.row = row
        self.assumptions = []
        self.amount = row.get("amount", "money")
        self.term = row.get("term", "term")
        self.starts_on = row.get("starts_on", "date")
        self.charging = row.get("charging", "choice")
        self.balance = row.by_year("balance", "money")
        self.fee_rate = row.get("fee_rate", "rate")
        self.share = row.get("guaranteed_share", "rate")
        if self.share is None:
            self.share = Fraction(1)
        self.minimum_year = row.get("minimum_year", "flag") or False
        self.part_years = row.get("part_years", "choice")
        self._part_years()
        self._check()

    def _part_years(self):
        if self.term is None:
            return
        self.whole, self.odd = divmod(self.term[1] if self.term[0] is None else self.term[0], self._unit())
        if self.part_years is None:
            self.part_years = "days" if self.term[0] is None else "months"
            if self.odd:
                self.assumptions.append("part-years")

    def _unit(self):
        """How long a year is, in days or months as the term is."""
        return 365 if self.term[0] is None else 12

    def _check(self):
        by_actual_days = self.term is not None and self.term[0] is not None and self.part_years == "days" and self.odd
        yearly = self.charging not in (None, "upfront-original")
        needed(
            self.row,
            [
                ("amount", self.amount is not None),
                ("term", self.term is not None),
                ("starts_on", self.starts_on is not None or not by_actual_days),
                ("charging", self.charging is not None),
                ("balance", self.balance or not yearly),
                ("fee_rate", self.fee_rate is not None),
            ],
        )
        if self.term[0] is None and self.part_years == "months":
            raise Problem("guarantee.term", "NotWholeMonths")
        if yearly and sorted(self.balance) != list(range(1, self.count() + 1)):
            raise Problem("guarantee.balance", "Count")

    def count(self):
        """How many years the contract has, an odd one counted."""
        return self.whole + (1 if self.odd else 0)

    def _odd(self):
        """(time, months, days) of the part that is left after whole years."""
        if self.term[0] is None:
            return Fraction(self.odd, 365), None, self.odd
        if self.part_years == "months":
            return Fraction(self.odd, 12), self.odd, None
        start = add_months(self.starts_on, 12 * self.whole)
        days = (add_months(self.starts_on, 12 * self.whole + self.odd) - start).days
        return Fraction(days, 365), None, days

    def rows(self):
        """(year, base in fen, months, days, time, fee in fen)."""
        if self.charging == "upfront-original":
            return [self._up_front()]
        rows = []
        for year in range(1, self.count() + 1):
            if year <= self.whole:
                time, months, days = Fraction(1), *((None, 365) if self.term[0] is None else (12, None))
            else:
                time, months, days = self._odd()
                if self.minimum_year:
                    time = Fraction(1)
            amount = self.amount if year == 1 and self.charging.startswith("first") else self.balance[year]
            rows.append(self._fee(year, amount, months, days, time))
        return rows

    def _up_front(self):
        time, months, days = Fraction(self.whole), *self.term
        if self.odd:
            odd, odd_months, odd_days = self._odd()
            time += odd
            if self.term[0] is not None and odd_months is None:
                months, days = (12 * self.whole or None), odd_days
        if self.minimum_year and self.whole == 0:
            time = Fraction(1)
        return self._fee(1, self.amount, months, days, time)

    def _fee(self, year, amount, months, days, time):
        base = fen(yuan(amount) * self.share)
        return year, base, months, days, time, fen(yuan(base) * self.fee_rate * time)

    def weighted(self):
        """[(year, yuan x the time charged)]: what a yearly fee rate is multiplied with."""
        return [(year, yuan(base) * time) for year, base, _, _, time, _ in self.rows()]

    def years(self):
        """The term in years."""
        months, days = self.term
        return Fraction(days, 365) if months is None else Fraction(months, 12)

    def _starts(self, year):
        if self.starts_on is None:
            return None
        if self.term[0] is None:
            return date_plus(self.starts_on, 365 * (year - 1)).isoformat()
        return add_months(self.starts_on, 12 * (year - 1)).isoformat()

    def answer(self):
        """As `huisuan schedule` writes it."""
        rows = self.rows()
        total = sum(row[-1] for row in rows)
        below = yuan(self.amount) * self.share * self.years()
        return {
            "rows": [
                {
                    "year": year,
                    "starts_on": self._starts(year),
                    "base": money_text(base),
                    "months": months,
                    "days": days,
                    "fee": money_text(fee),
                }
                for year, base, months, days, _, fee in rows
            ],
            "total": money_text(total),
            "annualised": shown(yuan(total) / below) if below else None,
            "assumptions": self.assumptions,
        }
