"""湘潭市加快推动普惠金融、产业金融、科技金融、绿色金融创新发展三年行动计划（2023—2025年）."""

from datetime import date
from fractions import Fraction

from clause import FAILED, UNCLEAR, Line, Measure, Verdict, flag, in_order, in_window, judged, one_of, within_customer
from contracts import Missing, Problem
from contracts.loan import Schedule
from contracts.guarantee import Guarantee
from contracts.rates import reference_of
from goal import Goal, Pointer
from lpr import lpr
from packs.common import compare_paid, rows_or_blank
from values import fen, largest_remainder, money_text, rate_text, read_money, yuan

ISSUED, VALID_TO = date(2023, 10, 24), date(2028, 10, 24)
FIRST, LAST = date(2023, 1, 1), date(2025, 12, 31)
"""三年行动计划（2023—2025年）."""
GOVERNMENT = ("city-government", "county-government")


def force(day):
    """Issued on 2023-10-24; the city's page gives 2028-10-24 as the last day."""
    if day < ISSUED:
        return "not-yet"
    return "in-force" if day <= VALID_TO else "ended"


class Xiangtan(Measure):
    """The years of the plan."""

    def force(self, day):
        return force(day)

    @staticmethod
    def government(row, fact):
        """The plan names the Tancheng group beside the government guarantors: whether it is one of them here is not clear."""
        guarantor = one_of(row, fact, GOVERNMENT)
        if row.get(fact, "choice") == "tancheng-group":
            guarantor.state = UNCLEAR
        return guarantor


class AverageFee(Xiangtan):
    """政府性担保机构平均担保费率不高于1%."""

    effect = "bound"
    recipient = "guarantor"

    def lines(self, case):
        row = case.facts.one("guarantor")
        kind = self.government(row, "kind")
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
                self.government(row, "guarantor"),
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
    """[(year of the contract, yuan x years)], or what is missing; a year without a balance is missing too."""
    raw = dict(row.raw)
    raw["fee_rate"] = raw.get("fee_rate") or "0%"
    try:
        guarantee = Guarantee(type(row)("guarantee", raw))
    except Missing as missing:
        return [], {*missing.facts, *(["guarantee.balance"] if falls_short(row) else [])}
    except Problem:
        if falls_short(row):
            return [], ["guarantee.balance"]
        raise
    return guarantee.weighted(), ()


def falls_short(row):
    """Whether a fee by years lacks the balance of one of them."""
    term, charging = row.get("term", "term"), row.get("charging", "choice")
    if term is None or charging in (None, "upfront-original"):
        return False
    months, days = term
    years = -(-months // 12) if months is not None else -(-days // 365)
    return len(row.by_year("balance", "money")) < years


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
        """The ceiling needs no rate of the contract; what is paid does."""
        try:
            terms = Schedule(with_rates(row)).terms
        except Missing as missing:
            line.missing = tuple({*missing.facts, *(() if day else ["loan.paid_out_on"])})
            return
        except Problem:
            if day is None:
                line.missing = ("loan.paid_out_on",)
            else:
                line.verdicts.append(Verdict("amount", UNCLEAR))
            return
        if day is None:
            line.missing = ("loan.paid_out_on",)
            return
        reference = lpr(reference_of(terms), day)
        if reference is None:
            line.verdicts.append(Verdict("amount", FAILED))
            return
        try:
            ceiling = at_reference(row, reference)
        except Problem:
            line.verdicts.append(Verdict("amount", UNCLEAR))
            return
        line.raw = yuan(sum(one.interest for one in ceiling.rows))
        if with_rates(row).raw == row.raw:
            paid = Schedule(row)
            line.paid = sum(one.interest for one in paid.rows)
            segments = [segment for one in paid.rows for segment in one.segments]
            line.within = all(segment.rate <= ceiling.rates.on(segment.start) for segment in segments)

    def paid(self, settled, lines):
        return compare_paid(settled)


def with_rates(row):
    """The loan with some rate and some spread, where they are not given."""
    some = {} if row.get("rate", "rate") is not None else {"rate": "0%"}
    if row.get("repricing", "choice") not in (None, "none") and row.get("spread", "rate") is None:
        some["spread"] = "0%"
    return type(row)("loan", {**row.raw, **some})


def at_reference(row, rate):
    """The loan, were the LPR its rate: that of the payout, and later ones where the contract is repriced."""
    fixed = {name: value for name, value in row.raw.items() if name not in ("rate_changes", "extension_rate")}
    return Schedule(type(row)("loan", {**fixed, "rate": rate_text(rate), "spread": "0%"}))


class Split4321(Xiangtan):
    """“4321”风险分担机制（湖南省融资再担保有限公司40％、潭城融资担保集团30％、合作银行20％、市财政代偿10％）."""

    effect = "split"
    recipient = "guarantor"
    rounding = "once"
    shares = (("re-guarantor", 40), ("guarantor", 30), ("bank", 20), ("treasury", 10))

    def lines(self, case):
        found = []
        for row in rows_or_blank(case, "loss"):
            key, losses = row.get("firm", "text"), row.by_year("principal", "money")
            for year, loss in losses.items():
                line = Line(row=row, key=key, year=year, raw=yuan(loss))
                line.verdicts = [in_window(year, FIRST, LAST, ())]
                found.append(line)
            if not losses:
                found.append(Line(row=row, key=key, missing=("loss.principal",)))
        return found

    def answer(self, case):
        """The whole loss, or the part of whoever asks where he bears one; and all parts. Each loss is split by itself."""
        told = super().answer(case)
        if told["amount"] is None:
            return told
        parts = {party: 0 for party, _ in self.shares}
        own = "treasury" if case.role == "official" else case.role
        for line in told["lines"]:
            split = dict(largest_remainder(read_money(line[4]), self.shares))
            for party, part in split.items():
                parts[party] += part
            if own in split:
                line[4] = money_text(split[own])
        if own in parts:
            told["amount"] = money_text(parts[own])
        told["lines"] = in_order(told["lines"])
        told["parts"] = [[party, money_text(part)] for party, part in parts.items()]
        return told


class Institution(Xiangtan):
    """第15条: a reward for an institution that is brought in or opens something, once for each."""

    rounding = "once"
    reward = 0
    recipient = "new-institution"

    def conditions(self, case, row):
        """Who is rewarded."""
        raise NotImplementedError

    def lines(self, case):
        found = []
        for index, row in enumerate(rows_or_blank(case, "institution")):
            day = row.get("opened_on", "date")
            line = Line(row=row, contract=index, year=day and day.year, raw=Fraction(self.reward))
            line.verdicts = [*self.conditions(case, row), in_window(day, FIRST, LAST, ("institution.opened_on",))]
            found.append(line)
        return found


CENTRES = ("business-headquarters", "credit-card-centre", "customer-centre", "data-centre", "settlement-centre")


class OperationCentre(Institution):
    """对于市外新引进的金融机构业务总部或信用卡中心…支付结算中心等运营中心，给予一次性奖励200万元."""

    reward = 2_000_000

    def conditions(self, case, row):
        centre = one_of(row, "kind", (*CENTRES, "other-centre"))
        return [flag(row, "from_outside"), centre, one_of(row, "kind", CENTRES, open_list=True)]


class NewBank(Institution):
    """对于市外新引进的银行机构给予一次性奖励100万元."""

    reward = 1_000_000
    recipient = "bank"

    def conditions(self, case, row):
        return [flag(row, "from_outside"), one_of(row, "kind", ("bank",))]


class RaisedBranch(Institution):
    """银行机构异地直属支行升格为分行的给予一次性奖励20万元."""

    reward = 200_000
    recipient = "bank"

    def conditions(self, case, row):
        return [one_of(row, "kind", ("bank",)), flag(row, "raised")]


class NewInsurer(Institution):
    """对于市外新引进的保险、证券、期货机构，给予一次性奖励50万元."""

    reward = 500_000

    def conditions(self, case, row):
        return [flag(row, "from_outside"), one_of(row, "kind", ("insurer", "securities", "futures"))]


class NewOutlets(Xiangtan):
    """银行机构每增设一个全功能经营网点给予一次性奖励10万元."""

    recipient = "bank"

    def lines(self, case):
        found = []
        for row in rows_or_blank(case, "institution"):
            outlets = row.by_year("new_outlets", "count")
            for year, count in outlets.items():
                line = Line(row=row, year=year, raw=Fraction(100_000 * count))
                line.verdicts = [one_of(row, "kind", ("bank",)), in_window(year, FIRST, LAST, ())]
                found.append(line)
            if not outlets:
                line = Line(row=row, missing=("institution.new_outlets",))
                line.verdicts = [one_of(row, "kind", ("bank",))]
                found.append(line)
        return found


class Capital(Xiangtan):
    """市外投资者参与我市地方法人金融机构增资扩股的，按投资金额的1%给予奖励，最高不超过300万元."""

    rounding = "once"
    recipient = "investor"

    def lines(self, case):
        found = []
        asked = case.facts.one("xiangtan-2023")
        for index, row in enumerate(rows_or_blank(case, "investment")):
            day, amount = row.get("made_on", "date"), row.get("amount", "money")
            line = Line(row=row, contract=index, year=day and day.year, cap=Fraction(3_000_000))
            line.verdicts = [
                flag(asked, "outside-investor"),
                flag(row, "capital_increase"),
                in_window(day, FIRST, LAST, ("investment.made_on",)),
            ]
            line.missing = () if amount is not None else ("investment.amount",)
            line.raw = None if amount is None else yuan(amount) / 100
            found.append(line)
        return found

    def cap_group(self, line):
        return ()


MEASURES = {
    "item-1-fund": Pointer(force, "bank"),
    "item-1-startup": Pointer(force, "borrower"),
    "item-1-reward": Pointer(force, "bank"),
    "item-2-4321": Split4321(),
    "item-2-fund": Goal(force, "guarantor"),
    "item-2-focus": Goal(force, "guarantor"),
    "item-2-avgfee": AverageFee(),
    "item-2-fee05": Fee05(),
    "item-2-lpr": Lpr(),
    "item-3": Goal(force, "borrower"),
    "item-3-products": Pointer(force, "firm"),
    "item-4": Pointer(force, "borrower"),
    "item-4-insurance": Pointer(force, "policyholder"),
    "item-10-funds": Goal(force, "locality"),
    "item-10-listing": Pointer(force, "firm"),
    "item-14": Goal(force, "bank"),
    "item-15-opcentre": OperationCentre(),
    "item-15-bank-new": NewBank(),
    "item-15-bank-upgrade": RaisedBranch(),
    "item-15-bank-outlets": NewOutlets(),
    "item-15-insurer": NewInsurer(),
    "item-15-capital": Capital(),
    "item-16": Pointer(force, "firm"),
    "closing": Pointer(force, "locality"),
    "target-economy": Goal(force, "locality"),
    "target-loans": Goal(force, "bank"),
    "target-listing": Goal(force, "firm"),
}
