"""Runs the tests of a spec, each on a form of its own."""

from __future__ import annotations

from collections.abc import Mapping

from fieldapp.app.definition import AppDef
from fieldapp.data.person import PERSON
from fieldapp.form import Engine
from fieldapp.unchanging import unchanging
from fieldpact.model.app import App
from fieldpact.model.test import Test
from fieldpact.trial.coverage import Coverage, Gap
from fieldpact.trial.definitions import definitions
from fieldpact.trial.expect import differences
from fieldpact.trial.fill import fill
from fieldpact.trial.moves import wrong_moves
from fieldpact.trial.outcome import Outcome
from fieldpact.trial.reference import Reference
from fieldpact.trial.rights import wrong_rights
from fieldpact.trial.world import TrialWorld


@unchanging
class Trial:
    """What came of all tests, in the order of the spec, and what none of them has reached."""

    outcomes: tuple[Outcome, ...]
    gaps: tuple[Gap, ...]

    @property
    def passed(self) -> bool:
        return all(outcome.passed for outcome in self.outcomes)


def run(app: App, files: Mapping[str, bytes], reference: Mapping[str, bytes]) -> Trial:
    """`files` stand beside the spec, `reference` holds the canonical rows of each reference table."""
    if app.people is None:  # those invented for a draft are none that a test knows
        reference = {table: rows for table, rows in reference.items() if table != PERSON}
    definition = definitions(app, files, reference)
    rows = Reference(definition, reference)
    coverage = {table.name: Coverage(table, app.formulas) for table in app.tables.values() if not table.reference}
    outcomes = tuple(_run(definition, rows, test, coverage[test.table]) for test in app.tests)
    return Trial(outcomes, tuple(gap for each in coverage.values() for gap in each.gaps()))


def _run(app: AppDef, reference: Reference, test: Test, coverage: Coverage) -> Outcome:
    world = TrialWorld(app, reference, test)
    engine = Engine(app, app.tables[test.table], world, given=_begun(world, test))
    unfillable = tuple(fill(engine, engine.record, test.given))
    different = (*differences(engine, test.expect), *wrong_moves(engine, test), *wrong_rights(engine, test))
    coverage.add(engine)
    return Outcome(test, (*unfillable, *different))


def _begun(world: TrialWorld, test: Test) -> Mapping[str, str] | None:
    """What the record has from before, where the test is about one that is stored already."""
    if test.state is None and test.owner is None:
        return None
    begun = {"state": test.state, "owner": test.owner or str(world.me()["id"])}
    return {name: value for name, value in begun.items() if value is not None}
