"""Writes random requests with the oracle's answers, a line of JSON each: `python3 tests/oracle --count N --seed S`."""

import argparse
import json
import multiprocessing
import sys

import answer
from requests import assess, contracts
from requests.draw import Draw

SCHEDULES = 4
"""One request in so many asks for schedules."""


def entry(at):
    """One line: the same for the same seed and number."""
    seed, index = at
    draw = Draw(seed, index)
    if index % SCHEDULES == 0:
        asked = contracts.request(draw)
        line = {"request": asked, "schedule": answer.brief(answer.schedule(asked))}
    else:
        asked = assess.request(draw, list(answer.MEASURES))
        line = {"answer": {one.pop("measure"): told(one) for one in answer.assess(asked)}, "request": asked}
    return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


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
    with multiprocessing.Pool(given.jobs) as pool:
        for line in pool.imap(entry, ((given.seed, index) for index in range(given.count)), chunksize=64):
            sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
