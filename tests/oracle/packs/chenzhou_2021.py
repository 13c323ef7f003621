"""郴州市金融服务“三高四新”战略打造“一极六区”若干政策措施."""

from datetime import date
from fractions import Fraction

from clause import Line, Measure, flag, in_window, inside, judged, one_of, test, test_of_year, within_customer
from goal import Goal, Pointer
from packs.common import by_year, rows_or_blank
from values import add_months, yuan

FIRST, LAST = date(2021, 7, 6), date(2026, 7, 6)
"""发文日期：2021-07-06; 信息时效期：2026-07-06."""
CHENZHOU, HUNAN = ("431000",), ("430000",)


def force(day):
    """From the day of issue to the last day that the page gives."""
    if day < FIRST:
        return "not-yet"
    return "in-force" if day <= LAST else "ended"


class Chenzhou(Measure):
    """What lies in the period of validity counts."""

    def force(self, day):
        return force(day)


class Item33(Chenzhou):
    """市、县两级财政要分别按照辖区内融资担保公司上年末在保余额的0.5%安排代偿补偿专项资金，实行差额提取."""

    effect = "fund"
    recipient = "guarantee-fund"

    def lines(self, case):
        row = case.facts.one("treasury")
        outstanding, fund = row.by_year("guarantees_last_year_end", "money"), row.by_year("fund_balance", "money")
        found = []
        for year, base in outstanding.items():
            line = Line(row=row, year=year)
            line.verdicts = [in_window(year, FIRST, LAST, ())]
            if year in fund:
                line.raw = max(yuan(base) * Fraction(5, 1000) - yuan(fund[year]), Fraction(0))
            else:
                line.missing = ("treasury.fund_balance",)
            found.append(line)
        if not found:
            wanted = ("treasury.guarantees_last_year_end", "treasury.fund_balance")
            found.append(Line(row=row, missing=wanted[: 1 if fund else 2]))
        return found


class Item34(Chenzhou):
    """单户担保金额500万元以下、担保费率不超过1%的新增支小支农支新融资担保业务，由企业所在地县市区及园区财政部门按照不低于0.5%的标准给予担保补贴."""

    kind = "at-least"
    rounding = "once"
    recipient = "guarantor"

    def lines(self, case):
        found = []
        new = flag(case.facts.one("chenzhou-2021"), "new-business")
        rows = rows_or_blank(case, "guarantee")
        for index, row in enumerate(rows):
            starts_on, amount = row.get("starts_on", "date"), row.get("amount", "money")
            line = Line(row=row, contract=index, year=starts_on and starts_on.year)
            line.verdicts = [
                within_customer(row, rows, 5_000_000),
                test(row, "fee_rate", "rate", lambda rate: rate <= Fraction(1, 100)),
                new,
                one_of(row, "purpose", ("small", "farm", "emerging")),
                inside(case.firm, "region", CHENZHOU),
                in_window(starts_on, FIRST, LAST, ("guarantee.starts_on",)),
            ]
            line.missing = () if amount is not None else ("guarantee.amount",)
            line.raw = None if amount is None else yuan(amount) * Fraction(5, 1000)
            found.append(line)
        return found


class Item46(Chenzhou):
    """对在省内注册备案的私募股权投资基金投资我市初创期科技企业（成立时间在3年以内）达1000万元且投资期限满6个月的，
    积极支持其向省财政申请按不超过投资金额5%的补助（单个企业每年最高补助金额由300万元提高到500万元）."""

    kind = "at-most"
    rounding = "once"
    recipient = "fund"

    def lines(self, case):
        found = []
        filed = flag(case.facts.one("chenzhou-2021"), "filed-fund")
        lists = case.firm.get("lists", "set")
        born, applied = case.firm.get("established_on", "date"), case.facts.one("case").get("applied_on", "date")
        for index, row in enumerate(rows_or_blank(case, "investment")):
            made_on, amount = row.get("made_on", "date"), row.get("amount", "money")
            line = Line(row=row, contract=index, year=made_on and made_on.year, cap=Fraction(5_000_000))
            line.verdicts = [
                inside(case.applicant("fund"), "registered_region", HUNAN),
                filed,
                inside(case.firm, "region", CHENZHOU),
                judged("firm.lists", None if lists is None else "technology" in lists),
                span("investment.firm_age", ("firm.established_on", born), ("investment.made_on", made_on), at_most=36),
                judged("investment.amount", None if amount is None else yuan(amount) >= 10_000_000),
                span("investment.held", ("investment.made_on", made_on), ("case.applied_on", applied), at_least=6),
                in_window(made_on, FIRST, LAST, ("investment.made_on",)),
            ]
            line.missing = () if amount is not None else ("investment.amount",)
            line.raw = None if amount is None else yuan(amount) * Fraction(5, 100)
            found.append(line)
        return found

    def cap_group(self, line):
        return (line.year,)


def span(name, start, end, at_most=None, at_least=None):
    """A bound in months on the time between two days: reached on the corresponding day, exceeded the day after."""
    absent = [fact for fact, day in (start, end) if day is None]
    if absent:
        return judged(name, None, absent)
    first, last = start[1], end[1]
    if at_most is not None:
        return judged(name, last <= add_months(first, at_most))
    return judged(name, last >= add_months(first, at_least))


class Item23(Chenzhou):
    """对符合条件的村镇银行，支持其向省财政申请不超过其上年贷款平均余额2%的财政补贴."""

    kind = "at-most"
    recipient = "bank"

    def lines(self, case):
        row = case.facts.one("bank")
        conditions = [one_of(row, "kind", ("village-bank",)), flag(case.facts.one("chenzhou-2021"), "meets-the-conditions")]
        found = []
        for year, base in row.by_year("average_loans_last_year", "money").items():
            line = Line(row=row, year=year, raw=yuan(base) * Fraction(2, 100))
            line.verdicts = [*conditions, in_window(year, FIRST, LAST, ())]
            found.append(line)
        return found or [Line(row=row, missing=("bank.average_loans_last_year",), verdicts=conditions)]


class Bound(Chenzhou):
    """A rule that is kept or not."""

    effect = "bound"

    def asked(self, case, question):
        """A question that only this document asks."""
        return flag(case.facts.one("chenzhou-2021"), question)


class Item31(Bound):
    """支小支农担保金额占比不低于80%，其中支持单户授信500万元及以下担保金额占比不低于50%."""

    recipient = "guarantor"

    def lines(self, case):
        row = case.facts.one("guarantor")

        def conditions(year):
            window = [] if year is None else [in_window(year, FIRST, LAST, ())]
            return [
                one_of(row, "kind", ("city-government", "county-government")),
                test_of_year(row, "small_farm_share", "rate", year, lambda share: share >= Fraction(80, 100)),
                test_of_year(row, "small_ticket_share", "rate", year, lambda share: share >= Fraction(50, 100)),
                *window,
            ]

        return by_year(row, conditions, (("small_farm_share", "rate"), ("small_ticket_share", "rate")))


class Item74(Bound):
    """对存量扶贫再贷款可展期4次，实际使用期限最长至2025年."""

    recipient = "bank"

    def lines(self, case):
        row = case.facts.one("relending")
        line = Line(row=row)
        line.verdicts = [
            self.asked(case, "poverty-relief-relending"),
            test(row, "extensions", "count", lambda count: count <= 4),
            test(row, "ends_on", "date", lambda day: day <= date(2025, 12, 31)),
        ]
        return [line]


class Item86(Bound):
    """郴州片区内跨国公司跨境资金集中运营管理准入条件放宽至上年度国际收支规模不低于5000万美元."""

    recipient = "multinational"

    def lines(self, case):
        line = Line(row=case.firm)
        line.verdicts = [
            self.asked(case, "multinational-in-the-area"),
            test(case.firm, "bop_last_year_usd", "number", lambda volume: volume >= 50_000_000),
        ]
        return [line]


class Item87(Bound):
    """郴州片区内银行分行级以下（不含分行）机构…事后报告，区内保险支公司及以下分支机构…事后备案."""

    def __init__(self, recipient, levels):
        self.recipient, self.levels = recipient, levels

    def lines(self, case):
        found = []
        for index, row in enumerate(rows_or_blank(case, "institution")):
            line = Line(row=row, contract=index)
            line.verdicts = [self.asked(case, "in-the-area"), one_of(row, "level", self.levels)]
            found.append(line)
        return found


MEASURES = {
    "2.2": Pointer(force, "borrower"),
    "2.3": Item23(),
    "2.4": Pointer(force, "bank"),
    "3.1-shares": Item31(),
    "3.1-balance": Goal(force, "guarantor"),
    "3.2": Goal(force, "guarantor"),
    "3.3": Item33(),
    "3.4": Item34(),
    "4.6": Item46(),
    "6.1": Pointer(force, "firm"),
    "7.4": Item74(),
    "8.4": Pointer(force, "new-institution"),
    "8.6": Item86(),
    "8.7-bank": Item87("bank", ("bank-sub-branch", "bank-outlet")),
    "8.7-insurer": Item87("insurer", ("insurer-sub-branch", "insurer-office")),
    "10.2": Pointer(force, "bank"),
    "target-loans": Goal(force, "bank"),
    "target-listing": Goal(force, "firm"),
}
