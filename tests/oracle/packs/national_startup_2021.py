"""Startup guarantee loans paid out from 2021-01-01 to 2023-09-30 (财金〔2020〕21号): the borrower bears up to LPR-150BP."""

from datetime import date
from fractions import Fraction

from clause import MET, OPEN, FAILED, Verdict, flag, in_window, one_of
from lpr import VERIFIED_THROUGH, lpr, tenor_of
from contracts.rates import reference_of, repricing_days
from packs.national import Interest, new_hires, one_central
from values import add_months, fen, yuan

FIRST, LAST = date(2021, 1, 1), date(2023, 9, 30)


def reference(row):
    """(LPR, missing facts): that of the contract, else the one published by the day of payout."""
    given = row.get("lpr", "rate")
    if given is not None:
        return given, ()
    day, term, tenor = row.get("paid_out_on", "date"), row.get("term", "term"), row.get("tenor", "choice")
    if day is None:
        return None, ("loan.paid_out_on",)
    if tenor is None and term is None:
        if row.get("repayment", "choice") != "table":
            return None, ("loan.term",)
        dates = row.dated("repayments", "money")
        if not dates:
            return None, ("loan.repayments",)
        tenor = "1y" if max(dates) <= add_months(day, 60) else "5y"
    return lpr(tenor or tenor_of(term), day), ()


class Startup(Interest):
    """利息中LPR-150BP以下部分由借款人承担，剩余部分财政给予贴息."""


    def force(self, day):
        if day < FIRST:
            return "not-yet"
        return "in-force" if day <= LAST else "ended"

    def who(self, case):
        """Who may."""
        raise NotImplementedError

    def conditions(self, case, row):
        return [
            one_of(row, "product", ("startup",)),
            *self.who(case),
            self.ceiling(row),
            flag(case.facts.one("national-startup-2021"), "recognised"),
            one_central(row),
            one_of(row, "status", ("normal", "rolled-over")),
            in_window(row.get("paid_out_on", "date"), FIRST, LAST, ("loan.paid_out_on",)),
        ]

    @staticmethod
    def ceiling(row):
        """贫困地区的贷款利率不超过LPR+250BP; elsewhere it is not tested."""
        name = "loan.area|loan.rate"
        area, rate = row.get("area", "choice"), row.get("rate", "rate")
        known, absent = reference(row)
        if area == "other" or rate is not None and known is not None and rate <= known + Fraction(250, 10_000):
            return Verdict(name, MET)
        open_facts = [] if area is not None else ["loan.area"]
        if rate is None:
            open_facts.append("loan.rate")
        if known is None:
            open_facts += absent
        return Verdict(name, OPEN, tuple(open_facts)) if open_facts else Verdict(name, FAILED)

    def problem(self, row):
        """Without an LPR nothing is known of the amount, whatever else is wrong."""
        absent = reference(row)[1]
        return (absent, []) if absent else super().problem(row)

    def undefined(self, row):
        """There was no LPR on the day of the payout."""
        known, absent = reference(row)
        return known is None and not absent

    def amounts(self, case, loans):
        told = super().amounts(case, [one for one in loans if not self.undefined(one[1])])
        unknown = {index: reference(row)[1] for index, row, _ in loans}
        return told | {index: ({None: None}, absent) for index, absent in unknown.items() if absent}

    def beside(self, row):
        return reference(row)[1]

    def subsidy(self, row, schedule, interest, counted):
        """What is due of interest within the limits and the borrower's part are rounded; the treasury pays the difference."""
        known = reference(row)[0] or Fraction(0)
        own = Fraction(0)
        for part, weight in counted:
            borne = max(prime_rate(schedule.terms, known, part.start) - Fraction(15, 1000), Fraction(0))
            own += weight * min(borne, part.rate)
        return yuan(max(fen(interest) - fen(own), 0))


def prime_rate(terms, first, day):
    """The LPR of the contract on a day: the first one, or that of the last repricing."""
    found = first
    if day is not None and terms.repricing != "none":
        for repriced in repricing_days(terms, terms.last_day()):
            if repriced <= min(day, VERIFIED_THROUGH):
                found = lpr(reference_of(terms), repriced)
    return found


class Person(Startup):
    """个人: 20万元, 3年."""

    months, limit = 36, Fraction(200_000)

    def who(self, case):
        return [one_of(case.firm, "kind", ("person", "self-employed", "farmer"))]


class Firm(Startup):
    """小微企业: 300万元, 2年; new staff at least 15% (above 100 staff 8%)."""

    months, limit = 24, Fraction(3_000_000)

    def who(self, case):
        return [one_of(case.firm, "kind", ("micro-small",)), new_hires(case, 15, 8)]


MEASURES = {"person": Person(), "firm": Firm()}
