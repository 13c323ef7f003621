"""What a loan costs in all, as rates of a year: from the borrower's flows, and as firms are told it."""

from fractions import Fraction

from contracts import Missing
from contracts.loan import Schedule
from contracts.irr import HIGHEST, gathered, on_months, shown_rates, unique
from contracts.roots import PRECISION, UNIT, power_of, solve
from values import money_text, percent_text, whole_months

FINE = 10**24
"""Parts of one to which a rate is found that goes into another."""


class Cost:
    """The first loan of a request with its fees, its deposit and its subsidies."""

    def __init__(self, row, loan):
        self.upfront = loan.get("fees_upfront", "money") or 0
        self.fees = row.dated("fees", "money")
        self.deposit = row.get("deposit", "money") or 0
        self.subsidies = row.dated("subsidies", "money")
        undated = (self.fees or self.subsidies) and loan.get("paid_out_on", "date") is None
        try:
            self.schedule = Schedule(loan)
        except Missing as missing:
            if undated and "loan.paid_out_on" not in missing.facts:
                before = [fact for fact in missing.facts if fact in ("loan.principal", "loan.rate", "loan.term")]
                missing.facts.insert(len(before), "loan.paid_out_on")
            raise
        if undated:
            raise Missing(["loan.paid_out_on"])

    def _flows(self, subsidies):
        """(day, or None without dates; fen): payout, rows, what comes back with the last, then fees and subsidies."""
        terms, rows = self.schedule.terms, self.schedule.rows
        flows = [(terms.paid_out_on, terms.principal - self.upfront - self.deposit)]
        flows += [(row.due_on, -row.payment) for row in rows]
        flows.append((rows[-1].due_on, self.deposit))
        return flows + self._dated(subsidies)

    def _dated(self, subsidies):
        return [(day, -amount) for day, amount in self.fees.items()] + list(subsidies.items())

    def side(self, subsidies):
        """One of before and after."""
        fees = self.upfront + sum(self.fees.values()) - sum(subsidies.values())
        answer = shown_rates(self.schedule, self._flows(subsidies))
        answer["disclosure"] = self._disclosure(subsidies)
        answer["total_cost"] = money_text(sum(row.interest for row in self.schedule.rows) + fees)
        return answer

    def _disclosure(self, subsidies):
        """The loan's rate and twelve times the monthly rate at which its principal alone would bear the fees."""
        terms = self.schedule.terms
        rate = terms.rate
        if terms.repayment == "flat":
            rate = self._flat_rate()
            if rate is None:
                return None
        if not (self.upfront or self.fees or subsidies):
            return percent_text(rate)
        flows = [(terms.paid_out_on, terms.principal - self.upfront)]
        flows += [(row.due_on, -row.principal) for row in self.schedule.rows]
        flows += self._dated(subsidies)
        times, unit = self._times(flows)
        if times is None:
            return None
        times = gathered(times)
        if not unique(times):
            return None
        found = solve(times, *fee_factor(rate, unit))
        return None if found > HIGHEST * 10**8 else percent_text(Fraction(found, UNIT))

    def _flat_rate(self):
        """Twelve times the monthly rate that a flat loan's own flows come to, far more exact than it is shown."""
        flows = self.schedule.flows()
        times, unit = self._times(flows)
        times = times and gathered(times)
        if not times or not unique(times):
            return None
        rate = Fraction(solve(times, *twelfths(unit)), FINE)
        return None if rate > HIGHEST else rate

    def _times(self, flows):
        """The flows by whole months, or by thirtieths of a month where one is off the grid; with the parts of a month."""
        times = on_months(self.schedule, flows)
        if times is None and self.schedule.terms.paid_out_on is not None:
            return self._thirty_days(flows), 30
        return times, 1

    def _thirty_days(self, flows):
        placed = []
        for day, flow in flows:
            months, days = whole_months(self.schedule.terms.paid_out_on, day)
            placed.append((30 * months + days, flow))
        return placed

    def answer(self):
        """As `huisuan schedule` writes it."""
        before = self.side({})
        return {"before": before, "after": self.side(self.subsidies) if self.subsidies else before}


def twelfths(parts):
    """A factor of a part of a month and the lowest rate, in half units of FINE, for twelve times a monthly rate."""
    whole = 24 * FINE

    def factor(half):
        if parts == 1:
            return PRECISION * whole // (whole + half)
        return power_of(whole + half, whole, parts)

    return factor, 1 - whole


def fee_factor(rate, unit):
    """A factor of a thirtieth (or the whole) of a month, where the annual rate is that of the loan and twelve times R."""
    p, q = rate.numerator, rate.denominator

    def factor(half):
        # 1 + R = 1 + (half / 2 UNIT - p / q) / 12
        below = 24 * UNIT * q
        above = below + half * q - 2 * UNIT * p
        if unit == 1:
            return PRECISION * below // above
        return power_of(above, below, unit)

    lowest = (2 * UNIT * p - 24 * UNIT * q) // q + 1
    return factor, lowest, -(-2 * UNIT * p // q)
