"""The organization's data in SQLite."""

from eopsh.demo.store.database import Store
from eopsh.demo.store.rows import MailUserRow, MessageRow, ObjectRow, QuarantineRow, RuleRow
from eopsh.demo.store.seed import DOMAIN, TENANT

__all__ = ["DOMAIN", "TENANT", "MailUserRow", "MessageRow", "ObjectRow", "QuarantineRow", "RuleRow", "Store"]
