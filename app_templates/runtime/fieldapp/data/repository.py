"""The store of one app: the front door to everything that is kept on the device. Safe to use from any thread."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from fieldapp.app.definition import AppDef, FieldDef, Formula, TableDef, ViewDef
from fieldapp.data import counting, history, messages, outbox, reference
from fieldapp.data import purge as removal
from fieldapp.data.access import Access, Rights, rights
from fieldapp.data.access_form import editable_only
from fieldapp.data.attachments import Attachments
from fieldapp.data.changes import Changes, title_of
from fieldapp.data.clashes import Clash, clashes
from fieldapp.data.drafts import Drafts
from fieldapp.data.keystore import FileKeyStore, KeyStore
from fieldapp.data.leftovers import remove_backups, remove_leftovers
from fieldapp.data.listing import NOTHING_CHOSEN, Entry, Listing, Page
from fieldapp.data.moves import Moves, Standing
from fieldapp.data.nearby import Nearby, NearPage, place_field
from fieldapp.data.opening import Recovery, open_database, salvage
from fieldapp.data.opening_seals import remember, seals_of
from fieldapp.data.person import NOBODY, PERSON, person_of
from fieldapp.data.problem import DataProblem
from fieldapp.data.recent import recent
from fieldapp.data.records import Records
from fieldapp.data.resealing import newly_sealed_files, reseal, sweep, swept
from fieldapp.data.schema import prepare
from fieldapp.data.shape import Shape, shapes_of
from fieldapp.data.world import Clock, StoredWorld, device_clock
from fieldapp.formula.world import World
from fieldapp.unchanging import unchanging

__all__ = ["Counts", "DataProblem", "Page", "Repository"]


@unchanging
class Counts:
    """How much there is: records by table, drafts, and changes that wait for the hub."""

    records: Mapping[str, int]
    drafts: int
    unsent: int


class Repository:
    """Records, drafts, attachments and the outbox of `app` in `folder`. Every change is one synced transaction.

    `bundle` is the verified bundle's folder, which the reference tables come from; without it they stay as they are.
    `me` and `language` stand for whoever acts; where several people share one store, each call brings its `world`.
    `keys` holds the key of sealed values, which only an app with restricted fields has; a file beside the folder
    without it.
    """

    def __init__(
        self,
        app: AppDef,
        folder: Path,
        bundle: Path | None = None,
        *,
        me: Mapping[str, Any] = NOBODY,
        language: str | None = None,
        clock: Clock = device_clock,
        keys: KeyStore | None = None,
    ) -> None:
        self.app = app
        self.folder = folder
        self.bundle = bundle
        self.me = me
        self.language = language or next(iter(app.languages), "en")
        self.clock = clock
        self.here: Mapping[str, Any] | None = None
        """Where the person was when the app last asked the device, while it runs; a location is never kept beside
        the records that it was taken for."""
        self.recovery: Recovery | None = None
        """Set where a broken file was found now; the shell tells the person."""
        self._access: Access | None = None  # while the store opens: titles and index are the device's own work
        self._database = open_database(folder)
        try:
            self._seals = seals = seals_of(self._database, app, keys or FileKeyStore(folder))
            self._shapes = shapes_of(app, seals)
            changed = seals is not None and reseal(self._database, seals)
            prepare(self._database, self._shapes, app, seals)
            if seals is not None:
                with self._database.write() as connection:
                    remember(connection, seals)
            closed = Records(self._database, shapes_of(app, seals, closed=True)) if seals else None
            self._records = Records(self._database, self._shapes, closed)
            self.recovery = salvage(self._database)
            if bundle:
                reference.load(self._database, app, self._shapes, self._records, self.world(), bundle)
            counting.prepare(self._database, app, self._shapes, self.world())
            if changed:
                with self._database.write() as connection:
                    reference.retitle(connection, app, self._shapes, self._records, self.world())
                sweep(self._database, self._shapes)
        except BaseException:
            self._database.close()
            raise
        self._access = Access(app, self._shapes)
        self._listing = Listing(app, self._database, self._shapes)
        self._changes = Changes(app, self._database, self._shapes, self.kept("cid"))
        self._moves = Moves(app, self._database, self._shapes, self._changes)
        self._moves.begin()
        self.drafts = Drafts(self._database, clock, str(me["id"]), seals)
        self.attachments = Attachments(
            self._database,
            folder / "attachments",
            bundle / "pictures" if bundle else None,
            keep_notes=app.policy.get("photo_location") is True,
            seals=seals,
        )
        if changed:
            self._seal_files()

    def close(self) -> None:
        self._database.close()

    def acting(self, me: Mapping[str, Any], language: str | None = None) -> Repository:
        """The same store for another person: what they may not read isn't in it, what they may not do it refuses."""
        return self._door(me, language or self.language, Access(self.app, self._shapes))

    def as_device(self) -> Repository:
        """The same store without access rules, for what the device itself does: demo data, rescue, a full export."""
        return self._door(NOBODY, self.language, None)

    def _door(self, me: Mapping[str, Any], language: str, access: Access | None) -> Repository:
        other = copy.copy(self)
        other.me, other.language, other._access = me, language, access
        other.drafts = Drafts(self._database, self.clock, str(me["id"]), self._seals)
        return other

    def people(self) -> Sequence[Mapping[str, Any]]:
        """Who may work here in a draft, in the order of their file."""
        return [person_of(record) for record in self._records.rows(PERSON)]

    def rights(self, table: str, record: Mapping[str, Any] | None = None) -> Rights:
        """What the person may do with a record, or without one with some record of the table."""
        return Rights() if self._access is None else rights(self.app, self.world().free, table, record)

    def world(
        self, me: Mapping[str, Any] | None = None, language: str | None = None, clock: Clock | None = None
    ) -> StoredWorld:
        """The world for formulas; what is not given is the repository's own."""
        return StoredWorld(
            self.app,
            self._records,
            me or self.me,
            language or self.language,
            clock or self.clock,
            lambda: self.here,
            self._access,
        )

    def form_table(self, table: str, id: str = "") -> TableDef:
        """The table as a form shows it: for a stored record, fields that the person may not edit are read-only."""
        definition = self.app.tables[table]
        record = self.record(table, id) if id else None
        fields = self.rights(table, record).fields if record is not None else None
        return definition if fields is None else editable_only(definition, fields)

    def record(self, table: str, id: str) -> Mapping[str, Any] | None:
        """The whole typed record, lines included; None where there is none. Shared: don't change it."""
        return self.world().record(table, id)

    def rows(self, table: str) -> Sequence[Mapping[str, Any]]:
        """All typed records of a table, oldest first."""
        return self.world().rows(table)

    def title(self, table: str, id: str) -> str:
        """What people call the record; "" where it is gone."""
        world = self.world().closed
        record = world.record(table, id)
        return title_of(world, self._shapes[table], record) if record else ""

    def list(
        self,
        source: str | ViewDef,
        search: str = "",
        offset: int = 0,
        limit: int = 50,
        world: World | None = None,
        where: Formula | None = None,
        records: Sequence[Mapping[str, Any]] = (),
        chosen: Mapping[str, Any] = NOTHING_CHOSEN,
        counted: bool = True,
    ) -> Page:
        """A page of a table or of a view. Every word searched for must begin a word of the record.

        `where` keeps the records that a link may point at, of a form whose `records` come before the candidate;
        `chosen` keeps those with these values in these fields. Not `counted`, the total only says if there is more.
        """
        world = world or self.world()
        seen = self._seen(world)
        return self._listing.page(seen, world, source, search, offset, limit, where, records, chosen, counted)

    def near(
        self,
        source: str | ViewDef,
        origin: Mapping[str, Any],
        search: str = "",
        offset: int = 0,
        limit: int = 50,
        world: World | None = None,
        where: Formula | None = None,
        records: Sequence[Mapping[str, Any]] = (),
        chosen: Mapping[str, Any] = NOTHING_CHOSEN,
    ) -> NearPage:
        """The same as `list`, by distance from a place; KeyError for a table without a location."""
        world = world or self.world()
        table = source.of if isinstance(source, ViewDef) else source
        where = where or (source.where if isinstance(source, ViewDef) else None)
        place = place_field(self.app.tables[table], self.sealed(table))
        if place is None:
            raise KeyError(f"{table} has no location")
        wanted = self._listing.wanted(self._seen(world), world, table, search, where, records, chosen)
        return Nearby(self._database, self._listing).page(wanted, place, origin, offset, limit)

    def recent(
        self, link: FieldDef, records: Sequence[Mapping[str, Any]], world: World | None = None, limit: int = 5
    ) -> Sequence[Entry]:
        """What this person's own records pointed to last by a link, as far as a form with these `records` allows."""
        world = world or self.world()
        seen = self._seen(world)
        keys = recent(self._database, self._shapes, seen, world, link, link.where, records, limit)
        return self._listing.entries(seen, str(link.to), keys) if keys else ()

    def sealed(self, table: str) -> frozenset[str]:
        """The restricted fields of a table: lists can't be narrowed by them, or go by distance from them."""
        return frozenset(column.name for column in self._shapes[table].columns if column.seal is not None)

    def values_of(self, table: str, field: str, limit: int = 100) -> Sequence[Any]:
        """The values that a field has in the records that the person may read, in order; blanks aren't among them."""
        return self._listing.distinct(self.world(), table, field, limit)

    def _seen(self, world: World) -> StoredWorld:
        """The world of records; a form's own may stand before it."""
        return world if isinstance(world, StoredWorld) else self.world()

    def save(
        self,
        table: str,
        values: Mapping[str, Any],
        id: str | None = None,
        draft: str | None = None,
        world: StoredWorld | None = None,
        reasons: Mapping[str, str] | None = None,
        correction: str | None = None,
    ) -> str:
        """Stores typed values, as a new record without `id`, and removes the `draft` they came from with it.

        `reasons` are what the person answered to checks, by the check's name; None leaves those the record has.
        Returns the id only once the record is safe on disk. `DataProblem` where it is not, with nothing stored.
        """
        key = self._changes.save(world or self.world(), table, values, id, draft, reasons, correction)
        self._records.forget(table, key)
        return key

    def delete(self, table: str, id: str) -> str:
        """Deletes the record; `undo` with the token returned brings it back, also after a restart."""
        token = self._changes.delete(self.world(), table, id)
        self._records.forget(table, id)
        return token

    def undo(self, token: str) -> str:
        """Brings a deleted record back under its id, which is returned."""
        table, key = self._changes.undo(self.world(), token)
        self._records.forget(table, key)
        return key

    def standing(self, table: str, id: str) -> Standing:
        """The record's state, the moves from it, and what this person may do with it."""
        return self._moves.standing(self.world(), table, id)

    def move(self, table: str, id: str, move: str, reason: str | None = None, *, signed: bool = False) -> None:
        """Makes a move with everything that it brings about, or nothing of it: `DataProblem` says why.

        `move` is its id; `signed` says that the person has signed, where the move asks for it.
        """
        self._through(lambda world: self._moves.move(world, table, id, move, reason, signed))

    def recall(self, table: str, id: str) -> None:
        """Takes the last move back while it waits on the device, and what nobody has touched of what it brought."""
        self._through(lambda world: self._moves.recall(world, table, id))

    def _through(self, change: Callable[[StoredWorld], object]) -> None:
        """Makes a change that reads and writes several records; nothing read within it is kept if it fails."""
        try:
            change(self.world())
        finally:
            self._records.forget()

    def waiting(self) -> Sequence[tuple[str, str]]:
        """Table and id of the records that wait for this person to move them on, oldest first."""
        return self._moves.waiting(self.world())

    def history(self, table: str, id: str) -> Sequence[history.Entry]:
        """The record's change log, newest first; empty where this person can't read the record."""
        if self.record(table, id) is None:
            return ()
        with self._database.read() as connection:
            return history.read(connection, self._shapes[table], id)

    def told(self) -> Sequence[messages.Message]:
        """What this person was told, newest first."""
        with self._database.read() as connection:
            return messages.told(connection, self.world().me())

    def see(self, message: str) -> None:
        """The person has read the message."""
        with self._database.write() as connection:
            messages.see(connection, message)

    def queued(self, limit: int = 100) -> Sequence[outbox.Mutation]:
        """The oldest changes that wait for the hub."""
        with self._database.read() as connection:
            return outbox.queued(connection, limit)

    def unsent(self) -> int:
        """How many changes the hub has not acknowledged."""
        with self._database.read() as connection:
            return outbox.unsent(connection)

    def clashes(self, table: str) -> Sequence[Clash]:
        """Rows of a table that can't both be right, such as two prices on one day; data may come after checks."""
        return tuple(clashes(self.app.tables[table], self.rows(table)))

    def counts(self) -> Counts:
        with self._database.read() as connection:
            world = self.world()
            records = {name: self._listing.count(world, name) for name in self.app.tables}
            return Counts(records, len(self.drafts.list()), outbox.unsent(connection))

    def purge(self, cutoffs: Mapping[str, dt.datetime]) -> int:
        """Takes records off the device that were last changed before their table's cutoff and are safe on the hub.

        Returns how many. Old journal entries and files that nothing mentions go with them.
        """
        with self._database.write() as connection:
            purged = removal.purge(connection, self._shapes, cutoffs)
            removal.purge_journal(connection, self.clock(), cutoffs)
            unused = removal.unused_files(connection, self._shapes.values(), self._seals)
            drained = remove_leftovers(connection, self._shapes)
        if drained:
            remove_backups(self._database.path)
        for name in unused:
            self.attachments.remove(name)
        self._records.forget()
        return purged

    def _seal_files(self) -> None:
        with self._database.read() as connection:
            names = set(newly_sealed_files(connection, self._shapes))
        for name in sorted(names):
            self.attachments.seal(name)
        swept(self._database)

    def clear(self) -> None:
        """Deletes everything that was entered here, unsent changes too; reference data stays."""
        names = self.attachments.names()
        with self._database.write() as connection:
            for shape in self._shapes.values():
                if not shape.definition.reference:
                    connection.execute(f'DELETE FROM "{shape.table}"')
                    connection.execute(f'DELETE FROM "{shape.search}"')
            for table in ("base", "draft", "ledger", "log", "outbox", "told", "trash"):
                connection.execute(f"DELETE FROM {table}")
        for name in names:
            self.attachments.remove(name)
        self._records.forget()

    def shape(self, table: str) -> Shape:
        """How the table is stored; for export and purge."""
        return self._shapes[table]

    def kept(self, key: str) -> str:
        """A value of the store itself, as `cid`; "" where there is none."""
        with self._database.read() as connection:
            found = connection.execute("SELECT value FROM kv WHERE key = ?", (key,)).fetchone()
        return str(found[0]) if found else ""
