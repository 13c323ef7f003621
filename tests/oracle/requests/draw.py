"""Draws single values: amounts, rates, counts, days, terms, with their edges."""

from datetime import date, timedelta
from fractions import Fraction
import random

from values import add_months, decimal_text, money_text, month_days

EPOCH = date(2019, 8, 20)


class Draw:
    """A source of values that a seed and a number make the same on every machine."""

    def __init__(self, seed, index):
        self.random = random.Random(f"huisuan/{seed}/{index}")
        self.fitting = self.chance(0.6)
        """Whether this request is of one who mostly fits the clauses, so that amounts come out."""
        self.care = self.pick([(8, 1.0), (3, 0.98)] if self.fitting else [(4, 1.0), (4, 0.97), (2, 0.85), (1, 0.5)])
        """How likely a fact is answered in this request."""
        self.same_years = {}

    def chance(self, share):
        """True as often as that."""
        return self.random.random() < share

    def pick(self, weighted):
        """One of (weight, value)."""
        weights, values = zip(*weighted)
        return self.random.choices(values, weights)[0]

    def fit(self, good, others):
        """Mostly what fits a clause, or (weight, value) of all there is."""
        return good if self.chance(0.985 if self.fitting else 0.3) else self.pick(others)

    def one(self, *values):
        """One of some, alike."""
        return self.random.choice(values)

    def whole(self, low, high):
        """A whole number between two, both included."""
        return self.random.randint(low, high)

    def answered(self, facts):
        """The facts that are there and, mostly, answered."""
        return {name: value for name, value in facts.items() if value is not None and self.chance(self.care)}

    # Money

    def fen(self, *edges, low=0, high=10**14):
        """An amount in fen near an edge (in yuan), or anywhere."""
        if edges and self.chance(0.6):
            amount = self.one(*edges) * 100 + self.pick([(4, 0), (2, 1), (2, -1), (1, 100), (1, -100)])
        else:
            digits = self.whole(2, 11)
            amount = self.whole(10 ** (digits - 1), 10**digits)
            if self.chance(0.5):
                amount -= amount % self.one(100, 10_000, 1_000_000)
        return min(max(int(amount), low), high)

    def money(self, *edges, low=0, high=10**14):
        """An amount as someone may write it."""
        return self.written(self.fen(*edges, low=low, high=high))

    def written(self, amount):
        """One of the ways to write an amount in fen."""
        plain = money_text(amount)
        form = self.pick([(6, "plain"), (1, "short"), (1, "thousands"), (2, "wan"), (1, "yi")])
        if form == "short" and amount % 100 == 0:
            return str(amount // 100)
        if form == "thousands":
            head, tail = plain.split(".")
            return f"{int(head):,}.{tail}"
        if form == "wan":
            return decimal_text(Fraction(amount, 10**6)) + "万元"
        if form == "yi" and amount % 10**8 == 0:
            return decimal_text(Fraction(amount, 10**10)) + "亿元"
        return plain

    # Rates

    def rate(self, *edges, low="0", high="20"):
        """A rate in percent near an edge, or anywhere between."""
        if edges and self.chance(0.6):
            value = Fraction(self.one(*edges)) + self.pick([(4, 0), (2, Fraction(1, 10**6)), (2, Fraction(-1, 10**6)), (1, Fraction(1, 100)), (1, Fraction(-1, 100))])
        else:
            value = Fraction(self.whole(0, 10**6), 10**6) * (Fraction(high) - Fraction(low)) + Fraction(low)
            value = Fraction(round(value * 10**4), 10**4) if self.chance(0.5) else Fraction(round(value * 20), 20)
        value = min(max(value, Fraction(low)), Fraction(high))
        if self.chance(0.15):
            return decimal_text(value * 100) + "BP"
        return decimal_text(value) + "%"

    def count(self, *edges, low=0, high=1_000_000):
        """A whole number near an edge, or a small one."""
        value = self.one(*edges) + self.one(0, 0, 1, -1) if edges and self.chance(0.7) else self.whole(0, 200)
        return str(min(max(value, low), high))

    # Time

    def day(self, *edges, first=date(2019, 1, 1), last=date(2028, 12, 31)):
        """A day near an edge, at the end of a month, or anywhere."""
        how = self.pick([(5 if edges else 0, "edge"), (2, "end"), (1, "leap"), (4, "any")])
        if how == "edge":
            day = self.one(*edges) + timedelta(self.pick([(4, 0), (2, 1), (2, -1), (1, 30), (1, -30)]))
        elif how == "end":
            month, year = self.whole(1, 12), self.whole(first.year, last.year)
            day = date(year, month, month_days(year, month) - self.pick([(4, 0), (1, 1), (1, 2)]))
        elif how == "leap":
            day = date(self.one(2020, 2024), 2, 29)
        else:
            day = first + timedelta(self.whole(0, (last - first).days))
        return min(max(day, first), last)

    def term(self, *months, days=0.1, longest=120, longest_days=1827):
        """A term in months, now and then in days."""
        if self.chance(days):
            return f"{self.pick([(3, self.whole(1, 800)), (1, 365), (1, 366), (1, 360), (1, 1826), (1, longest_days)])}天"
        value = self.one(*months) + self.one(0, 0, 1, -1) if months and self.chance(0.6) else self.whole(1, longest)
        value = max(value, 1)
        return f"{value // 12}年" if value % 12 == 0 and self.chance(0.1) else f"{value}个月"

    def some(self, low, high, *weights):
        """How many rows or years."""
        return self.pick(list(zip(weights, range(low, high + 1))))

    def years(self, value, first=2020, last=2026):
        """A series by calendar year; most series of a request speak of the same years."""
        at = (first, last)
        if self.fitting and self.chance(0.9):
            first, last = min(first + 1, 2024), max(last - 1, 2024)
        if at not in self.same_years or self.chance(0.15):
            count = self.some(1, 3, 6, 3, 1)
            self.same_years.setdefault(at, sorted(self.random.sample(range(first, last + 1), count)))
            chosen = sorted(self.random.sample(range(first, last + 1), count))
        else:
            chosen = self.same_years[at]
        return {str(year): value() for year in chosen}

    def dates_in(self, start, end, count):
        """Some days strictly between two, in order."""
        span = (end - start).days
        if span < 2:
            return []
        return sorted({start + timedelta(self.whole(1, span - 1)) for _ in range(count)})


__all__ = ["Draw", "add_months"]
