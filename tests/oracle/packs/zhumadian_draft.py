"""驻马店市落实做好金融“五篇大文章”三十六条措施（征求意见稿）: a draft that names no day."""

from fractions import Fraction

from clause import Measure, compare_of_year
from goal import Goal, Pointer
from packs.common import by_year


def force(_day):
    """The draft does not say from when to when."""
    return "unknown"


class Item5(Measure):
    """普惠型小微型科技企业贷款不良率可较各项贷款不良率提高不超过3个百分点."""

    effect = "bound"
    recipient = "bank"

    def force(self, day):
        return force(day)

    def lines(self, case):
        row = case.facts.one("bank")

        def conditions(year):
            small, all_loans = (row, "small_tech_npl_rate", "rate"), (row, "npl_rate", "rate")
            holds = lambda one, other: one - other <= Fraction(3, 100)
            return [compare_of_year("bank.small_tech_npl_rate", small, all_loans, year, holds)]

        return by_year(row, conditions, (("small_tech_npl_rate", "rate"), ("npl_rate", "rate")))


MEASURES = {
    "4": Pointer(force, "firm"),
    "5": Item5(),
    "20": Pointer(force, "borrower"),
    "22": Pointer(force, "policyholder"),
    "31": Pointer(force, "firm"),
    "32": Pointer(force, "bank"),
    "35": Pointer(force, "firm"),
    "36": Pointer(force, "firm"),
    "target-loans": Goal(force, "bank"),
}
