# ruff: noqa: E501  (SQL and tables of data)
"""The tables, and what a new organization starts with: made by SQL from a number, so that any size costs no memory."""

from __future__ import annotations

import json
import sqlite3
import time

from eopsh.demo.store.people import PEOPLE, SENDERS, SUBJECTS

DOMAIN = "contoso.com"
TENANT = "contoso.onmicrosoft.com"
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
CREATE TABLE organization (name TEXT PRIMARY KEY, value INTEGER);
CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY, guid TEXT UNIQUE, message_id TEXT, received INTEGER, sender TEXT, recipient TEXT, subject TEXT, size INTEGER, type TEXT,
    policy_type TEXT, policy TEXT, status TEXT, released_by TEXT, expires INTEGER
);
CREATE TABLE object (
    family TEXT, guid TEXT, name TEXT, rank INTEGER, created INTEGER, changed INTEGER, settings TEXT, PRIMARY KEY (family, guid)
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
    given_latin || '.' || family_latin || mark || '@' || CASE n % 3 WHEN 0 THEN 'fabrikam.com' WHEN 1 THEN 'mail.tailspintoys.com' ELSE 'mail.litware.com' END,
    :now - {DAY} * 400 + (n * 483059) % ({DAY} * 390), NULL
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

LATER = {"message": SEED_MESSAGES, "quarantine": SEED_QUARANTINE}
"""What is made when it is asked for first."""


def seed(db: sqlite3.Connection, recipients: int, messages: int, quarantined: int) -> None:
    """Fill an empty database, which has the function `fold`; the messages are only noted."""
    now = int(time.time())
    db.executescript(SCHEMA)
    db.execute("BEGIN")
    db.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?)", [(n, *person) for n, person in enumerate(PEOPLE)])
    db.executemany("INSERT INTO subject VALUES (?, ?)", list(enumerate(SUBJECTS)))
    db.executemany("INSERT INTO sender VALUES (?, ?)", list(enumerate(SENDERS)))
    if recipients > 0:
        db.execute(SEED_MAIL_USERS, {"now": now, "people": len(PEOPLE), "count": recipients})
    notes = (("seeded", now), ("recipients", recipients), ("message", messages), ("quarantine", quarantined))
    db.executemany("INSERT INTO organization VALUES (?, ?)", notes)
    for priority, (name, enabled, settings) in enumerate(RULES):
        guid = f"{0x99A7DB08 + priority:08x}-610f-49bb-9b8a-932e390fcf38"
        row = (guid, name, name.casefold(), priority, enabled, now - DAY * 30, json.dumps(settings))
        db.execute("INSERT INTO rule VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    db.execute("COMMIT")
    db.executescript(INDEXES)


def seed_later(db: sqlite3.Connection, table: str) -> None:
    """Make the messages that were noted for this table, as of the time of the note, and forget the note."""
    notes = dict(db.execute("SELECT name, value FROM organization"))
    if notes.get(table, 0) > 0:
        scale = {"now": notes["seeded"], "count": notes[table], "users": max(notes["recipients"], 1)}
        db.execute(LATER[table], {**scale, "subjects": len(SUBJECTS), "senders": len(SENDERS)})
    db.execute("DELETE FROM organization WHERE name = ?", (table,))


def seed_object_table(db: sqlite3.Connection) -> None:
    """Give a store of an earlier version the table of objects."""
    start = SCHEMA.index("CREATE TABLE object")
    db.execute(SCHEMA[start : SCHEMA.index(";", start)])


def refresh(db: sqlite3.Connection) -> None:
    """Move the messages of an older store to the present, by whole days."""
    (seeded,) = db.execute("SELECT value FROM organization WHERE name = 'seeded'").fetchone()
    shift = (int(time.time()) - seeded) // DAY * DAY
    if shift > 0:
        db.execute("BEGIN")
        db.execute("UPDATE message SET received = received + ?", (shift,))
        db.execute("UPDATE quarantine SET received = received + ?, expires = expires + ?", (shift, shift))
        db.execute("UPDATE organization SET value = value + ? WHERE name = 'seeded'", (shift,))
        db.execute("COMMIT")
