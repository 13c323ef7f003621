"""湘潭市加快推动普惠金融、产业金融、科技金融、绿色金融创新发展三年行动计划（2023—2025年）."""

from datetime import date
from fractions import Fraction

from clause import FAILED, UNCLEAR, Line, Measure, Verdict, in_window, judged, one_of, within_customer
from contracts import Missing, Problem
from contracts.loan import Schedule
from contracts.guarantee import Guarantee
from contracts.rates import reference_of
from lpr import lpr
from packs.wenzhou_2022 import compare_paid, rows_or_blank
from values import fen, rate_text, yuan

ISSUED, VALID_TO = date(2023, 10, 24), date(2028, 10, 24)
FIRST, LAST = date(2023, 1, 1), date(2025, 12, 31)
"""三年行动计划（2023—2025年）."""
GOVERNMENT = ("city-government", "county-government")


class Xiangtan(Measure):
    """Issued on 2023-10-24; the city's page gives 2028-10-24 as the last day."""

    def force(self, day):
        if day < ISSUED:
            return "not-yet"
        return "in-force" if day <= VALID_TO else "ended"


class AverageFee(Xiangtan):
    """政府性担保机构平均担保费率不高于1%."""

    effect = "bound"
    recipient = "guarantor"

    def lines(self, case):
        row = case.facts.one("guarantor")
        kind = one_of(row, "kind", GOVERNMENT)
        found = []
        for year, rate in row.by_year("average_fee_rate", "rate").items():
            line = Line(row=row, year=year)
            line.verdicts = [
                kind,
                judged("guarantor.average_fee_rate", rate <= Fraction(1, 100)),
                in_window(year, FIRST, LAST, ()),
            ]
            found.append(line)
        if not found:
            line = Line(row=row)
            line.verdicts = [kind, judged("guarantor.average_fee_rate", None)]
            found.append(line)
        return found


class Fee05(Xiangtan):
    """其中政府性担保机构…对进入国、省“专精特新”和全市先进制造业“白名单”的企业，单户担保金额500万元及以下的业务年担保费降低至0.5%."""

    effect = "price"
    kind = "ceiling"
    rate = Fraction(5, 1000)

    def lines(self, case):
        found = []
        lists = case.firm.get("lists", "set")
        listed = None if lists is None else any(one in ("zjtx", "city-manufacturing") for one in lists)
        rows = rows_or_blank(case, "guarantee")
        for index, row in enumerate(rows):
            starts_on = row.get("starts_on", "date")
            verdicts = [
                one_of(row, "guarantor", GOVERNMENT),
                judged("firm.lists", listed),
                within_customer(row, rows, 5_000_000),
                in_window(starts_on, FIRST, LAST, ("guarantee.starts_on",)),
            ]
            rate = row.get("fee_rate", "rate")
            try:
                years, absent = bases(row)
            except Problem:
                years, absent = [], ()
                verdicts.append(Verdict("amount", UNCLEAR))
            for year, base in years:
                line = Line(row=row, contract=index, contract_year=year, raw=base * self.rate, verdicts=verdicts)
                if rate is not None:
                    line.paid, line.within = fen(base * rate), rate <= self.rate
                found.append(line)
            if not years:
                found.append(Line(row=row, contract=index, missing=tuple(absent), verdicts=verdicts))
        return found

    def paid(self, settled, lines):
        return compare_paid(settled)


def bases(row):
    """[(year of the contract, yuan x years)], or what is missing."""
    raw = dict(row.raw)
    raw["fee_rate"] = raw.get("fee_rate") or "0%"
    try:
        guarantee = Guarantee(type(row)("guarantee", raw))
    except Missing as missing:
        # Which balances are wanting can only be said once it is known of how many years.
        some = bool(row.raw.get("balance"))
        first = [fact for fact in missing.facts if fact != "guarantee.balance" or not some]
        return [], first or missing.facts
    return guarantee.weighted(), ()


class Lpr(Xiangtan):
    """由潭城融资担保集团和政府性融资担保机构提供贷款担保的业务，原则上银行机构不高于当期LPR执行利率."""

    effect = "price"
    kind = "ceiling"
    recipient = "borrower"

    def lines(self, case):
        found = []
        for index, row in enumerate(rows_or_blank(case, "loan")):
            day = row.get("paid_out_on", "date")
            line = Line(row=row, contract=index, year=day and day.year)
            line.verdicts = [
                one_of(row, "guarantor", (*GOVERNMENT, "tancheng-group")),
                in_window(day, FIRST, LAST, ("loan.paid_out_on",)),
            ]
            self.amount(row, line, day)
            found.append(line)
        return found

    @staticmethod
    def amount(row, line, day):
        try:
            paid = Schedule(row)
        except Missing as missing:
            line.missing = tuple({*missing.facts, *(() if day else ["loan.paid_out_on"])})
            return
        except Problem:
            line.verdicts.append(Verdict("amount", UNCLEAR))
            return
        if day is None:
            line.missing = ("loan.paid_out_on",)
            return
        reference = lpr(reference_of(paid.terms), day)
        if reference is None:
            line.verdicts.append(Verdict("amount", FAILED))
            return
        ceiling = at_reference(row, reference)
        line.raw = yuan(sum(one.interest for one in ceiling.rows))
        line.paid = sum(one.interest for one in paid.rows)
        segments = [segment for one in paid.rows for segment in one.segments]
        line.within = all(segment.rate <= ceiling.rates.on(segment.start) for segment in segments)

    def paid(self, settled, lines):
        return compare_paid(settled)


def at_reference(row, rate):
    """The loan, were the LPR its rate: that of the payout, and later ones where the contract is repriced."""
    fixed = {name: value for name, value in row.raw.items() if name not in ("rate_changes", "extension_rate")}
    return Schedule(type(row)("loan", {**fixed, "rate": rate_text(rate), "spread": "0%"}))


MEASURES = {"item-2-avgfee": AverageFee(), "item-2-fee05": Fee05(), "item-2-lpr": Lpr()}
