"""What stands in a quarantined message: its header, a preview, the message itself; and its end."""

from __future__ import annotations

import base64
import datetime
import io
import zipfile
import zlib
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import format_datetime

from eopsh.demo.cmdlets.common import invalid, texts
from eopsh.demo.cmdlets.quarantine_message import find_message, identity_of
from eopsh.demo.definitions import DEFINITIONS
from eopsh.demo.definitions.quarantine_message import NAMESPACE
from eopsh.demo.execution import Call, Cmdlet
from eopsh.demo.records import CmdletError
from eopsh.demo.store import TENANT, QuarantineRow
from eopsh.demo.values import date
from eopsh.objects import PSObject, Value

SCORES = {"Spam": 5, "Bulk": 6, "Phish": 8, "HighConfPhish": 9, "Malware": 9}
CATEGORIES = {"Spam": "SPM", "Bulk": "BULK", "Phish": "PHSH", "HighConfPhish": "HPHISH", "Malware": "AMP"}
BODY = "Dear customer,\r\n\r\nplease look at the attachment and answer soon.\r\n\r\nKind regards\r\n"


def source_ip(row: QuarantineRow) -> str:
    """Return where a message came from."""
    return f"203.0.113.{zlib.crc32(row.guid.encode()) % 254 + 1}"


def message_of(row: QuarantineRow) -> EmailMessage:
    """Return the message, with the header fields that the service writes."""
    when = datetime.datetime.fromtimestamp(row.received, datetime.UTC)
    domain = row.sender.partition("@")[2]
    message = EmailMessage()
    message["Received"] = f"from mail.{domain} ({source_ip(row)}) by mail.protection.outlook.com; {format_datetime(when)}"
    message["Authentication-Results"] = (
        f"spf=fail (sender IP is {source_ip(row)}) smtp.mailfrom={domain}; dkim=none; dmarc=fail action=none"
    )
    message["From"] = row.sender
    message["To"] = row.recipient
    message["Subject"] = row.subject
    message["Date"] = format_datetime(when)
    message["Message-ID"] = row.message_id
    message["X-MS-Exchange-Organization-SCL"] = str(SCORES.get(row.type, -1))
    verdict = (
        f"CIP:{source_ip(row)};CTRY:;LANG:en;SCL:{SCORES.get(row.type, -1)};SRV:;IPV:NLI;SFV:SPM;CAT:{CATEGORIES.get(row.type, 'NONE')};"
    )
    message["X-Forefront-Antispam-Report"] = verdict
    message.set_content(BODY)
    return message


def _header(row: QuarantineRow) -> str:
    return message_of(row).as_bytes().decode("ascii", "replace").partition("\n\n")[0].replace("\n", "\r\n")


def _object(kind: str, properties: dict[str, Value]) -> PSObject:
    return PSObject(adapted=properties, type_names=(f"{NAMESPACE}.{kind}", "System.Object"))


def _rows(call: Call) -> Iterator[QuarantineRow]:
    """Yield the messages of -Identities or -Identity; one that is missing is an error of its own."""
    listed = call.get("Identities")
    given = listed if isinstance(listed, list) and listed else [call.get("Identity")]
    for identity in given:
        try:
            row = find_message(call.store, identity)
            _check_recipients(call, row)
        except CmdletError as error:
            call.report(error)
        else:
            yield row


def _check_recipients(call: Call, row: QuarantineRow) -> None:
    strangers = [one for one in texts(call.get("RecipientAddress")) if one.casefold() != row.recipient.casefold()]
    if strangers:
        raise invalid(f"The user '{strangers[0]}' isn't a recipient of the quarantined message.", target=strangers[0])


def get_header(call: Call) -> Iterator[Value]:
    """Get-QuarantineMessageHeader."""
    for row in _rows(call):
        yield _object("QuarantineMessageHeader", {"Identity": identity_of(row), "Organization": TENANT, "Header": _header(row)})


def preview(call: Call) -> Iterator[Value]:
    """Preview-QuarantineMessage."""
    for row in _rows(call):
        shown: dict[str, Value] = {
            "Identity": identity_of(row),
            "Organization": TENANT,
            "ReceivedTime": date(row.received),
            "SenderAddress": row.sender,
            "RecipientAddress": row.recipient,
            "Subject": row.subject,
            "Cc": "",
            "IsHtml": False,
            "Body": BODY,
        }
        yield _object("QuarantineMessagePreview", shown)


def export(call: Call) -> Iterator[Value]:
    """Export-QuarantineMessage: the message in Base64, as a ZIP archive where that is asked for."""
    for row in _rows(call):
        data = message_of(row).as_bytes()
        shown: dict[str, Value] = {
            "Identity": identity_of(row),
            "Organization": TENANT,
            "Eml": base64.b64encode(_zipped(row, data) if call.get("CompressOutput") else data).decode(),
            "BodyEncoding": "Base64",
        }
        yield _object("QuarantineMessageExport", shown)


def _zipped(row: QuarantineRow, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{row.guid}.eml", data)
    return buffer.getvalue()


def delete(call: Call) -> Iterator[Value]:
    """Delete-QuarantineMessage."""
    for row in _rows(call):
        if call.should_process(f'Deleting quarantined message "{identity_of(row)}".'):
            call.store.delete_quarantined(row.guid)
    yield from ()


CMDLETS = (
    Cmdlet(DEFINITIONS["Get-QuarantineMessageHeader"], get_header),
    Cmdlet(DEFINITIONS["Preview-QuarantineMessage"], preview),
    Cmdlet(DEFINITIONS["Export-QuarantineMessage"], export),
    Cmdlet(DEFINITIONS["Delete-QuarantineMessage"], delete),
)
