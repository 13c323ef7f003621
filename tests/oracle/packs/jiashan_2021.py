"""嘉善县国家产融合作试点城市实施方案(2021—2023年)."""

from datetime import date
from fractions import Fraction

from clause import Line, Measure, in_window, one_of, test, test_of_year
from goal import Benchmark, DatedBenchmark, Goal, Pointer
from packs.common import by_year, payout_rate

ISSUED = date(2021, 10, 11)
FIRST, LAST = date(2021, 1, 1), date(2023, 12, 31)
"""2021—2023年: the years of the title."""


def force(day):
    """From the day of issue to the end of the last year of the title."""
    if day < ISSUED:
        return "not-yet"
    return "in-force" if day <= LAST else "ended"


class Bound(Measure):
    """A rule that is kept or not, in each year of which something is said."""

    effect = "bound"

    def force(self, day):
        return force(day)

    @staticmethod
    def window(year):
        """The years of the title."""
        return [] if year is None else [in_window(year, FIRST, LAST, ())]


class Tolerance(Bound):
    """政府性融资担保机构对小微企业代偿率容忍度提高到5%."""

    recipient = "guarantor"

    def lines(self, case):
        row = case.facts.one("guarantor")

        def conditions(year):
            kind = one_of(row, "kind", ("city-government", "county-government"))
            return [kind, payout_rate(row, year, Fraction(5, 100)), *self.window(year)]

        return by_year(row, conditions, (("payouts", "money"), ("payout_base", "money")))


class LargeClients(Bound):
    """建立授信亿元以上企业清单."""

    recipient = "firm"

    def lines(self, case):
        line = Line(row=case.firm)
        line.verdicts = [test(case.firm, "credit_line", "money", lambda line: line >= 100_000_000 * 100)]
        return [line]


class BadLoans(Bound):
    """对科创企业不良贷款容忍度提高至3%."""

    recipient = "bank"

    def lines(self, case):
        row = case.facts.one("bank")

        def conditions(year):
            rate = test_of_year(row, "innovation_npl_rate", "rate", year, lambda rate: rate <= Fraction(3, 100))
            return [rate, *self.window(year)]

        return by_year(row, conditions, (("innovation_npl_rate", "rate"),))


LOAN_RATES = {2021: Fraction(490, 10_000), 2022: Fraction(485, 10_000), 2023: Fraction(475, 10_000)}
"""普惠型小微企业贷款利率(%) 4.90 4.85 4.75."""
BAD_LOAN_RATES = {2021: Fraction(9, 1000), 2022: Fraction(8, 1000), 2023: Fraction(8, 1000)}
"""不良贷款率(%) 0.9 0.8 0.8."""

MEASURES = {
    "11-fee": Benchmark(force, "firm", "guarantee.fee_rate", Fraction(1, 100)),
    "11-tolerance": Tolerance(),
    "11-subsidy": Pointer(force, "bank"),
    "12": Pointer(force, "firm"),
    "13": LargeClients(),
    "15-share": Benchmark(force, "bank", "bank.innovation_loan_share", Fraction(5, 100), most=False),
    "15-npl": BadLoans(),
    "18": Pointer(force, "firm"),
    "annex-rate": DatedBenchmark(force, "borrower", "loan.rate", "paid_out_on", LOAN_RATES),
    "annex-npl": Benchmark(force, "bank", "bank.npl_rate", BAD_LOAN_RATES),
    "annex-money": Goal(force, "locality"),
    "target-economy": Goal(force, "locality"),
    "target-loans": Goal(force, "bank"),
}
