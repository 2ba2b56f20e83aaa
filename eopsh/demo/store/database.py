"""The questions that cmdlets ask, and the changes that they make.

A store without a file is SQLite's private temporary database: small ones stay in memory, large ones flow over to a file that is gone when
the store is closed, so that a million recipients cost no memory. Readers page through by key and hold the lock for a page only: one
pipeline may change what another one, or itself, is reading.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from eopsh.demo.store.rows import MailUserRow, MessageRow, ObjectRow, QuarantineRow, RuleRow
from eopsh.demo.store.seed import LATER, TENANT, refresh, seed, seed_later, seed_object_table
from eopsh.errors import UsageError

PAGE = 500


class Store:
    """The data of one organization; safe for threads.

    Raises:
        UsageError: the file cannot be opened, or is no store of ours.
    """

    def __init__(self, path: str | Path | None = None, *, recipients: int = 300, messages: int = 5_000, quarantined: int = 200) -> None:
        self._lock = threading.RLock()
        self._noted = set(LATER)
        try:
            self._db = sqlite3.connect(str(path) if path else "", check_same_thread=False, isolation_level=None)
        except sqlite3.Error as error:
            raise UsageError(f"The store {path} cannot be opened: {error}.") from error
        try:
            self._prepare(recipients, messages, quarantined)
        except sqlite3.Error as error:
            self._db.close()
            raise UsageError(f"The store {path} cannot be opened: {error}.") from error

    def _prepare(self, recipients: int, messages: int, quarantined: int) -> None:
        self._db.create_function("fold", 1, str.casefold, deterministic=True)
        self._db.execute("PRAGMA synchronous = OFF")
        tables = {name for (name,) in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            seed(self._db, recipients, messages, quarantined)
        elif {"mail_user", "organization"} <= tables:
            refresh(self._db)
            if "object" not in tables:
                seed_object_table(self._db)
        else:
            raise sqlite3.DatabaseError("it is the database of another program")

    def close(self) -> None:
        """Close the database; a temporary one is gone."""
        with self._lock:
            self._db.close()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._db.execute("BEGIN")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _make(self, table: str) -> None:
        """Make the rows of a table that nobody has asked for yet."""
        with self._lock:
            if table in self._noted:
                self._noted.discard(table)
                with self._transaction() as db:
                    seed_later(db, table)

    # --- reading by page

    def _pages(self, columns: str, table: str, where: str = "", values: Mapping[str, object] | None = None) -> Iterator[tuple[object, ...]]:
        """Yield rows in the order of their ids; the first column is the id."""
        sql = f"SELECT {columns} FROM {table} WHERE id > :after {where} ORDER BY id LIMIT {PAGE}"
        after = 0
        while True:
            with self._lock:
                rows = self._db.execute(sql, {**(values or {}), "after": after}).fetchall()
            yield from rows
            if len(rows) < PAGE:
                return
            after = rows[-1][0]

    def _newest(self, columns: str, table: str, where: str, values: Mapping[str, object]) -> Iterator[tuple[object, ...]]:
        """Yield rows with the newest first; the columns begin with id, and `received` is the fourth."""
        self._make(table)
        sql = f"SELECT {columns} FROM {table} WHERE (received, id) < (:before, :id) {where} ORDER BY received DESC, id DESC LIMIT {PAGE}"
        before, last = 1 << 62, 1 << 62
        while True:
            with self._lock:
                rows = self._db.execute(sql, {**values, "before": before, "id": last}).fetchall()
            yield from rows
            if len(rows) < PAGE:
                return
            last, before = rows[-1][0], rows[-1][3]

    # --- mail users

    USER_COLUMNS = ", ".join(MailUserRow._fields)

    def mail_users(self) -> Iterator[MailUserRow]:
        """Yield all mail users as the store keeps them."""
        return map(MailUserRow._make, self._pages(self.USER_COLUMNS, "mail_user"))

    def find_mail_users(self, identity: str) -> list[MailUserRow]:
        """Return the mail users that a name, alias, address, GUID or DN means; several where it is ambiguous."""
        key = identity.casefold().removeprefix("smtp:")
        if key.startswith("cn="):
            key = key[3:].split(",ou=")[0].replace("\\,", ",")
        elif "/" in key:
            key = key.rpartition("/")[2]
        guid = key.strip("{}")
        local = key.removesuffix(f"@{TENANT}") if key.endswith(f"@{TENANT}") else key
        with self._lock:
            rows = self._db.execute(
                f"SELECT {self.USER_COLUMNS} FROM mail_user WHERE name_key = :key OR alias_key = :local OR address_key = :key "
                "OR guid = :guid OR id = (SELECT user FROM address WHERE address_key = :key) ORDER BY id LIMIT 3",
                {"key": key, "local": local, "guid": guid},
            ).fetchall()
        return [MailUserRow._make(row) for row in rows]

    def address_owner(self, address: str) -> MailUserRow | None:
        """Return the mail user that has this address, None where nobody has."""
        key = address.casefold()
        with self._lock:
            row = self._db.execute(
                f"SELECT {self.USER_COLUMNS} FROM mail_user WHERE address_key = :key "
                "OR id = (SELECT user FROM address WHERE address_key = :key)",
                {"key": key},
            ).fetchone()
        return MailUserRow._make(row) if row else None

    def add_mail_user(self, row: MailUserRow) -> None:
        """Add a mail user; the row's id does not count."""
        keys = (row.name.casefold(), row.alias.casefold(), row.address.casefold())
        with self._transaction() as db:
            db.execute(
                "INSERT INTO mail_user (guid, name, alias, display_name, first_name, last_name, address, external, created, changes, "
                "name_key, alias_key, address_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*row[1:], *keys),
            )

    def change_mail_user(self, row: MailUserRow, addresses: Iterable[str] = ()) -> None:
        """Write a mail user back; `addresses` are its further ones."""
        keys = (row.name.casefold(), row.alias.casefold(), row.address.casefold())
        with self._transaction() as db:
            db.execute(
                "UPDATE mail_user SET name = ?, alias = ?, display_name = ?, first_name = ?, last_name = ?, address = ?, external = ?, "
                "created = ?, changes = ?, name_key = ?, alias_key = ?, address_key = ? WHERE id = ?",
                (*row[2:], *keys, row.id),
            )
            db.execute("DELETE FROM address WHERE user = ?", (row.id,))
            pairs = [(address.casefold(), row.id) for address in addresses if address.casefold() != keys[2]]
            db.executemany("INSERT OR IGNORE INTO address VALUES (?, ?)", pairs)

    def remove_mail_user(self, row: MailUserRow) -> None:
        """Delete a mail user and its addresses."""
        with self._transaction() as db:
            db.execute("DELETE FROM mail_user WHERE id = ?", (row.id,))
            db.execute("DELETE FROM address WHERE user = ?", (row.id,))

    # --- transport rules

    RULE_COLUMNS = ", ".join(RuleRow._fields)

    def rules(self) -> list[RuleRow]:
        """Return all rules by priority."""
        with self._lock:
            rows = self._db.execute(f"SELECT {self.RULE_COLUMNS} FROM rule ORDER BY priority").fetchall()
        return [RuleRow._make(row) for row in rows]

    def write_rule(self, row: RuleRow) -> None:
        """Add or change a rule and put it at its priority; the others move."""
        with self._transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO rule (guid, name, priority, enabled, changed, settings, name_key) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*row, row.name.casefold()),
            )
            others = [guid for (guid,) in db.execute("SELECT guid FROM rule WHERE guid <> ? ORDER BY priority", (row.guid,))]
            others.insert(max(row.priority, 0), row.guid)
            db.executemany("UPDATE rule SET priority = ? WHERE guid = ?", list(enumerate(others)))

    def remove_rule(self, guid: str) -> None:
        """Delete a rule; the ones behind it move up."""
        with self._transaction() as db:
            db.execute("DELETE FROM rule WHERE guid = ?", (guid,))
            left = [one for (one,) in db.execute("SELECT guid FROM rule ORDER BY priority")]
            db.executemany("UPDATE rule SET priority = ? WHERE guid = ?", list(enumerate(left)))

    # --- objects of families

    OBJECT_COLUMNS = ", ".join(ObjectRow._fields)

    def objects(self, family: str, first: Callable[[], Iterable[ObjectRow]]) -> list[ObjectRow]:
        """Return the objects of a family by rank; a family that was never asked for starts with what `first` returns."""
        with self._lock:
            self._found(family, first)
            rows = self._db.execute(f"SELECT {self.OBJECT_COLUMNS} FROM object WHERE family = ? ORDER BY rank, rowid", (family,)).fetchall()
        return [ObjectRow._make(row) for row in rows]

    def _found(self, family: str, first: Callable[[], Iterable[ObjectRow]]) -> None:
        note = f"family {family}"
        if self._db.execute("SELECT 1 FROM organization WHERE name = ?", (note,)).fetchone() is not None:
            return
        with self._transaction() as db:
            db.execute("INSERT INTO organization VALUES (?, 1)", (note,))
            db.executemany("INSERT INTO object VALUES (?, ?, ?, ?, ?, ?, ?)", [(family, *row) for row in first()])

    def write_object(self, family: str, row: ObjectRow, *, ordered: bool = False) -> None:
        """Add or change an object; where the family has an order it goes to its rank, and the others move."""
        with self._transaction() as db:
            db.execute(
                "INSERT INTO object VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (family, guid) DO UPDATE SET "
                "name = excluded.name, rank = excluded.rank, changed = excluded.changed, settings = excluded.settings",
                (family, *row),
            )
            if ordered:
                others = self._guids(family, row.guid)
                others.insert(max(row.rank, 0), row.guid)
                self._number(family, others)

    def remove_object(self, family: str, guid: str, *, ordered: bool = False) -> None:
        """Delete an object; where the family has an order the ones behind it move up."""
        with self._transaction() as db:
            db.execute("DELETE FROM object WHERE family = ? AND guid = ?", (family, guid))
            if ordered:
                self._number(family, self._guids(family))

    def _guids(self, family: str, but: str = "") -> list[str]:
        rows = self._db.execute("SELECT guid FROM object WHERE family = ? AND guid <> ? ORDER BY rank, rowid", (family, but))
        return [guid for (guid,) in rows]

    def _number(self, family: str, guids: list[str]) -> None:
        numbered = [(rank, family, guid) for rank, guid in enumerate(guids)]
        self._db.executemany("UPDATE object SET rank = ? WHERE family = ? AND guid = ?", numbered)

    # --- messages

    MESSAGE_COLUMNS = ", ".join(MessageRow._fields)
    QUARANTINE_COLUMNS = ", ".join(QuarantineRow._fields)

    def traced(self, start: int, end: int) -> Iterator[MessageRow]:
        """Yield the messages received from `start` to `end` (seconds since 1970), the newest first."""
        rows = self._newest(self.MESSAGE_COLUMNS, "message", "AND received BETWEEN :start AND :end", {"start": start, "end": end})
        return map(MessageRow._make, rows)

    def quarantined(self) -> Iterator[QuarantineRow]:
        """Yield the quarantined messages, the newest first."""
        return map(QuarantineRow._make, self._newest(self.QUARANTINE_COLUMNS, "quarantine", "", {}))

    def find_quarantined(self, guid: str) -> QuarantineRow | None:
        """Return the quarantined message of this GUID, None where there is none."""
        self._make("quarantine")
        with self._lock:
            row = self._db.execute(f"SELECT {self.QUARANTINE_COLUMNS} FROM quarantine WHERE guid = ?", (guid.casefold(),)).fetchone()
        return QuarantineRow._make(row) if row else None

    def set_quarantine_status(self, guid: str, status: str, by: str) -> None:
        """Note what became of a quarantined message, and through whom."""
        with self._transaction() as db:
            db.execute("UPDATE quarantine SET status = ?, released_by = ? WHERE guid = ?", (status, by, guid.casefold()))

    def delete_quarantined(self, guid: str) -> None:
        """Delete a quarantined message for good."""
        with self._transaction() as db:
            db.execute("DELETE FROM quarantine WHERE guid = ?", (guid.casefold(),))
