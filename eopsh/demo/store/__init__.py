"""The organization's data in SQLite."""

from eopsh.demo.store.database import DOMAIN, MailUserRow, MessageRow, QuarantineRow, RuleRow, Store, TENANT

__all__ = ["DOMAIN", "TENANT", "MailUserRow", "MessageRow", "QuarantineRow", "RuleRow", "Store"]
