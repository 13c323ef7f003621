"""Facts of the national documents, around the numbers that their rules name."""

from datetime import date, timedelta

from requests import contracts
from requests.municipal import KINDS, in_force, loan

STARTUP = (date(2023, 10, 1), date(2023, 9, 30), date(2024, 1, 15), date(2028, 9, 30), date(2028, 10, 1))
OLD_STARTUP = (date(2021, 1, 1), date(2023, 9, 30), date(2022, 9, 1))
SERVICE = (date(2025, 3, 16), date(2025, 12, 31), date(2025, 8, 6))
OF_2026 = (date(2026, 1, 1), date(2026, 12, 31), date(2026, 3, 1))
CONSUMPTION = (date(2025, 9, 1), date(2025, 12, 31), date(2026, 1, 1))
SECTORS = ("catering-lodging", "health", "elderly-care", "childcare", "domestic", "culture", "travel", "sport", "digital", "green", "retail", "other")
METHODS = ("equal-payment", "equal-principal", "interest-monthly", "interest-quarterly", "bullet", "flat")


def startup(draw):
    """创业担保贷款."""
    return borrower(draw, 5, 10) | {
        "national-startup-2023": draw.answered({"recognised": draw.chance(0.9)}),
        "loan": [loan(draw, STARTUP, (12, 24, 25, 36, 37, 48)) for _ in range(draw.some(0, 2, 1, 9, 3))],
    }


def borrower(draw, above_100, others):
    """Who takes a startup loan, around the share of new staff that is asked for."""
    staff = draw.one(10, 19, 20, 99, 100, 101, 120, 1, *(() if draw.fitting else (0,)), 1000)
    share = -(-staff * (above_100 if staff > 100 else others) // 100)
    return {
        "firm": draw.answered(
            {
                "kind": draw.fit(draw.one("person", "micro-small"), [(1, kind) for kind in KINDS]),
                "partners": draw.one(None, "1", "1", "2", "3", "12", "13", "50"),
                "staff": str(staff),
                "new_hires": draw.count(share + 1 if draw.fitting else share),
            }
        )
    }


def old_startup(draw):
    """创业担保贷款, the rule before."""

    def one():
        terms = loan(draw, OLD_STARTUP, (12, 24, 25, 36, 37))
        if draw.chance(0.6):
            terms["lpr"] = draw.rate("3.85", "3.65", "1.5", high="5")
        if draw.chance(0.9):
            terms["area"] = draw.one("poor", "poor", "other")
        if draw.chance(0.3):
            terms["rate"] = draw.rate("6.35", "6.15", "2.35", high="12")
        if draw.chance(0.4):
            terms["principal"] = draw.money(200_000, 3_000_000, low=1, high=10**10)
        return terms

    return borrower(draw, 8, 15) | {
        "national-startup-2021": draw.answered({"recognised": draw.chance(0.9)}),
        "loan": [one() for _ in range(draw.some(0, 2, 1, 9, 3))],
    }


def business_loan(draw, edges, limits):
    """A loan of a business around the limits of a client."""
    terms = contracts.loan(draw) if draw.chance(0.15) else plain_loan(draw, edges, limits)
    if draw.chance(0.95):
        terms["signed_on"] = in_force(draw, edges)
    terms["product"] = draw.fit("equipment", [(3, "fixed-asset"), (2, "policy-tool"), (1, "ordinary"), (2, "equipment"), (1, "consumption")])
    if "extended_to" not in terms or draw.chance(0.1):
        terms["status"] = draw.fit("normal", [(4, "normal"), (1, "extended"), (1, "overdue"), (1, "bad"), (1, "rolled-over")])
    terms["central_subsidy"] = not draw.fit(True, [(2, True), (1, False)])
    if draw.chance(0.9):
        terms["local_subsidy_rate"] = draw.one("0%", "0%", draw.rate("2.5", "3", high="6"))
    return draw.answered(terms)


def plain_loan(draw, edges, limits):
    """What every loan has."""
    return {
        "principal": draw.money(*limits, low=1, high=10**12),
        "rate": draw.rate("3.5", "1", "1.5", high="8"),
        "term": draw.term(6, 12, 13, 24, 25, days=0.08, longest=40),
        "paid_out_on": in_force(draw, edges),
        "repayment": draw.one(*METHODS),
        "day_basis": draw.one(None, None, "30/360", "act/360", "act/365", "act/act"),
    }


def business(draw, edges, limits, document, questions):
    """A firm or a self-employed person, with some loans."""
    return {
        "firm": draw.answered(
            {
                "kind": draw.fit("micro-small", [(1, kind) for kind in KINDS]),
                "sector": draw.fit(draw.one(*SECTORS[:8]), [(1, sector) for sector in SECTORS]),
                "private": draw.chance(0.98 if draw.fitting else 0.8),
            }
        ),
        document: draw.answered({question: draw.chance(0.98 if draw.fitting else 0.8) for question in questions}),
        "loan": [business_loan(draw, edges, limits) for _ in range(draw.some(0, 4, 1, 8, 4, 3, 1))],
    }


def service_2025(draw):
    """服务业经营主体贷款, 2025."""
    return business(draw, SERVICE, (1_000_000, 600_000, 1_500_000), "national-service-2025", ("bank",))


def loans_2026(draw):
    """The three documents for loans of businesses of 2026, asked together."""
    documents = {"national-service-2026": ("bank",), "national-sme-2026": ("chain", "bank"), "national-equipment-2026": ("project", "bank")}
    found = {}
    for document, questions in documents.items():
        more = business(draw, OF_2026, (10_000_000, 6_000_000, 50_000_000, 30_000_000), document, questions)
        found = more | {**found, document: more[document]}
    return found


def day_of_use(draw, paid_out_on):
    """Mostly since the loan was paid out."""
    if paid_out_on and draw.chance(0.8):
        return (date.fromisoformat(paid_out_on) + timedelta(draw.one(0, 0, draw.whole(0, 200)))).isoformat()
    return in_force(draw, CONSUMPTION) if draw.chance(0.6) else in_force(draw, OF_2026)


def consumption(draw):
    """个人消费贷款, of 2025 and of 2026."""

    def one():
        terms = contracts.loan(draw) if draw.chance(0.1) else plain_loan(draw, CONSUMPTION, (300_000, 200_000, 500_000))
        terms["product"] = draw.fit("consumption", [(3, "consumption"), (2, "card-instalment"), (1, "ordinary")])
        terms["lender"] = draw.one("甲银行", "甲银行", "乙银行", None)
        return draw.answered({name: value for name, value in terms.items() if value is not None})

    loans = [one() for _ in range(draw.some(0, 3, 1, 12, 4, 1))]

    def use():
        number = draw.whole(1, max(len(loans), 1))
        paid_out_on = loans[number - 1].get("paid_out_on") if loans else None
        small = draw.money(50_000, 40_000, 49_999, 10_000, low=0, high=10**8)
        return draw.answered(
            {
                "amount": small if draw.chance(0.8) else draw.money(60_000, 50_000, low=0, high=10**8),
                "spent_on": day_of_use(draw, paid_out_on),
                "category": draw.fit("home", [(1, "car"), (1, "health"), (2, "other")]) if draw.chance(0.9) else None,
                "loan": str(number + draw.chance(0.02)) if len(loans) > 1 and draw.chance(0.95) else None,
            }
        )

    return {
        "firm": draw.answered({"kind": draw.fit(draw.one("person", "self-employed", "farmer"), [(1, kind) for kind in KINDS])}),
        "loan": loans,
        "spend": [use() for _ in range(draw.some(0, 7, 1, 6, 4, 3, 3, 2, 1, 1))],
        "national-consumption-2025": draw.answered({"lender": draw.chance(0.95)}),
        "national-consumption-2026": draw.answered({"lender": draw.chance(0.95)}),
    }
