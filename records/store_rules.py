"""The rules that runs were judged by, as they then stood."""

from __future__ import annotations

import json
from collections.abc import Mapping

from records.rule_change import RuleChange
from records.serial import from_json, to_json
from records.store_base import Tables, pack, unpack


class RuleTables(Tables):
    """The `ruleset` table, and what a change of rules changed in a run."""

    def rule_files(self, digest: str) -> dict[str, str]:
        """File -> text of the rules with this digest; empty where a run was judged before rules were kept."""
        row = self.conn.execute("SELECT files FROM ruleset WHERE digest = ?", (digest,)).fetchone()
        return {str(k): str(v) for k, v in json.loads(unpack(row[0])).items()} if row else {}

    def save_rule_change(self, run: str, change: RuleChange | None) -> None:
        """Keep what the rules alone changed when the run was judged again; None: nothing to tell any more."""
        number = self.run_number(run)
        with self.writing() as db:
            text = to_json(change) if change else None
            db.execute("UPDATE run SET rule_change = ? WHERE n = ?", (text, number))

    def rule_change(self, run: str) -> RuleChange | None:
        """What `save_rule_change` kept."""
        text = self.conn.execute("SELECT rule_change FROM run WHERE id = ?", (run,)).fetchone()[0]
        return from_json(RuleChange, text) if text else None

    def keep_rules(self, digest: str, files: Mapping[str, str]) -> None:
        """Keep the rules of this digest once; part of a larger transaction."""
        if files:
            packed = pack(json.dumps(dict(files), ensure_ascii=False))
            self.conn.execute("INSERT OR IGNORE INTO ruleset (digest, files) VALUES (?, ?)", (digest, packed))
