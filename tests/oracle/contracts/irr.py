"""Where flows stand in time, and the rates of a year that they come to."""

from itertools import accumulate

from contracts.roots import compound, sign_changes, simple, solve
from values import add_months, percent_text
from fractions import Fraction

HIGHEST = 10**4
"""Rates above 1000000% are not shown."""


def on_months(schedule, flows):
    """(month since payout, fen), or None where a flow is not on the monthly grid of payout.

    Without dates the flows are the payout, one for each row, and what comes back with the last row.
    """
    start = schedule.terms.paid_out_on
    if start is None:
        months, at = [0], 0
        for period in schedule.periods:
            if period.months is None:
                return None
            at += period.months
            months.append(at)
        months += months[-1:] * (len(flows) - len(months))
        return list(zip(months, (flow for _, flow in flows)))
    placed = []
    for day, flow in flows:
        month = (day.year - start.year) * 12 + day.month - start.month
        if add_months(start, month) != day:
            return None
        placed.append((month, flow))
    return placed


def on_days(schedule, flows):
    """(actual days since payout, fen), or None without dates."""
    start = schedule.terms.paid_out_on
    return start and [((day - start).days, flow) for day, flow in flows]


def one_after_another(schedule, flows):
    """(number, fen) of the payout and the rows; what comes back with the last row is of its time."""
    last = len(schedule.rows)
    return [(min(number, last), flow) for number, (_, flow) in enumerate(flows)]


def gathered(flows):
    """In order of time from the first, those of one time added, zeros left out."""
    times = {}
    for time, flow in flows:
        times[time] = times.get(time, 0) + flow
    kept = [(time, flow) for time, flow in sorted(times.items()) if flow]
    return [(time - kept[0][0], flow) for time, flow in kept]


def unique(flows):
    """Whether the flows in order have one solution (one change of sign), or one above zero (one of the running sum)."""
    amounts = [flow for _, flow in flows]
    sums = list(accumulate(amounts))
    return sign_changes(amounts) == 1 or (sign_changes(sums) == 1 and sums[-1] != 0)


def shown(flows, factor, lowest):
    """The solution as percent with six decimals; None where it is beyond all measure."""
    rate = solve(flows, factor, lowest)
    return None if rate > HIGHEST * 10**8 else percent_text(Fraction(rate, 10**8))


def shown_rates(schedule, flows):
    """Monthly times twelve, effective, and by actual days, with whether there is one solution."""
    months, days = on_months(schedule, flows), on_days(schedule, flows)
    in_order = gathered(days if days is not None else months or one_after_another(schedule, flows))
    answer = {"monthly_irr_x12": None, "effective": None, "xirr": None, "solution": "none-unique"}
    if not unique(in_order):
        return answer
    answer["solution"] = "unique"
    if months is not None:
        answer["monthly_irr_x12"] = shown(gathered(months), *simple(12))
        answer["effective"] = shown(gathered(months), *compound(12))
    if days is not None:
        answer["xirr"] = shown(gathered(days), *compound(365))
    return answer
