"""普惠金融发展专项资金管理办法（财金〔2023〕75号）: interest subsidy for startup guarantee loans, from reports of its local rules."""

from datetime import date
from fractions import Fraction

from clause import flag, in_window, one_of
from goal import Pointer
from packs.national import Interest, new_hires, one_central
from values import fen, yuan

FIRST = date(2023, 10, 1)
LAST = date(2028, 9, 30)


def force(day):
    """In force for five years."""
    if day < FIRST:
        return "not-yet"
    return "in-force" if day <= LAST else "ended"


class Startup(Interest):
    """Half of the interest at the actual rate, up to a limit of the principal and of the time."""

    def force(self, day):
        return force(day)

    def who(self, case):
        """Who may."""
        raise NotImplementedError

    def conditions(self, case, row):
        return [
            one_of(row, "product", ("startup",)),
            *self.who(case),
            flag(case.facts.one("national-startup-2023"), "recognised"),
            one_central(row),
            one_of(row, "status", ("normal",)),
            in_window(row.get("paid_out_on", "date"), FIRST, LAST, ("loan.paid_out_on",)),
        ]

    def subsidy(self, row, schedule, interest, counted):
        return yuan(fen(interest / 2))


class Person(Startup):
    """个人创业担保贷款: 30万元, 3 years; partners 110% of the sum, at most 400万元."""

    months = 36

    def who(self, case):
        return [one_of(case.firm, "kind", ("person", "self-employed", "farmer"))]

    def most(self, case, principal):
        partners, alone = case.firm.get("partners", "count"), Fraction(300_000)
        if principal <= alone:
            return alone, ()
        if partners is None:
            return alone, ("firm.partners",)
        if partners <= 1:
            return alone, ()
        return min(alone * partners * Fraction(110, 100), Fraction(4_000_000)), ()


class Firm(Startup):
    """小微企业创业担保贷款: 400万元, 2 years; new staff at least 10% (above 100 staff 5%)."""

    months, limit = 24, Fraction(4_000_000)

    def who(self, case):
        return [one_of(case.firm, "kind", ("micro-small",)), new_hires(case, 10, 5)]


MEASURES = {"person": Person(), "firm": Firm(), "local-terms": Pointer(force, "borrower")}
