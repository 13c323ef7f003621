"""The oracle's answer to a request of `huisuan assess` or `huisuan schedule`."""

from contracts import Missing, Problem, insurance
from contracts.cost import Cost
from contracts.guarantee import Guarantee
from contracts.loan import Schedule
from contracts.securitisation import Issue
from clause import Case
from facts import Facts, Row
from packs import chenzhou_2021, national_startup_2023, wenzhou_2022, xiangtan_2023
from values import read_date

DOCUMENTS = {
    "wenzhou-2022": wenzhou_2022,
    "xiangtan-2023": xiangtan_2023,
    "chenzhou-2021": chenzhou_2021,
    "national-startup-2023": national_startup_2023,
}


def measures():
    """Every measure by its full name."""
    return {
        f"{document}/{name}": measure for document, module in DOCUMENTS.items() for name, measure in module.MEASURES.items()
    }


MEASURES = measures()


def assess(request):
    """One answer for each measure asked for, in order."""
    case = Case(read_date(request["day"]), request.get("role"), Facts(request["facts"]))
    return [{"measure": name, **MEASURES[name].answer(case)} for name in request["measures"]]


def result(work):
    """ok, missing or problem."""
    try:
        return {"ok": work()}
    except Missing as missing:
        return {"missing": missing.facts}
    except Problem as problem:
        return {"problem": {"fact": problem.fact, "code": problem.code}}


def schedule(request):
    """The groups that are there, row by row."""
    facts = Facts(request["facts"])
    answer = {}
    loans, guarantees = facts.rows("loan"), facts.rows("guarantee")
    if loans:
        answer["loan"] = [result(lambda row=row: Schedule(row).answer()) for row in loans]
    if guarantees:
        answer["guarantee"] = [result(lambda row=row: Guarantee(row).answer()) for row in guarantees]
    if facts.rows("insurance"):
        answer["insurance"] = [result(lambda row=row: insurance.answer(row)) for row in facts.rows("insurance")]
    if facts.rows("securitisation"):
        answer["securitisation"] = [result(lambda row=row: Issue(row).answer()) for row in facts.rows("securitisation")]
    first = loans[0] if loans else Row("loan", {})
    if "cost" in request["facts"] or first.raw.get("fees_upfront") is not None:
        answer["cost"] = result(lambda: Cost(facts.one("cost"), first).answer())
    return answer


def brief(answers):
    """A schedule with its rows as lists, without the amounts that follow by addition."""
    for one in answers.get("loan", []):
        if "ok" in one:
            one["ok"]["rows"] = [
                [row[name] for name in ("number", "due_on", "rate", "days", "principal", "interest", "event")]
                for row in one["ok"]["rows"]
            ]
    for group in ("guarantee", "securitisation"):
        for one in answers.get(group, []):
            if "ok" in one:
                one["ok"]["rows"] = [list(row.values()) for row in one["ok"]["rows"]]
    return answers
