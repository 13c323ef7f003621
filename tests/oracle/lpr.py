"""The loan prime rate: its changes, from the table of public fixings (one year; over five years)."""

from datetime import date
from fractions import Fraction

VERIFIED_THROUGH = date(2026, 9, 20)

ONE_YEAR = """
2019-08-20 4.25  2019-09-20 4.20  2019-11-20 4.15  2020-02-20 4.05  2020-04-20 3.85  2021-12-20 3.80  2022-01-20 3.70
2022-08-22 3.65  2023-06-20 3.55  2023-08-21 3.45  2024-07-22 3.35  2024-10-21 3.10  2025-05-20 3.00
"""

OVER_FIVE_YEARS = """
2019-08-20 4.85  2019-11-20 4.80  2020-02-20 4.75  2020-04-20 4.65  2022-01-20 4.60  2022-05-20 4.45  2022-08-22 4.30
2023-06-20 4.20  2024-02-20 3.95  2024-07-22 3.85  2024-10-21 3.60  2025-05-20 3.50
"""


def _table(text):
    words = text.split()
    return [(date.fromisoformat(day), Fraction(rate) / 100) for day, rate in zip(words[::2], words[1::2])]


TABLES = {"1y": _table(ONE_YEAR), "5y": _table(OVER_FIVE_YEARS)}


def lpr(tenor, day):
    """The rate published on or before a day; None before the first one."""
    found = None
    for published, rate in TABLES[tenor]:
        if published <= day:
            found = rate
    return found


def tenor_of(term):
    """One year for terms up to and including five years, over five years beyond."""
    months, days = term
    return "1y" if (months is not None and months <= 60) or (days is not None and days <= 1826) else "5y"
