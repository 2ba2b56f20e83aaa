"""Rotate-DkimSigningConfig: the other selector takes over, four days from now as with the service."""

from __future__ import annotations

import time
from collections.abc import Iterator

from eopsh.demo.cmdlets.common import invalid
from eopsh.demo.definitions import DEFINITIONS
from eopsh.demo.execution import Call, Cmdlet
from eopsh.demo.families.behaviour import apply, find, packed
from eopsh.demo.families.mail_flow import DKIM
from eopsh.demo.families.model import DAY
from eopsh.objects import Value, to_text

ROTATION_DAYS = 4


def rotate(call: Call) -> Iterator[Value]:
    """Rotate-DkimSigningConfig."""
    row = find(call.store, DKIM, call.get("Identity"))
    settings = DKIM.settings(row)
    if not settings.get("Enabled"):
        raise invalid(f"DKIM signing isn't enabled for the domain '{row.name}'. Enable it first.")
    size = call.text("KeySize") or "2048"
    if size not in ("1024", "2048"):
        raise invalid(f"The key size {size} isn't valid. Valid values are 1024 and 2048.", target=size)
    now = int(time.time())
    before, after = to_text(settings["SelectorAfterRotateOnDate"]), to_text(settings["SelectorBeforeRotateOnDate"])
    settings |= {
        "SelectorBeforeRotateOnDate": before,
        "SelectorAfterRotateOnDate": after,
        "KeyCreationTime": now,
        "RotateOnDate": now + ROTATION_DAYS * DAY,
        f"{after.capitalize()}KeySize": int(size),
    }
    if call.should_process(f'Rotating the keys of {DKIM.words} "{row.name}".'):
        apply(DKIM, call, row, row._replace(settings=packed(DKIM, settings)))
    yield from ()


CMDLETS = (Cmdlet(DEFINITIONS["Rotate-DkimSigningConfig"], rotate),)
