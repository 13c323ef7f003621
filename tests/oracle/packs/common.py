"""What the clauses of several documents share."""

from fractions import Fraction

from clause import Line, compare_of_year
from facts import Row
from values import money_text


def rows_or_blank(case, group):
    """The rows of a group, or one without answers."""
    return case.facts.rows(group) or [Row(group, {})]


def compare_paid(settled):
    """What is paid where it is known, against the ceilings of the same contracts: what is too much, else what is left."""
    known = [(line, ceiling) for line, _, ceiling, _ in settled if line.paid is not None]
    if not known:
        return None
    above = sum(max(line.paid - ceiling, 0) for line, ceiling in known)
    below = sum(max(ceiling - line.paid, 0) for line, ceiling in known)
    within = all(ceiling >= line.paid if line.within is None else line.within for line, ceiling in known)
    return {"paid": money_text(below if within else above), "within": within}


def by_year(row, conditions, names):
    """Lines of a bound that is tested in each year of which something is said, or once without a year."""
    years = sorted(set().union(*(row.by_year(name, kind) for name, kind in names)))
    found = []
    for year in years or [None]:
        line = Line(row=row, year=year)
        line.verdicts = conditions(year)
        found.append(line)
    return found


def payout_rate(row, year, most):
    """代偿率: the payouts of a year over its base; a ratio over nothing is not met."""
    payouts, base = (row, "payouts", "money"), (row, "payout_base", "money")
    holds = lambda one, other: other > 0 and Fraction(one, other) <= most
    return compare_of_year("guarantor.payout_rate", payouts, base, year, holds)
