"""Writes random requests with the oracle's answers, a line of JSON each: `python3 tests/oracle --count N --seed S`."""

import argparse
from collections import Counter
import json
import multiprocessing
import sys

import answer
from requests import assess, contracts
from requests.draw import Draw

SCHEDULES = 4
"""One request in so many asks for schedules."""


def entry(at):
    """One line, the same for the same seed and number, with what it counts as."""
    seed, index = at
    draw = Draw(seed, index)
    if index % SCHEDULES == 0:
        asked = contracts.request(draw)
        answered = answer.schedule(asked)
        kinds = [(f"schedule {group}", next(iter(one))) for group, all_of in answered.items() for one in listed(all_of)]
        line = {"request": asked, "schedule": answer.brief(answered)}
    else:
        asked = assess.request(draw, list(answer.MEASURES))
        answered = {one.pop("measure"): told(one) for one in answer.assess(asked)}
        kinds = [(name, one["status"]) for name, one in answered.items()]
        line = {"answer": answered, "request": asked}
    return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")), kinds


def listed(value):
    """The answers of a group: one for each row, or one."""
    return value if isinstance(value, list) else [value]


def told(fields):
    """Fields without what says nothing."""
    return {name: value for name, value in fields.items() if value is not None and value is not False and value != []}


def main():
    """Reads the command line and writes to standard output."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--seed", default="1")
    options.add_argument("--jobs", type=int, default=multiprocessing.cpu_count())
    given = options.parse_args()
    counts = Counter()
    with multiprocessing.Pool(given.jobs) as pool:
        for line, kinds in pool.imap(entry, ((given.seed, index) for index in range(given.count)), chunksize=64):
            sys.stdout.write(line + "\n")
            counts.update(kinds)
    show(counts)


def show(counts):
    """How many answers of each status each measure, and each kind of contract, has."""
    names = {}
    for (name, status), count in sorted(counts.items()):
        names.setdefault(name, []).append(f"{status} {count}")
    for name, told_of in names.items():
        sys.stderr.write(f"{name:36} {', '.join(told_of)}\n")


if __name__ == "__main__":
    main()
