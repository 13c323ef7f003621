"""郴州市金融服务“三高四新”战略打造“一极六区”若干政策措施."""

from datetime import date
from fractions import Fraction

from clause import Line, Measure, flag, in_window, inside, judged, one_of, test, within_customer
from packs.wenzhou_2022 import rows_or_blank
from values import add_months, yuan

FIRST, LAST = date(2021, 7, 6), date(2026, 7, 6)
"""发文日期：2021-07-06; 信息时效期：2026-07-06."""
CHENZHOU, HUNAN = ("431000",), ("430000",)


class Chenzhou(Measure):
    """In force from the day of issue to the last day that the page gives."""

    def force(self, day):
        if day < FIRST:
            return "not-yet"
        return "in-force" if day <= LAST else "ended"


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
            found.append(Line(row=row, missing=("treasury.guarantees_last_year_end",)))
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


MEASURES = {"3.3": Item33(), "3.4": Item34(), "4.6": Item46()}
