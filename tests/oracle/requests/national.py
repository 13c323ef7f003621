"""Facts of the national documents, around the numbers that their rules name."""

from datetime import date

from requests.municipal import KINDS, loan

STARTUP = (date(2023, 10, 1), date(2023, 9, 30), date(2024, 1, 15))


def startup(draw):
    """创业担保贷款."""
    staff = draw.one(10, 19, 20, 99, 100, 101, 120, 1, *(() if draw.fitting else (0,)), 1000)
    share = -(-staff * (5 if staff > 100 else 10) // 100)
    return {
        "firm": draw.answered(
            {
                "kind": draw.fit(draw.one("person", "micro-small"), [(1, kind) for kind in KINDS]),
                "partners": draw.one(None, "1", "1", "2", "3", "12", "13", "50"),
                "staff": str(staff),
                "new_hires": draw.count(share + 1 if draw.fitting else share),
            }
        ),
        "national-startup-2023": draw.answered({"recognised": draw.chance(0.9)}),
        "loan": [loan(draw, STARTUP, (12, 24, 25, 36, 37, 48)) for _ in range(draw.some(0, 2, 1, 9, 3))],
    }
