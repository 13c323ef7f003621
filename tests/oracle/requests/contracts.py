"""Requests of `huisuan schedule`: loans of every method with everything that may happen to them, and the other contracts."""

from datetime import date, timedelta

from contracts.terms import INSTALMENTS
from values import add_months, read_term

METHODS = [
    (5, "equal-payment"),
    (4, "equal-principal"),
    (3, "interest-monthly"),
    (3, "interest-quarterly"),
    (3, "bullet"),
    (2, "flat"),
    (2, "table"),
]


def loan(draw, plain=False):
    """One loan. Mostly short, so that the corpus stays small; now and then as long as they come."""
    method = draw.pick(METHODS)
    longest = draw.pick([(60, 14), (25, 26), (10, 62), (1, 130)])
    by_days = 0.3 if method in ("bullet", "interest-monthly", "interest-quarterly") else 0.02
    term = draw.term(*(one for one in (1, 6, 12, 24, 60) if one <= longest), days=by_days, longest=longest)
    payout = draw.day(date(2022, 1, 31), date(2023, 12, 31), date(2024, 2, 29), date(2026, 3, 21), date(2025, 12, 20))
    end = end_of(payout, term)
    facts = {
        "principal": draw.money(1_000_000, 300_000, 1, 0, low=0, high=10**14),
        "rate": draw.rate("4.35", "0", "3", high="24"),
        "term": term,
        "paid_out_on": payout.isoformat() if draw.chance(0.85) else None,
        "repayment": method,
        "day_basis": draw.one(None, None, "30/360", "act/360", "act/365", "act/act"),
    }
    if method in INSTALMENTS and draw.chance(0.25):
        facts["frequency"] = draw.one("monthly", "quarterly")
    if method in ("interest-monthly", "interest-quarterly") and draw.chance(0.6):
        facts["settlement"] = draw.one("same-day", "twentieth")
    if method in ("equal-payment", "equal-principal") and draw.chance(0.15):
        facts["grace"] = str(draw.whole(0, 7))
    if method == "table":
        table(draw, facts, payout, end)
    if not plain and draw.chance(0.7):
        events(draw, facts, payout, end)
    return {name: value for name, value in facts.items() if value is not None and draw.chance(0.995)}


def end_of(payout, term):
    """The last day of a term."""
    months, days = read_term(term)
    return payout + timedelta(days) if months is None else add_months(payout, months)


def table(draw, facts, payout, end):
    """Principal by a table of dates; mostly one that adds up."""
    from values import read_money

    principal = read_money(facts["principal"])
    days = draw.dates_in(payout, end, draw.whole(0, 5))
    days.append(end + timedelta(draw.pick([(30, 0), (1, 1), (1, -1)])))
    days = sorted({day for day in days if day > payout})
    left, series = principal, {}
    for day in days[:-1]:
        part = draw.whole(0, left) if draw.chance(0.3) else left // draw.whole(2, 5)
        if part > 0:
            series[day.isoformat()] = draw.written(part)
            left -= part
    if days:
        series[days[-1].isoformat()] = draw.written(max(left + draw.pick([(30, 0), (1, 1), (1, -1)]), 1))
    facts["repayments"] = series
    if draw.chance(0.3):
        facts["term"] = None


def events(draw, facts, payout, end):
    """What happens on the way. Now and then on a due date, now and then on a day that is not allowed."""
    from values import read_money

    flat = facts["repayment"] == "flat"

    def some_day():
        if draw.chance(0.3) and end > payout:
            months = draw.whole(1, 12)
            return min(add_months(payout, months), end)
        if draw.chance(0.03):
            return draw.one(payout, end, end + timedelta(1))
        return payout + timedelta(draw.whole(1, max((end - payout).days - 1, 1)))

    def share(share):
        return draw.chance(share if not flat else share / 10)

    if share(0.3):
        facts["rate_changes"] = {
            some_day().isoformat(): draw.rate("4.35", "3", "0", high="24") for _ in range(draw.some(1, 3, 5, 3, 1))
        }
    if share(0.2):
        facts["repricing"] = draw.one("new-year", "anniversary", "none")
        facts["spread"] = draw.rate("0.5", "-0.5", "0", "-3", low="-4", high="4")
        facts["tenor"] = draw.one(None, "1y", "5y")
    if share(0.3):
        principal = read_money(facts["principal"])
        facts["prepayments"] = {
            some_day().isoformat(): draw.written(max(principal // draw.one(3, 5, 10, 20), 1)) for _ in range(draw.some(1, 3, 5, 3, 1))
        }
        if principal > 0 and draw.chance(0.05):
            facts["prepayments"] = {some_day().isoformat(): facts["principal"]}
        if draw.chance(0.7):
            facts["after_prepayment"] = draw.one("shorter-term", "lower-instalment")
    if draw.chance(0.15):
        facts["prepaid_in_full_on"] = some_day().isoformat()
    if share(0.15):
        facts["extended_to"] = (end + timedelta(draw.pick([(8, draw.whole(1, 400)), (1, 0), (1, -1)]))).isoformat()
        if draw.chance(0.9):
            facts["status"] = "extended"
        if draw.chance(0.6):
            facts["extension_rate"] = draw.rate("6", high="24")
    if draw.chance(0.2):
        facts["first_due_on"] = draw.one(
            payout + timedelta(draw.whole(1, 60)), add_months(payout, 1), payout.replace(day=15) + timedelta(31), end, payout
        ).isoformat()


def guarantee(draw):
    """A guarantee with every way of charging."""
    amount = draw.fen(5_000_000, 1_000_001, low=1, high=10**14)
    term = draw.term(6, 12, 18, 36, days=0.2, longest=50)
    months, days = read_term(term)
    years = -(-months // 12) if months is not None else -(-days // 365)
    left = [draw.written(amount * share // 100) for share in (100, 80, 50, 25, 20, 10, 5, 2, 1, 0)]
    return draw.answered(
        {
            "amount": draw.written(amount),
            "term": term,
            "starts_on": draw.day().isoformat() if draw.chance(0.8) else None,
            "charging": draw.one("yearly-outstanding", "upfront-original", "first-original-then-outstanding"),
            "balance": {str(year): left[min(year - 1, 9)] for year in range(1, years + 1)} if draw.chance(0.85) else None,
            "fee_rate": draw.rate("0.5", "1", high="4"),
            "guaranteed_share": draw.one(None, None, "80%", "70.5%", "33.333333%"),
            "part_years": draw.one(None, "months", "days") if months is not None else draw.one(None, "days"),
            "minimum_year": draw.one(None, True, False),
            "customer_total": draw.money(5_000_000, low=1) if draw.chance(0.5) else None,
        }
    )


def insurance(draw):
    """A policy with its premium or its rate."""
    return draw.answered(
        {
            "insured": draw.money(1_000_000, 0),
            "premium": draw.money(12_000, 0, high=10**12) if draw.chance(0.6) else None,
            "premium_rate": draw.rate("1.2", high="5") if draw.chance(0.5) else None,
            "term": draw.term(12, 3, days=0.4),
            "year_basis": draw.one("365", "360", None),
        }
    )


def securitisation(draw):
    """An issue with its coupon."""
    start = draw.day(date(2022, 4, 1), date(2024, 2, 29), date(2023, 8, 31))
    return draw.answered(
        {
            "principal": draw.money(30_000_000, 0, high=10**14),
            "coupon": draw.rate("5.5", high="12"),
            "starts_on": start.isoformat(),
            "ends_on": (start + timedelta(draw.whole(-1, 1500) if draw.chance(0.5) else draw.one(365, 366, 1096))).isoformat(),
            "day_basis": draw.one(None, "act/365", "act/360", "30/360", "act/act"),
            "payments": draw.one(None, "yearly", "half-yearly", "quarterly", "at-end"),
        }
    )


def cost(draw, facts):
    """Fees and subsidies around the first loan."""
    first = facts["loan"][0]
    if draw.chance(0.7):
        first["fees_upfront"] = draw.money(6000, 0, high=10**9)
    payout = date.fromisoformat(first.get("paid_out_on", "2025-01-31"))

    def around():
        day = add_months(payout, draw.whole(0, 14)) if draw.chance(0.7) else payout + timedelta(draw.whole(0, 500))
        return day.isoformat()

    group = {}
    if draw.chance(0.4):
        group["fees"] = {around(): draw.money(1000, 6000, low=1, high=10**8) for _ in range(draw.some(1, 3, 4, 2, 1))}
    if draw.chance(0.3):
        group["deposit"] = draw.money(50_000, low=0, high=10**8)
    if draw.chance(0.4):
        group["subsidies"] = {around(): draw.money(5000, low=1, high=10**8) for _ in range(draw.some(1, 3, 4, 2, 1))}
    if group:
        facts["cost"] = group


def request(draw):
    """A request for schedules."""
    facts = {}
    kind = draw.pick([(12, "loan"), (3, "cost"), (2, "guarantee"), (1, "insurance"), (2, "securitisation")])
    if kind == "loan":
        facts["loan"] = [loan(draw) for _ in range(draw.pick([(9, 1), (1, 2)]))]
    elif kind == "cost":
        facts["loan"] = [loan(draw, plain=draw.chance(0.7))]
        cost(draw, facts)
    elif kind == "guarantee":
        facts["guarantee"] = [guarantee(draw) for _ in range(draw.some(1, 3, 4, 2, 1))]
    elif kind == "insurance":
        facts["insurance"] = [insurance(draw) for _ in range(draw.some(1, 3, 4, 2, 1))]
    else:
        facts["securitisation"] = [securitisation(draw) for _ in range(draw.some(1, 2, 4, 1))]
    return {"schema": 1, "day": "2026-11-22", "facts": facts}
