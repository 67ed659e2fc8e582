"""One stored crawl put in order and judged anew, in a process of its own; prints everything that came of it."""

from __future__ import annotations

import sys
from pathlib import Path

from console.pipeline import Assessing, assess_run
from console.verbs.demo import DEMO_DAY
from crawler.finish import build_dossier
from records.serial import to_json
from records.store import Store


def main(db: Path, evaluator: str) -> None:
    """The dossier, the findings as they are stored, and every verdict, a line each."""
    with Store.open(db) as store:
        run = store.run("latest")
        print(to_json(build_dossier(store, run.id)))
        judgement = assess_run(store, run, Assessing(DEMO_DAY, evaluator=evaluator)).judgement
        print(evaluator == judgement.evaluator, *store.judged_with(run.id)[:2])
        for told in (*store.findings(run.id), *judgement.verdicts):
            print(to_json(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
