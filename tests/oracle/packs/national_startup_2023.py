"""普惠金融发展专项资金管理办法（财金〔2023〕75号）: interest subsidy for startup guarantee loans, from reports of its local rules."""

from datetime import date
from fractions import Fraction

from clause import Line, Measure, UNCLEAR, Verdict, flag, in_window, one_of
from contracts import Missing, Problem
from contracts.loan import Schedule
from goal import Pointer
from packs.national import new_hires
from packs.common import rows_or_blank
from values import add_months, fen, yuan

FIRST = date(2023, 10, 1)


def force(day):
    """In force since its first day; no end is known."""
    return "not-yet" if day < FIRST else "in-force"


class Startup(Measure):
    """Half of the interest at the actual rate, up to a limit of the principal and of the time."""

    recipient = "borrower"
    group = "central-interest-subsidy"
    months = 0
    """The longest time that is subsidised."""

    def force(self, day):
        return force(day)

    def limit(self, case, principal):
        """(yuan, missing facts): the principal that is subsidised at most."""
        raise NotImplementedError

    def conditions(self, case):
        """Who may."""
        raise NotImplementedError

    def lines(self, case):
        found = []
        recognised = flag(case.facts.one("national-startup-2023"), "recognised")
        for index, row in enumerate(rows_or_blank(case, "loan")):
            day = row.get("paid_out_on", "date")
            verdicts = [
                one_of(row, "product", ("startup",)),
                *self.conditions(case),
                recognised,
                one_of(row, "status", ("normal",)),
                in_window(day, FIRST, None, ("loan.paid_out_on",)),
            ]
            found += self.loan_lines(case, row, index, verdicts)
        return found

    def loan_lines(self, case, row, index, verdicts):
        """A line for each year in which instalments fall due."""
        principal = row.get("principal", "money")
        limit, absent = self.limit(case, principal)
        try:
            schedule = Schedule(row)
        except Missing as missing:
            return [Line(row=row, contract=index, missing=(*missing.facts, *absent), verdicts=verdicts)]
        except Problem:
            return [Line(row=row, contract=index, verdicts=[*verdicts, Verdict("amount", UNCLEAR)])]
        years = {}
        for one, share in self.shares(schedule, limit):
            year = one.due_on.year if one.due_on else None
            years[year] = years.get(year, Fraction(0)) + yuan(fen(yuan(one.interest) * share / 2))
        return [
            Line(row=row, contract=index, year=year, raw=raw, missing=tuple(absent), verdicts=verdicts)
            for year, raw in years.items()
        ]

    def shares(self, schedule, limit):
        """(row that is due, how much of its interest is on principal and time within the limits)."""
        payout, flat = schedule.terms.paid_out_on, schedule.terms.repayment == "flat"
        last = payout and add_months(payout, self.months)
        months = 0
        for row in schedule.rows:
            if not row.segments:
                continue
            period = row.period
            if last and period.start >= last or not last and months >= self.months:
                return
            whole = within = Fraction(0)
            for segment in row.segments:
                bearing = schedule.terms.principal if flat else segment.balance
                share = min(Fraction(1), limit / yuan(bearing)) if bearing else Fraction(1)
                whole += segment.interest()
                if last:
                    within += segment.interest_until(last, period, schedule.terms.day_basis) * share
                elif period.months is None:
                    within += segment.interest() * share * min(Fraction(self.months, 12) / segment.time, Fraction(1))
                else:
                    within += segment.interest() * share * Fraction(min(self.months - months, period.months), period.months)
            months += period.months or 0
            yield row, within / whole if whole else Fraction(0)


class Person(Startup):
    """个人创业担保贷款: 30万元, 3 years; partners 110% of the sum, at most 400万元."""

    months = 36

    def conditions(self, case):
        return [one_of(case.firm, "kind", ("person", "self-employed", "farmer"))]

    def limit(self, case, principal):
        partners = case.firm.get("partners", "count")
        alone = Fraction(300_000)
        if partners is None:
            absent = () if principal is None or yuan(principal) <= alone else ("firm.partners",)
            return alone, absent
        if partners <= 1:
            return alone, ()
        return min(alone * partners * Fraction(110, 100), Fraction(4_000_000)), ()


class Firm(Startup):
    """小微企业创业担保贷款: 400万元, 2 years; new staff at least 10% (above 100 staff 5%)."""

    months = 24

    def conditions(self, case):
        return [one_of(case.firm, "kind", ("micro-small",)), new_hires(case, 10, 5)]

    def limit(self, case, principal):
        return Fraction(4_000_000), ()


MEASURES = {"person": Person(), "firm": Firm(), "local-terms": Pointer(force, "borrower")}
