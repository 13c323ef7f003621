"""What a loan costs in all, as rates of a year: from the borrower's flows, and the simple sum for disclosure."""

from fractions import Fraction

from contracts import Missing
from contracts.roots import compound, sign_changes, simple, solve
from values import add_months, half_up, money_text, percent_text, whole_months, yuan


class Cost:
    """The first loan of a request with its fees, its deposit and its subsidies."""

    def __init__(self, row, loan, schedule):
        self.loan = loan
        self.schedule = schedule
        self.upfront = loan.get("fees_upfront", "money") or 0
        self.fees = row.dated("fees", "money")
        self.deposit = row.get("deposit", "money") or 0
        self.subsidies = row.dated("subsidies", "money")
        if (self.fees or self.subsidies) and schedule.terms.paid_out_on is None:
            raise Missing(["loan.paid_out_on"])

    def _flows(self, subsidies):
        """(day or month or None for payout, fen), unsorted."""
        terms, rows = self.schedule.terms, self.schedule.rows
        start = terms.paid_out_on
        flows = [(start, terms.principal - self.upfront - self.deposit)]
        flows += [(row.due_on, -row.payment) for row in rows]
        flows += [(day, -amount) for day, amount in self.fees.items()]
        flows += [(day, amount) for day, amount in subsidies.items()]
        flows.append((rows[-1].due_on, self.deposit))
        return flows

    def _months(self, flows):
        """(month, fen) on the grid of payout, or None where a flow is not on it."""
        start = self.schedule.terms.paid_out_on
        if start is None:
            months, at = [0], 0
            for period in self.schedule.periods:
                if period.months is None:
                    return None
                at += period.months
                months.append(at)
            return list(zip([*months, months[-1]], [flow for _, flow in flows]))
        placed = []
        for day, flow in flows:
            month = (day.year - start.year) * 12 + day.month - start.month
            if add_months(start, month) != day:
                return None
            placed.append((month, flow))
        return placed

    def _days(self, flows):
        start = self.schedule.terms.paid_out_on
        return start and [((day - start).days, flow) for day, flow in flows]

    def years(self):
        """The term in years, by whole months and odd days."""
        terms = self.schedule.terms
        if terms.term is not None and terms.term[0] is not None:
            return Fraction(terms.term[0], 12)
        if terms.paid_out_on is None:
            return Fraction(terms.term[1], 360)
        months, days = whole_months(terms.paid_out_on, terms.end)
        return Fraction(months, 12) + Fraction(days, 360)

    def side(self, subsidies):
        """One of before and after."""
        terms = self.schedule.terms
        flows = self._flows(subsidies)
        months, days = self._months(flows), self._days(flows)
        in_order = gathered(days if days is not None else months or list(enumerate(flow for _, flow in flows)))
        unique = sign_changes([flow for _, flow in in_order]) == 1
        fees = self.upfront + sum(self.fees.values()) - sum(subsidies.values())
        below = yuan(terms.principal) * self.years()
        answer = {
            "monthly_irr_x12": None,
            "effective": None,
            "xirr": None,
            "disclosure": percent_text(terms.rate + yuan(fees) / below) if below else None,
            "total_cost": money_text(sum(row.interest for row in self.schedule.rows) + fees),
            "solution": "unique" if unique else "none-unique",
        }
        if unique and months is not None:
            answer["monthly_irr_x12"] = shown(gathered(months), *simple(12))
            answer["effective"] = shown(gathered(months), *compound(12))
        if unique and days is not None:
            answer["xirr"] = shown(gathered(days), *compound(365))
        return answer

    def answer(self):
        """As `huisuan schedule` writes it."""
        return {"before": self.side({}), "after": self.side(self.subsidies)}


def gathered(flows):
    """In order of time from the first, those of one time added, zeros left out."""
    times = {}
    for time, flow in flows:
        times[time] = times.get(time, 0) + flow
    kept = [(time, flow) for time, flow in sorted(times.items()) if flow]
    return [(time - kept[0][0], flow) for time, flow in kept]


def shown(flows, factor, lowest):
    """The solution as percent with six decimals."""
    return percent_text(Fraction(solve(flows, factor, lowest), 10**8))
