"""Guarantee fees: year by year of the contract, or once for the whole term."""

from fractions import Fraction

from contracts import needed
from values import add_months, fen, money_text, percent_text, yuan


def shown(rate):
    """A rate of any length as the engine shows it: six decimals of a percent, and whether that is all of it."""
    return {"rate": percent_text(rate), "exact": (rate * 10**8).denominator == 1}


class Guarantee:
    """One row of the group `guarantee`; the other rows may give the customer's total."""

    def __init__(self, row, rows):
        self.assumptions = set()
        self.row = row
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
        if self.part_years is None and self.term is not None:
            self.part_years = "days" if self.term[0] is None else "months"
        if row.get("customer_total", "money") is None and rows:
            self.assumptions.add("customer-total-summed")
        self._missing()

    def _missing(self):
        years = [] if self.term is None or self.charging in (None, "upfront-original") else range(1, len(self._years()) + 1)
        first = 2 if self.charging == "first-original-then-outstanding" else 1
        by_days = self.term is not None and self.term[0] is not None and self.part_years == "days"
        needed(
            self.row,
            [
                ("amount", self.amount is not None),
                ("term", self.term is not None),
                ("starts_on", self.starts_on is not None or not by_days),
                ("charging", self.charging is not None),
                ("balance", all(year in self.balance for year in years if year >= first)),
                ("fee_rate", self.fee_rate is not None),
            ],
        )

    def _years(self):
        """(months, days) of each year of the contract; the last may be odd."""
        months, days = self.term
        whole, step = (days, 365) if months is None else (months, 12)
        lengths = [min(step, whole - start) for start in range(0, whole, step)]
        return [(None, length) if months is None else (length, None) for length in lengths]

    def _time(self, index, length):
        """How much of a year a year of the contract is charged as."""
        months, days = length
        if (months, days) in ((12, None), (None, 365)) or self.minimum_year:
            return Fraction(1)
        if months is None:
            return Fraction(days, 365)
        if self.part_years == "months":
            return Fraction(months, 12)
        return Fraction(self._actual_days(index, months), 365)

    def _actual_days(self, index, months):
        start = add_months(self.starts_on, 12 * index)
        return (add_months(self.starts_on, 12 * index + months) - start).days

    def rows(self):
        """(year, base in fen, months, days, fee in fen)."""
        years = self._years()
        if self.charging == "upfront-original":
            base = fen(yuan(self.amount) * self.share)
            time = sum((self._time(index, length) for index, length in enumerate(years)), Fraction(0))
            return [(1, base, *self.term, fen(yuan(base) * self.fee_rate * time))]
        rows = []
        for index, length in enumerate(years):
            whole = self.amount if index == 0 and self.charging.startswith("first") else self.balance[index + 1]
            base = fen(yuan(whole) * self.share)
            rows.append((index + 1, base, *length, fen(yuan(base) * self.fee_rate * self._time(index, length))))
        return rows

    def weighted(self):
        """[(year, yuan x the time charged)]: what a yearly fee rate is multiplied with."""
        years = self._years()
        times = [self._time(index, length) for index, length in enumerate(years)]
        if self.charging == "upfront-original":
            return [(1, yuan(fen(yuan(self.amount) * self.share)) * sum(times))]
        return [(row[0], yuan(row[1]) * time) for row, time in zip(self.rows(), times)]

    def years(self):
        """The term in years."""
        months, days = self.term
        return Fraction(days, 365) if months is None else Fraction(months, 12)

    def answer(self):
        """As `huisuan schedule` writes it."""
        rows = self.rows()
        total = sum(row[-1] for row in rows)
        below = yuan(self.amount) * self.share * self.years()
        return {
            "rows": [
                {
                    "year": year,
                    "starts_on": self.starts_on and add_months(self.starts_on, 12 * (year - 1)).isoformat(),
                    "base": money_text(base),
                    "months": months,
                    "days": days,
                    "fee": money_text(fee),
                }
                for year, base, months, days, fee in rows
            ],
            "total": money_text(total),
            "annualised": shown(yuan(total) / below) if below else None,
            "assumptions": sorted(self.assumptions),
        }
