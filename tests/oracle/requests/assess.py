"""Requests of `huisuan assess`: one document, some of its measures, and facts around the numbers that they name."""

from datetime import date

from requests import municipal, national
from requests.measures import MEASURES, ROLES

DOCUMENTS = {
    "wenzhou-2022": (5, municipal.wenzhou, municipal.WENZHOU),
    "xiangtan-2023": (4, municipal.xiangtan, municipal.XIANGTAN),
    "chenzhou-2021": (4, municipal.chenzhou, municipal.CHENZHOU),
    "jiashan-2021": (2, municipal.jiashan, municipal.JIASHAN),
    "zhumadian-draft": (0.5, municipal.zhumadian, municipal.JIASHAN),
    "national-startup-2023": (2, national.startup, national.STARTUP),
}
"""How often, the facts, and the days that count."""


def request(draw, measures):
    """A request for some measures of one document."""
    document = draw.pick([(weight, name) for name, (weight, *_) in DOCUMENTS.items()])
    _, facts, edges = DOCUMENTS[document]
    names = wanted(draw, [name for name in measures if name.startswith(document + "/")])
    given = facts(draw)
    if draw.chance(0.9):
        groups = {group for name in names if name in MEASURES for group in MEASURES[name][0].split()}
        given = {group: value for group, value in given.items() if group in groups}
    asked = {
        "schema": 1,
        "day": draw.day(*edges, first=date(2019, 1, 1), last=date(2030, 12, 31)).isoformat(),
        "measures": names,
        "facts": {group: value for group, value in given.items() if value},
    }
    if draw.chance(0.95):
        askers = [MEASURES[name][1] for name in names if name in MEASURES]
        asked["role"] = draw.one(*askers) if askers and draw.chance(0.75) else draw.one(*ROLES)
    return asked


def wanted(draw, names):
    """All of a document, or some; seldom one that says the same to everybody."""
    if draw.chance(0.02):
        return names
    told, same = [[name for name in names if (name in MEASURES) == asks] for asks in (True, False)]
    chosen = draw.random.sample(told, min(len(told), draw.some(1, 3, 6, 3, 1)))
    if same and draw.chance(0.05):
        chosen.append(draw.one(*same))
    return sorted(chosen)
