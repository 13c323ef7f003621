"""Money in fen, rates and times as exact fractions, civil dates: how they are written, read and rounded."""

from datetime import date, timedelta
from fractions import Fraction
import re

UNITS = {"": 1, "元": 1, "万元": 10_000, "亿元": 100_000_000}


def half_up(value):
    """An integer: the nearest one, halves away from zero."""
    value = Fraction(value)
    if value < 0:
        return -half_up(-value)
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def fen(yuan):
    """Yuan, exact, to whole fen, half up."""
    return half_up(Fraction(yuan) * 100)


def yuan(amount):
    """Fen to yuan, exact."""
    return Fraction(amount, 100)


def money_text(amount):
    """Fen as the engine writes money: 29679.93."""
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100}.{abs(amount) % 100:02d}"


def decimal_text(value):
    """A fraction with a finite decimal, without zeros at the end; None where it has none."""
    value = Fraction(value)
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    digits = abs(value.numerator) * 10**places // value.denominator
    text = str(digits).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{text[:-places]}.{text[-places:]}" if places else text)


def exact_text(value):
    """A number as a decimal, or as a fraction where it has none."""
    return decimal_text(value) or str(Fraction(value))


def rate_text(rate):
    """A rate with all its digits: 4.35%."""
    return decimal_text(rate * 100) + "%"


def percent_text(rate):
    """A rate as percent with exactly six decimals, half up: 4.615100%."""
    millionths = half_up(rate * 10**8)
    sign = "-" if millionths < 0 else ""
    return f"{sign}{abs(millionths) // 10**6}.{abs(millionths) % 10**6:06d}%"


def read_number(text):
    """A decimal number, exact."""
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise ValueError(text)
    return Fraction(text)


def read_money(text):
    """Fen. The unit may be written; thousands may be separated."""
    match = re.fullmatch(r"(-?[\d,]+(?:\.\d+)?)(元|万元|亿元|)", text)
    if not match:
        raise ValueError(text)
    amount = Fraction(match[1].replace(",", "")) * UNITS[match[2]] * 100
    if amount.denominator != 1:
        raise ValueError(text)
    return int(amount)


def read_rate(text):
    """A fraction of one, from percent or basis points."""
    match = re.fullmatch(r"(-?\d+(?:\.\d+)?)(%|BP)", text)
    if not match:
        raise ValueError(text)
    return Fraction(match[1]) / (100 if match[2] == "%" else 10_000)


def read_term(text):
    """(months, None) or (None, days)."""
    match = re.fullmatch(r"(\d+)(个月|年|天)", text)
    if not match:
        raise ValueError(text)
    count = int(match[1])
    if match[2] == "天":
        return None, count
    return (count if match[2] == "个月" else count * 12), None


def read_date(text):
    """A civil date from its ISO form."""
    return date.fromisoformat(text)


def month_days(year, month):
    """How many days a month has."""
    return ((date(year + month // 12, month % 12 + 1, 1)) - timedelta(1)).day


def add_months(day, count, anchor=None):
    """The same day `count` months on (`anchor`: the day of the month meant), clipped to the end of the month."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(anchor or day.day, month_days(year, month + 1)))


def whole_months(start, end):
    """The greatest number of whole months that fit between two days, and the days left over."""
    count = (end.year - start.year) * 12 + end.month - start.month
    if add_months(start, count) > end:
        count -= 1
    return count, (end - add_months(start, count)).days


def days_by_year(start, end):
    """(year, days) of the days from the first (in) to the last (out)."""
    parts = []
    while start < end:
        stop = min(end, date(start.year + 1, 1, 1))
        parts.append((start.year, (stop - start).days))
        start = stop
    return parts


def year_length(year):
    """365 or 366."""
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def largest_remainder(total, weights):
    """Splits a whole number over (key, weight) pairs, ties to the earlier pair; all to the first where nothing weighs."""
    whole = sum(weight for _, weight in weights)
    if not weights:
        return []
    if whole == 0:
        return [(key, total if index == 0 else 0) for index, (key, _) in enumerate(weights)]
    shares = [Fraction(total) * weight / whole for _, weight in weights]
    parts = [share.numerator // share.denominator for share in shares]
    order = sorted(range(len(parts)), key=lambda index: (parts[index] - shares[index], index))
    for index in order[: total - sum(parts)]:
        parts[index] += 1
    return [(key, part) for (key, _), part in zip(weights, parts)]


def parts_in_fen(total, parts):
    """Whole fen for (key, unrounded fen) pairs that make a rounded total: down, what is left to the largest remainders."""
    down = {key: part.numerator // part.denominator for key, part in parts}
    order = sorted(parts, key=lambda pair: down[pair[0]] - pair[1])
    for key, _ in order[: total - sum(down.values())]:
        down[key] += 1
    return list(down.items())
