"""Facts of the documents of cities and counties, around the numbers that their clauses name."""

from datetime import date
from fractions import Fraction

from requests import contracts
from values import decimal_text, read_rate

WENZHOU = (date(2022, 1, 1), date(2024, 12, 31), date(2025, 1, 1), date(2021, 12, 31))
XIANGTAN = (date(2023, 1, 1), date(2025, 12, 31), date(2023, 10, 24), date(2028, 10, 24))
CHENZHOU = (date(2021, 7, 6), date(2026, 7, 6), date(2024, 5, 1))
JIASHAN = (date(2021, 1, 1), date(2023, 12, 31), date(2021, 10, 11))
KINDS = ("person", "self-employed", "farmer", "micro-small", "medium", "large")


def applicant(draw, regions):
    """Whoever would receive: mostly one who may."""
    flag = lambda share: draw.chance(share / 10 if draw.fitting else share)

    def by_year(share):
        if draw.chance(0.7):
            return flag(share)
        return {year: flag(share * 3) for year in draw.years(lambda: None, 2021, 2025)}

    return draw.answered(
        {
            "registered_region": draw.fit(regions[0][1], regions),
            "tax_region": draw.fit(regions[0][1], regions),
            "legal_person": not flag(0.07),
            "real_estate": flag(0.04),
            "mujun_grade": draw.fit("A", [(8, "A"), (4, "B"), (1, "C"), (1, "D"), (3, "unrated")]),
            "major_accident": by_year(0.04),
            "mass_incident": by_year(0.04),
        }
    )


URBAN = [(8, "330302"), (4, "330303"), (3, "330304"), (2, "330305"), (2, "330300"), (1, "330382"), (1, "330000"), (1, "999999")]


def wenzhou(draw):
    """温州十条."""
    money, rate = draw.money, draw.rate
    grid = lambda value: draw.years(value, 2021, 2025)

    def policy():
        insured = draw.fen(100_000, 1_000_000, low=0, high=10**12)
        months = draw.one(3, 5, 6, 12, 12, 24)
        limit = insured * 12 * months // 12_000 + draw.pick([(4, 0), (2, 1), (2, -1), (1, -1000), (1, 1000)])
        by_days = draw.chance(0.25)
        days = draw.one(90, 365, 366, 360, 400)
        basis = draw.one("365", "360")
        if by_days:
            limit = insured * 12 * days // (1000 * int(basis)) + draw.pick([(4, 0), (2, 1), (2, -1)])
        return draw.answered(
            {
                "kind": draw.fit("small-loan-guarantee", [(9, "small-loan-guarantee"), (1, "other")]),
                "insured": draw.written(insured),
                "premium": draw.written(max(limit, 0)),
                "term": f"{days}天" if by_days else f"{months}个月",
                "year_basis": basis if by_days or draw.chance(0.3) else None,
                "starts_on": in_force(draw, WENZHOU),
            }
        )

    def issue():
        typed = draw.chance(0.6)
        start = draw.day(*WENZHOU, first=date(2020, 1, 1), last=date(2024, 12, 31))
        return draw.answered(
            {
                "kind": draw.fit("technology-rights", [(9, "technology-rights"), (1, "other")]),
                "interest": grid(lambda: money(1_333_333, 1_333_334, 400_000, 0)) if typed else None,
                "principal": None if typed else money(30_000_000, low=0, high=10**13),
                "coupon": None if typed else rate("5.5", high="12"),
                "starts_on": None if typed else start.isoformat(),
                "ends_on": None if typed else draw.day(first=start if draw.fitting else start.replace(day=1), last=date(2028, 12, 31)).isoformat(),
                "day_basis": None if typed else draw.one("act/365", "act/360", "30/360", None),
                "fees": money(365_000, 0),
                "issued_on": in_force(draw, WENZHOU),
            }
        )

    def loss():
        return draw.answered(
            {
                "product": draw.one("kc-index", "ip-pledge", "farmer-asset-trust", "technology-rights", "technology-rights", "other"),
                "firm": draw.one("甲", "乙", None),
                "principal": grid(lambda: money(20_000_000, 2_000_000, 0)),
                "product_balance": grid(lambda: money(80_000_000, 120_000_000)) if draw.chance(0.7) else None,
            }
        )

    def appraisal():
        return draw.answered(
            {
                "subject": draw.fit("flexible-renewal", [(2, "mountain-counties"), (1, "bank-guarantee-batch"), (1, "other")]),
                "rank": grid(lambda: str(draw.whole(1, 3 if draw.fitting else 5))),
            }
        )

    base = draw.fen(1_000_000_000, low=0, high=10**15)
    capital = draw.fen(300_000_000, low=0, high=10**15)
    near = lambda fen: draw.written(min(max(fen + draw.pick([(4, 0), (2, 1), (2, -1)]), 0), 10**16))
    return {
        "applicant": applicant(draw, URBAN),
        "firm": draw.answered({"kind": draw.fit("micro-small", [(1, kind) for kind in KINDS]), "private": draw.chance(0.7)}),
        "wenzhou-2022": draw.answered({"product-library": draw.fit(True, [(1, True), (1, False)])}),
        "insurance": [policy() for _ in range(draw.some(0, 3, 1, 6, 3, 1))],
        "securitisation": [issue() for _ in range(draw.some(0, 3, 1, 6, 4, 1))],
        "loss": [loss() for _ in range(draw.some(0, 4, 1, 6, 4, 2, 1))],
        "loan": [draw.answered({"rate": rate("5.2", high="12")}) for _ in range(draw.some(0, 2, 1, 3, 1))],
        "appraisal": [appraisal() for _ in range(draw.some(0, 3, 1, 6, 3, 1))],
        "product": draw.answered(
            {
                "loss_ratio": grid(lambda: rate("110", high="200")),
                "stop_ratio": rate("110", high="200"),
                "premium_income": grid(lambda: money(5_000_000, 6_000_000, 0)),
            }
        ),
        "core": draw.answered(
            {
                "firms": grid(lambda: draw.count(5, 6) if not draw.fitting else draw.count(6)),
                "deals": grid(lambda: draw.count(10, 11) if not draw.fitting else draw.count(11)),
                "confirmed": grid(lambda: money(200_000_000, 0, high=10**15)),
            }
        ),
        "guarantor": draw.answered(
            {
                "kind": draw.fit("city-government", [(8, "city-government"), (1, "county-government"), (1, "other")]),
                "average_fee_rate": grid(lambda: rate("0.5", "0.7", "0.9", "1", high="2")),
                "new_outstanding": grid(lambda: money(500_000_000, 0, high=10**15)),
                "payouts": grid(lambda: near(base * draw.one(0, 1, 2, 3, 4, 5, 6) // 100)),
                "payout_base": grid(lambda: draw.written(base if draw.chance(0.97) else 0)),
                "coefficient": draw.one("1", "1.2", "0", "0.333", "100", None),
                "monthly_average": grid(lambda: near(capital * draw.one(8, 8, 8, 7, 9, 10))),
                "capital": grid(lambda: draw.written(capital if draw.chance(0.97) else 0)),
            }
        ),
    }


def in_force(draw, edges):
    """A day on which a contract may begin; where the request fits, mostly within the first and the last edge."""
    first, last = date(2019, 1, 1), date(2028, 12, 31)
    if draw.fitting and draw.chance(0.97):
        first, last = edges[0], max(edges[0], min(edges[1] if edges[1] > edges[0] else last, date(2026, 12, 31)))
    return draw.day(*edges, first=first, last=last).isoformat()


def guarantee(draw, edges):
    """A guarantee around 5,000,000 yuan."""
    amount = draw.fen(5_000_000, 3_000_000, 1_000_001, low=1, high=10**13)
    term = draw.term(12, 24, 36, longest=60)
    years = -(-int(term[:-1]) // 365) if term.endswith("天") else -(-int(term.rstrip("个月年")) * (12 if term.endswith("年") else 1) // 12)
    keep = years - draw.pick([(9, 0), (1, 1)])
    left = [draw.written(amount * share // 100) for share in (100, 80, 50, 25, 20, 10, 5, 2, 1, 0)]
    return draw.answered(
        {
            "guarantor": draw.fit("city-government", [(5, "city-government"), (3, "county-government"), (1, "tancheng-group"), (1, "other")]),
            "amount": draw.written(amount),
            "customer_total": draw.written(draw.pick([(5, amount), (3, draw.fen(5_000_000, low=1))])),
            "term": term,
            "starts_on": in_force(draw, edges),
            "charging": draw.one("yearly-outstanding", "upfront-original"),
            "balance": {str(year): left[min(year - 1, 9)] for year in range(1, max(keep, 1) + 1)} if draw.chance(0.8) else None,
            "fee_rate": draw.rate("0.5", "1", high="3") if draw.chance(0.7) else None,
            "guaranteed_share": draw.rate("80", high="100") if draw.chance(0.15) else None,
            "purpose": draw.pick([(3, "small"), (3, "farm"), (3, "emerging"), (1, "other")]),
        }
    )


def loan(draw, edges, months):
    """A loan around the limits of the clauses about interest; now and then one to which something happens on the way."""
    terms = contracts.loan(draw) if draw.chance(0.15) else simple_loan(draw, edges, months)
    terms["product"] = draw.fit("startup", [(8, "startup"), (1, "ordinary")])
    terms["guarantor"] = draw.fit("city-government", [(4, "city-government"), (3, "county-government"), (2, "tancheng-group"), (1, "other"), (1, "none")])
    if "extended_to" not in terms or draw.chance(0.1):
        terms["status"] = draw.fit("normal", [(8, "normal"), (1, "extended"), (1, "overdue"), (1, "rolled-over"), (0.5, "bad")])
    if draw.chance(0.15):
        terms["central_subsidy"] = draw.chance(0.3)
    return draw.answered(terms)


def simple_loan(draw, edges, months):
    """What every loan has."""
    return {
        "principal": draw.money(300_000, 400_000, 330_000, 660_000, 4_000_000, 5_000_000, low=0, high=10**11),
        "rate": draw.rate("3.5", "3.45", high="12"),
        "term": draw.term(*months, days=0.08, longest=72),
        "paid_out_on": in_force(draw, edges),
        "repayment": draw.one("equal-payment", "equal-principal", "interest-monthly", "interest-quarterly", "bullet"),
        "day_basis": draw.one(None, None, "30/360", "act/360", "act/365", "act/act"),
    }


def xiangtan(draw):
    """湘潭行动计划."""
    centres = ("business-headquarters", "credit-card-centre", "customer-centre", "data-centre", "settlement-centre", "other-centre")

    def institution():
        kinds = [(2, "bank"), (1, "insurer"), (1, "securities"), (1, "futures"), (1, "other"), *((1, centre) for centre in centres)]
        return draw.answered(
            {
                "kind": draw.pick(kinds),
                "from_outside": draw.chance(0.95 if draw.fitting else 0.7),
                "raised": yes(),
                "opened_on": in_force(draw, XIANGTAN),
                "new_outlets": draw.years(lambda: str(draw.whole(0, 12)), 2022, 2026),
            }
        )

    def loss():
        return draw.answered(
            {
                "firm": draw.one("甲", "乙", None),
                "principal": draw.years(lambda: draw.money(1_000_000, 1, 0), 2022, 2026),
            }
        )

    def investment():
        return draw.answered({"amount": draw.money(300_000_000, 100_000_000, 0), "made_on": in_force(draw, XIANGTAN), "capital_increase": yes()})

    def yes():
        return draw.chance(0.97 if draw.fitting else 0.75)

    return {
        "institution": [institution() for _ in range(draw.some(0, 3, 1, 8, 3, 1))],
        "loss": [loss() for _ in range(draw.some(0, 3, 1, 6, 4, 2))],
        "investment": [investment() for _ in range(draw.some(0, 3, 1, 6, 4, 2))],
        "xiangtan-2023": draw.answered({"outside-investor": yes()}),
        "firm": draw.answered({"lists": draw.fit(["zjtx"], [(1, ["zjtx"]), (1, ["city-manufacturing"]), (1, ["technology"]), (1, [])])}),
        "guarantor": draw.answered(
            {
                "kind": draw.fit("county-government", [(8, "city-government"), (4, "county-government"), (1, "tancheng-group"), (1, "other")]),
                "average_fee_rate": draw.years(lambda: draw.rate("1", high="2"), 2022, 2026),
            }
        ),
        "guarantee": [guarantee(draw, XIANGTAN) for _ in range(draw.some(0, 3, 1, 8, 3, 1))],
        "loan": [loan(draw, XIANGTAN + (date(2023, 8, 21), date(2024, 7, 22)), (12, 36, 60, 61)) for _ in range(draw.some(0, 2, 1, 8, 2))],
    }


QUESTIONS = ("new-business", "filed-fund", "meets-the-conditions", "poverty-relief-relending", "multinational-in-the-area", "in-the-area")


def chenzhou(draw):
    """郴州措施."""
    region = draw.fit("431000", [(8, "431000"), (1, "430300"), (1, "430000"), (1, "999999")])
    made_on = date.fromisoformat(in_force(draw, CHENZHOU))

    def near(months, slack):
        if draw.fitting and draw.chance(0.5):
            months += slack * draw.whole(1, 20)
        return draw.day(*[_months(made_on, months)] * 3, first=date(2010, 1, 1), last=date(2030, 12, 31)).isoformat()

    return {
        "case": draw.answered({"applied_on": near(6, 1)}),
        "applicant": draw.answered({"registered_region": draw.fit("431000", [(4, "430300"), (4, "431000"), (2, "430000"), (1, "330302"), (1, "999999")])}),
        "firm": draw.answered(
            {
                "region": region,
                "lists": draw.fit(["technology"], [(1, ["technology", "zjtx"]), (1, ["zjtx"]), (1, [])]),
                "established_on": near(-36, 1),
                "bop_last_year_usd": str(draw.one(50_000_000, 49_999_999, 50_000_001, draw.whole(0, 10**9))),
            }
        ),
        "chenzhou-2021": draw.answered({question: draw.chance(0.97 if draw.fitting else 0.8) for question in QUESTIONS}),
        "bank": draw.answered(
            {
                "kind": draw.fit("village-bank", [(2, "village-bank"), (1, "other")]),
                "average_loans_last_year": draw.years(lambda: draw.money(500_000_000, 0, high=10**15), 2020, 2027),
            }
        ),
        "guarantor": draw.answered(
            {
                "kind": draw.fit("county-government", [(2, "city-government"), (2, "county-government"), (1, "other")]),
                "small_farm_share": draw.years(lambda: draw.rate("80", low="70" if draw.fitting else "0", high="100"), 2020, 2027),
                "small_ticket_share": draw.years(lambda: draw.rate("50", low="40" if draw.fitting else "0", high="100"), 2020, 2027),
            }
        ),
        "relending": draw.answered(
            {"extensions": draw.count(4, 3, high=100), "ends_on": draw.day(date(2025, 12, 31), date(2025, 12, 31), last=date(2026, 12, 31)).isoformat()}
        ),
        "institution": [
            draw.answered({"level": draw.one("bank-branch", "bank-sub-branch", "bank-outlet", "insurer-branch", "insurer-sub-branch", "insurer-office", "other")})
            for _ in range(draw.some(0, 2, 1, 6, 2))
        ],
        "guarantee": [guarantee(draw, CHENZHOU) for _ in range(draw.some(0, 3, 1, 8, 3, 1))],
        "investment": [
            draw.answered(
                {
                    "amount": draw.money(10_000_000, 100_000_000, 60_000_000),
                    "made_on": made_on.isoformat() if draw.chance(0.6) else in_force(draw, CHENZHOU),
                }
            )
            for _ in range(draw.some(0, 3, 1, 8, 4, 2))
        ],
        "treasury": draw.answered(
            {
                "guarantees_last_year_end": draw.years(lambda: draw.money(1_000_000_000, 0, high=10**15), 2020, 2027),
                "fund_balance": draw.years(lambda: draw.money(2_000_000, 5_000_000, 0, high=10**12), 2020, 2027),
            }
        ),
    }


def _months(day, count):
    from values import add_months

    return add_months(day, count)


def jiashan(draw):
    """嘉善实施方案."""
    base = draw.fen(100_000_000, low=0, high=10**15)
    grid = lambda value: draw.years(value, 2020, 2024)
    return {
        "firm": draw.answered({"credit_line": draw.money(100_000_000, high=10**13)}),
        "loan": [
            draw.answered({"rate": draw.rate("4.9", "4.85", "4.75", high="12"), "paid_out_on": in_force(draw, JIASHAN)})
            for _ in range(draw.some(0, 3, 1, 6, 2, 1))
        ],
        "guarantee": [draw.answered({"fee_rate": draw.rate("1", high="3")}) for _ in range(draw.some(0, 3, 1, 6, 2, 1))],
        "guarantor": draw.answered(
            {
                "kind": draw.fit("city-government", [(2, "city-government"), (2, "county-government"), (1, "other")]),
                "payouts": grid(lambda: draw.written(max(base * 5 // 100 + draw.pick([(4, 0), (2, 1), (2, -1), (2, -base // 100)]), 0))),
                "payout_base": grid(lambda: draw.written(base if draw.chance(0.95) else 0)),
            }
        ),
        "bank": draw.answered(
            {
                "innovation_npl_rate": grid(lambda: draw.rate("3", high="6")),
                "innovation_loan_share": grid(lambda: draw.rate("5", high="20")),
                "npl_rate": grid(lambda: draw.rate("0.9", "0.8", high="3")),
            }
        ),
    }


def zhumadian(draw):
    """驻马店措施."""
    all_loans = draw.rate("1.5", high="10")
    above = decimal_text((read_rate(all_loans) + Fraction(3, 100)) * 100)
    grid = lambda value: draw.years(value, 2022, 2026)
    return {
        "bank": draw.answered(
            {
                "npl_rate": grid(lambda: all_loans),
                "small_tech_npl_rate": grid(lambda: draw.rate(above, high="15")),
            }
        )
    }
