"""Rates that solve a sum of discounted flows, to the sixth decimal of a percent, by bisection over whole numbers."""

from decimal import Decimal, getcontext

UNIT = 10**8
"""Millionths of a percent in one."""
DIGITS = 60
PRECISION = 10**DIGITS
"""Scale of the numbers that stand for a discount factor."""

getcontext().prec = DIGITS + 20
getcontext().Emin, getcontext().Emax = -(10**9), 10**9


def sign_changes(flows):
    """How often the flows, in order, change their sign; zeros do not count."""
    signs = [flow > 0 for flow in flows if flow != 0]
    return sum(one != other for one, other in zip(signs, signs[1:]))


def value(flows, factor):
    """Sum of flow x factor^time over (time, flow), the factor scaled by PRECISION; the sum scaled alike."""
    total, power, at, steps = 0, PRECISION, 0, {}
    for time, flow in flows:
        if time > at:
            step = time - at
            if step not in steps:
                steps[step] = raised(factor, step)
            power = power * steps[step] // PRECISION
        at = time
        total += flow * power
    return total


def raised(factor, exponent):
    """A scaled factor to a whole power."""
    power = PRECISION
    while exponent:
        if exponent & 1:
            power = power * factor // PRECISION
        factor = factor * factor // PRECISION
        exponent >>= 1
    return power


def solve(flows, factor_of, lowest, unearned=0):
    """The rate in millionths of a percent, half up, at which the flows are worth nothing.

    `flows` are (whole time from 0, fen) in order with one change of sign, or with one of their running sum, where the one
    solution above `unearned` is meant, the half units at which nothing is earned; `factor_of(half)` is the discount factor of one
    unit of time at a rate given in half millionths of a percent, scaled by PRECISION; `lowest` is the first half unit above
    the end of the scale, at which the factor has no value.
    """
    first = next(flow for _, flow in flows if flow)
    # What is left of a sum that is nothing, after the factors have lost their last digits.
    nothing = sum(abs(flow) for _, flow in flows) * 10 ** (DIGITS // 3)

    def above(half):
        """Whether the solution lies at or above a rate: below it the flows that come last have the say."""
        worth = value(flows, factor_of(half))
        return abs(worth) <= nothing or (worth > 0) != (first > 0)

    once = sign_changes([flow for _, flow in flows]) == 1
    low = lowest if once else unearned
    high = max(low + 1, UNIT // 5)
    if not above(low):
        # The solution lies within half a unit of the end of the scale.
        return low // 2
    while above(high):
        low, high = high, high * 2 + 2 * UNIT
    while high - low > 1:
        middle = (low + high) // 2
        if above(middle):
            low = middle
        else:
            high = middle
    # The solution lies in [low, high) half units: half up to whole units.
    return (low + 1) // 2


def simple(periods):
    """A factor and the lowest rate, where the annual rate is so many times that of a period."""
    whole = 2 * UNIT * periods
    return lambda half: PRECISION * whole // (whole + half), 1 - whole


def compound(periods):
    """A factor and the lowest rate, where the annual rate compounds so many periods."""

    return lambda half: power_of(2 * UNIT + half, 2 * UNIT, periods), 1 - 2 * UNIT


def power_of(above, below, parts):
    """(above / below) to the power of -1 / parts, scaled by PRECISION."""
    growth = (Decimal(above) / Decimal(below)).ln() / parts
    return int((-growth).exp().scaleb(DIGITS))
