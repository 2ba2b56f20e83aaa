"""The tables, what a new organization starts with, and the questions that cmdlets ask.

A store without a file is SQLite's private temporary database: small ones stay in memory, large ones flow over to a file that is gone when the store
is closed, so that a million recipients cost no memory. Readers page through by key and hold the lock for a page only: one pipeline may
change what another one, or itself, is reading.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from eopsh.demo.store.people import PEOPLE, SENDERS, SUBJECTS
from eopsh.errors import UsageError

DOMAIN = "contoso.com"
TENANT = "contoso.onmicrosoft.com"
PAGE = 500
DAY = 86_400
TRACE_DAYS = 10

SCHEMA = """
CREATE TABLE person (place INTEGER PRIMARY KEY, given TEXT, family TEXT, given_latin TEXT, family_latin TEXT);
CREATE TABLE subject (place INTEGER PRIMARY KEY, text TEXT);
CREATE TABLE sender (place INTEGER PRIMARY KEY, address TEXT);
CREATE TABLE mail_user (
    id INTEGER PRIMARY KEY, guid TEXT UNIQUE, name TEXT, name_key TEXT, alias TEXT, alias_key TEXT, display_name TEXT,
    first_name TEXT, last_name TEXT, address TEXT, address_key TEXT, external TEXT, created INTEGER, changes TEXT
);
CREATE TABLE address (address_key TEXT PRIMARY KEY, user INTEGER);
CREATE TABLE rule (guid TEXT PRIMARY KEY, name TEXT, name_key TEXT UNIQUE, priority INTEGER, enabled INTEGER, changed INTEGER, settings TEXT);
CREATE TABLE accepted_domain (name TEXT PRIMARY KEY, type TEXT, is_default INTEGER, subdomains INTEGER, created INTEGER);
CREATE TABLE organization (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY, guid TEXT UNIQUE, message_id TEXT, received INTEGER, sender TEXT, recipient TEXT, subject TEXT, size INTEGER, type TEXT,
    policy_type TEXT, policy TEXT, status TEXT, released_by TEXT, expires INTEGER
);
CREATE TABLE message (
    id INTEGER PRIMARY KEY, guid TEXT, message_id TEXT, received INTEGER, sender TEXT, recipient TEXT, subject TEXT, status TEXT,
    to_ip TEXT, from_ip TEXT, size INTEGER
);
"""
INDEXES = """
CREATE INDEX mail_user_name ON mail_user (name_key);
CREATE INDEX mail_user_alias ON mail_user (alias_key);
CREATE INDEX mail_user_address ON mail_user (address_key);
CREATE INDEX message_received ON message (received DESC, id DESC);
CREATE INDEX quarantine_received ON quarantine (received DESC, id DESC);
"""

COUNT = "WITH RECURSIVE counter (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counter WHERE n + 1 < :count)"
# A guid from a number: two multiplications spread it, the number itself stands at the end and keeps it unique.
GUID = """printf('%08x-%04x-4%03x-a%03x-%04x%08x', ((n + {salt}) * 2654435761) & 0xffffffff, ((n + {salt}) * 40503) & 0xffff,
    ((n + {salt}) * 1103) & 0xfff, ((n + {salt}) * 757) & 0xfff, {salt}, n)"""

SEED_MAIL_USERS = f"""
INSERT INTO mail_user {COUNT}
SELECT n + 1, {GUID.format(salt=1)}, given || ' ' || family || tail, fold(given || ' ' || family || tail), given_latin || '.' || family_latin || mark,
    given_latin || '.' || family_latin || mark, given || ' ' || family || tail, given, family,
    given_latin || '.' || family_latin || mark || '@{DOMAIN}', given_latin || '.' || family_latin || mark || '@{DOMAIN}',
    given_latin || '.' || family_latin || mark || '@mail.' || CASE n % 3 WHEN 0 THEN 'fabrikam.com' WHEN 1 THEN 'tailspintoys.com' ELSE 'litware.com' END,
    :now - {DAY} * 400 + (n * 7919) % ({DAY} * 390), NULL
FROM (
    SELECT counter.n AS n, given, family, given_latin, family_latin,
        CASE WHEN counter.n < :people THEN '' ELSE ' ' || (counter.n / :people + 1) END AS tail,
        CASE WHEN counter.n < :people THEN '' ELSE counter.n / :people + 1 END AS mark
    FROM counter JOIN person ON person.place = counter.n % :people
)
"""
SEED_MESSAGES = f"""
INSERT INTO message {COUNT}
SELECT n + 1, {GUID.format(salt=2)}, printf('<%016X.%d@mail%d.fabrikam.com>', ((n + 3) * 2654435761) & 0xffffffff, n, n % 5),
    :now - 60 - CAST(n * ({TRACE_DAYS} * {DAY} - 120.0) / max(:count, 1) AS INTEGER),
    CASE n % 4 WHEN 3 THEN user.address ELSE sender.address END, CASE n % 4 WHEN 3 THEN sender.address ELSE user.address END, text,
    CASE WHEN n % 41 = 7 THEN 'Failed' WHEN n % 43 = 9 THEN 'Pending' WHEN n % 23 = 5 THEN 'Quarantined' WHEN n % 19 = 4 THEN 'FilteredAsSpam'
        WHEN n % 61 = 11 THEN 'Expanded' ELSE 'Delivered' END,
    CASE n % 5 WHEN 2 THEN NULL ELSE '203.0.113.' || (n * 7 % 254 + 1) END,
    CASE n % 9 WHEN 4 THEN printf('2001:db8::%x', n % 65000) ELSE '198.51.100.' || (n * 11 % 254 + 1) END, 1000 + (n * 977) % 250000
FROM counter
LEFT JOIN mail_user AS user ON user.id = (n * 7) % :users + 1
JOIN sender ON sender.place = n % :senders
JOIN subject ON subject.place = (n * 3) % :subjects
"""
SEED_QUARANTINE = f"""
INSERT INTO quarantine {COUNT}
SELECT n + 1, {GUID.format(salt=3)}, printf('<q%05d.%08x@smtp.example>', n, ((n + 3) * 2654435761) & 0xffffffff),
    :now - 300 - CAST(n * (29.0 * {DAY}) / max(:count, 1) AS INTEGER), sender.address, user.address, text, 2048 + (n * 3333) % 90000,
    CASE n % 7 WHEN 0 THEN 'Spam' WHEN 1 THEN 'HighConfPhish' WHEN 2 THEN 'Bulk' WHEN 3 THEN 'Phish' WHEN 4 THEN 'Malware' WHEN 5 THEN 'Spam'
        ELSE 'TransportRule' END,
    CASE n % 7 WHEN 1 THEN 'AntiPhishPolicy' WHEN 4 THEN 'AntiMalwarePolicy' WHEN 6 THEN 'ExchangeTransportRule' ELSE 'HostedContentFilterPolicy' END,
    CASE n % 7 WHEN 6 THEN 'Quarantine suspicious archives' ELSE 'Default' END,
    CASE n % 11 WHEN 3 THEN 'RELEASED' WHEN 6 THEN 'REQUESTED' ELSE 'NOTRELEASED' END, CASE n % 11 WHEN 3 THEN 'admin@{DOMAIN}' ELSE '' END,
    :now - 300 - CAST(n * (29.0 * {DAY}) / max(:count, 1) AS INTEGER) + 30 * {DAY}
FROM counter
LEFT JOIN mail_user AS user ON user.id = (n * 13) % :users + 1
JOIN sender ON sender.place = (n * 5) % :senders
JOIN subject ON subject.place = (n * 7) % :subjects
"""


class MailUserRow(NamedTuple):
    """A mail user; `changes` is JSON of what was set beyond the columns, None for one that nobody touched."""

    id: int
    guid: str
    name: str
    alias: str
    display_name: str
    first_name: str
    last_name: str
    address: str
    external: str
    created: int
    changes: str | None


class RuleRow(NamedTuple):
    """A transport rule; `settings` is JSON of its conditions, exceptions, actions and options."""

    guid: str
    name: str
    priority: int
    enabled: int
    changed: int
    settings: str


class MessageRow(NamedTuple):
    """A traced message."""

    id: int
    guid: str
    message_id: str
    received: int
    sender: str
    recipient: str
    subject: str
    status: str
    to_ip: str | None
    from_ip: str
    size: int


class QuarantineRow(NamedTuple):
    """A quarantined message."""

    id: int
    guid: str
    message_id: str
    received: int
    sender: str
    recipient: str
    subject: str
    size: int
    type: str
    policy_type: str
    policy: str
    status: str
    released_by: str
    expires: int


@dataclass(frozen=True, slots=True)
class DomainRow:
    """An accepted domain."""

    name: str
    type: str
    is_default: bool
    subdomains: bool
    created: int


RULES: tuple[tuple[str, bool, dict[str, object]], ...] = (
    (
        "Block executables",
        True,
        {
            "AttachmentExtensionMatchesWords": ["exe", "scr", "js"],
            "RejectMessageReasonText": "No programs by mail",
            "RejectMessageEnhancedStatusCode": "5.7.1",
            "StopRuleProcessing": True,
            "Comments": "Asked for by security",
        },
    ),
    ("Bypass partner spam filter", True, {"SenderDomainIs": ["fabrikam.com"], "SetSCL": -1, "Mode": "Audit", "Comments": "Contract 2291"}),
    (
        "Disclaimer für alle",
        True,
        {
            "FromScope": "InOrganization",
            "SentToScope": "NotInOrganization",
            "ApplyHtmlDisclaimerText": "<p>Contoso GmbH</p>",
            "ApplyHtmlDisclaimerLocation": "Append",
            "ApplyHtmlDisclaimerFallbackAction": "Wrap",
            "Comments": "Handelsrechtliche Pflichtangaben",
        },
    ),
    ("Quarantine suspicious archives", True, {"AttachmentIsPasswordProtected": True, "Quarantine": True, "Comments": ""}),
    (
        "Copy invoices to finance",
        False,
        {"SubjectContainsWords": ["invoice", "請求書"], "BlindCopyTo": [f"ada.berg@{DOMAIN}"], "Comments": "Off since the move"},
    ),
    (
        "Large messages to moderation",
        True,
        {"MessageSizeOver": "25 MB (26,214,400 bytes)", "ModerateMessageByUser": [f"ada.berg@{DOMAIN}"], "Mode": "AuditAndNotify"},
    ),
)
DOMAINS: tuple[tuple[str, str, bool, bool], ...] = (
    (DOMAIN, "Authoritative", True, False),
    (TENANT, "Authoritative", False, False),
    ("fabrikam.com", "InternalRelay", False, True),
    ("münchen.contoso.com", "ExternalRelay", False, False),
)


class Store:
    """The data of one organization; safe for threads.

    Raises:
        UsageError: the file cannot be opened, or is no store of ours.
    """

    def __init__(self, path: str | Path | None = None, *, recipients: int = 300, messages: int = 2_000, quarantined: int = 200) -> None:
        self._lock = threading.RLock()
        try:
            self._db = sqlite3.connect(str(path) if path else "", check_same_thread=False, isolation_level=None)
            self._db.create_function("fold", 1, str.casefold, deterministic=True)
            self._db.execute("PRAGMA synchronous = OFF")
            fresh = self._db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'mail_user'").fetchone()[0] == 0
            if fresh:
                self._seed(recipients, messages, quarantined)
        except sqlite3.Error as error:
            raise UsageError(f"The store {path} cannot be opened: {error}.") from error

    def close(self) -> None:
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

    def _seed(self, recipients: int, messages: int, quarantined: int) -> None:
        now = int(time.time())
        self._db.executescript(SCHEMA)
        with self._transaction() as db:
            db.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?)", [(n, *person) for n, person in enumerate(PEOPLE)])
            db.executemany("INSERT INTO subject VALUES (?, ?)", list(enumerate(SUBJECTS)))
            db.executemany("INSERT INTO sender VALUES (?, ?)", list(enumerate(SENDERS)))
            scale = {"now": now, "people": len(PEOPLE), "subjects": len(SUBJECTS), "senders": len(SENDERS), "users": max(recipients, 1)}
            for sql, count in ((SEED_MAIL_USERS, recipients), (SEED_MESSAGES, messages), (SEED_QUARANTINE, quarantined)):
                if count > 0:
                    db.execute(sql, {**scale, "count": count})
            for name, kind, default, subdomains in DOMAINS:
                db.execute("INSERT INTO accepted_domain VALUES (?, ?, ?, ?, ?)", (name, kind, default, subdomains, now - 900 * DAY))
            for priority, (name, enabled, settings) in enumerate(RULES):
                guid = f"{0x99A7DB08 + priority:08x}-610f-49bb-9b8a-932e390fcf38"
                db.execute(
                    "INSERT INTO rule VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (guid, name, name.casefold(), priority, enabled, now - DAY * 30, json.dumps(settings)),
                )
        self._db.executescript(INDEXES)

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
                f"SELECT {self.USER_COLUMNS} FROM mail_user WHERE name_key = :key OR alias_key = :local OR address_key = :key OR guid = :guid "
                "OR id = (SELECT user FROM address WHERE address_key = :key) ORDER BY id LIMIT 3",
                {"key": key, "local": local, "guid": guid},
            ).fetchall()
        return [MailUserRow._make(row) for row in rows]

    def address_owner(self, address: str) -> MailUserRow | None:
        """Return the mail user that has this address, None where nobody has."""
        key = address.casefold()
        with self._lock:
            row = self._db.execute(
                f"SELECT {self.USER_COLUMNS} FROM mail_user WHERE address_key = :key OR id = (SELECT user FROM address WHERE address_key = :key)",
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
                "UPDATE mail_user SET name = ?, alias = ?, display_name = ?, first_name = ?, last_name = ?, address = ?, external = ?, created = ?, "
                "changes = ?, name_key = ?, alias_key = ?, address_key = ? WHERE id = ?",
                (*row[2:], *keys, row.id),
            )
            db.execute("DELETE FROM address WHERE user = ?", (row.id,))
            pairs = [(address.casefold(), row.id) for address in addresses if address.casefold() != keys[2]]
            db.executemany("INSERT OR IGNORE INTO address VALUES (?, ?)", pairs)

    def remove_mail_user(self, row: MailUserRow) -> None:
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
        with self._transaction() as db:
            db.execute("DELETE FROM rule WHERE guid = ?", (guid,))
            left = [one for (one,) in db.execute("SELECT guid FROM rule ORDER BY priority")]
            db.executemany("UPDATE rule SET priority = ? WHERE guid = ?", list(enumerate(left)))

    # --- the rest

    def domains(self) -> list[DomainRow]:
        with self._lock:
            rows = self._db.execute("SELECT name, type, is_default, subdomains, created FROM accepted_domain ORDER BY rowid").fetchall()
        return [DomainRow(name, kind, bool(default), bool(subdomains), created) for name, kind, default, subdomains, created in rows]

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
        with self._lock:
            row = self._db.execute(f"SELECT {self.QUARANTINE_COLUMNS} FROM quarantine WHERE guid = ?", (guid.casefold(),)).fetchone()
        return QuarantineRow._make(row) if row else None

    def set_quarantine_status(self, guid: str, status: str, by: str) -> None:
        with self._transaction() as db:
            db.execute("UPDATE quarantine SET status = ?, released_by = ? WHERE guid = ?", (status, by, guid.casefold()))
