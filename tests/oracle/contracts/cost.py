"""What a loan costs in all, as rates of a year: from the borrower's flows, and as firms are told it."""

from fractions import Fraction

from contracts import Missing
from contracts.irr import HIGHEST, gathered, on_months, shown_rates, unique
from contracts.roots import PRECISION, UNIT, power_of, solve
from values import money_text, percent_text, whole_months


class Cost:
    """The first loan of a request with its fees, its deposit and its subsidies."""

    def __init__(self, row, loan, schedule):
        self.schedule = schedule
        self.upfront = loan.get("fees_upfront", "money") or 0
        self.fees = row.dated("fees", "money")
        self.deposit = row.get("deposit", "money") or 0
        self.subsidies = row.dated("subsidies", "money")
        if (self.fees or self.subsidies) and schedule.terms.paid_out_on is None:
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
            own = self.schedule.annual_rate()
            if own is None or own["monthly_irr_x12"] is None:
                return None
            rate = Fraction(own["monthly_irr_x12"].rstrip("%")) / 100
        if not (self.upfront or self.fees or subsidies):
            return percent_text(rate)
        flows = [(terms.paid_out_on, terms.principal - self.upfront)]
        flows += [(row.due_on, -row.principal) for row in self.schedule.rows]
        flows += self._dated(subsidies)
        times, unit = on_months(self.schedule, flows), 1
        if times is None and terms.paid_out_on is not None:
            times, unit = self._thirty_days(flows), 30
        if times is None:
            return None
        times = gathered(times)
        if not unique(times):
            return None
        found = solve(times, *fee_factor(rate, unit))
        return None if found > HIGHEST * 10**8 else percent_text(Fraction(found, UNIT))

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
    return factor, lowest
