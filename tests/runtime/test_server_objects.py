"""Objects of a server in scripts: sizes compare as sizes, enums by name, many values as one list, dates as dates."""

from __future__ import annotations

import pytest

from eopsh.objects import Value, read_clixml, to_text
from eopsh.runtime import Interpreter
from tests.runtime.doubles import failure_of, run_line
from tests.support import shared

_EXCHANGE = "Deserialized.Microsoft.Exchange.Data"


def _simple(name: str, kind: str, text: str, refs: int) -> str:
    types = f'<TN RefId="{refs}"><T>{_EXCHANGE}.{kind}</T><T>Deserialized.System.Object</T></TN>'
    return f'<Obj N="{name}" RefId="{refs}">{types}<ToString>{text}</ToString></Obj>'


def _enum(name: str, text: str, number: int, refs: int) -> str:
    types = f'<TN RefId="{refs}"><T>{_EXCHANGE}.Directory.RecipientTypeDetails</T><T>System.Enum</T></TN>'
    return f'<Obj N="{name}" RefId="{refs}">{types}<ToString>{text}</ToString><I32>{number}</I32></Obj>'


def _several(name: str, items: list[str], refs: int) -> str:
    types = f'<TN RefId="{refs}"><T>{_EXCHANGE}.ProxyAddressCollection</T><T>System.Object</T></TN>'
    return f'<Obj N="{name}" RefId="{refs}">{types}<LST>{"".join(f"<S>{item}</S>" for item in items)}</LST></Obj>'


def _mailbox(name: str, quota: str, kind: str, number: int, created: str, at: int) -> str:
    refs = at * 10
    unlimited = "Unlimited`1[[Microsoft.Exchange.Data.ByteQuantifiedSize]]"
    members = [
        f'<S N="Name">{name}</S>',
        _simple("Quota", unlimited, quota, refs + 1),
        _simple("Retain", "EnhancedTimeSpan", f"{at + 8}.00:00:00", refs + 2),
        _simple("Limit", "Unlimited`1[[System.Int32]]", str(at * 500), refs + 3),
        _enum("Kind", kind, number, refs + 4),
        _several("Addresses", [f"SMTP:{name}@contoso.com", f"smtp:{name}@contoso.onmicrosoft.com"], refs + 5),
        f'<DT N="Created">{created}</DT>',
        _simple("Mail", "SmtpAddress", f"{name}@contoso.com", refs + 6),
    ]
    types = f'<TN RefId="{refs}"><T>{_EXCHANGE}.Directory.Management.Mailbox</T></TN>'
    return f'<Obj RefId="{refs}">{types}<ToString>{name}</ToString><Props>{"".join(members)}</Props></Obj>'


MAILBOXES = f"""<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
{_mailbox("ada", "49.5 GB (53,150,220,288 bytes)", "UserMailbox", 1, "2024-05-01T10:00:00Z", 1)}
{_mailbox("bob", "9.9 GB (10,630,044,057 bytes)", "SharedMailbox", 4, "2023-01-02T03:04:05Z", 2)}
{_mailbox("eve", "Unlimited", "UserMailbox", 1, "2024-12-31T23:30:00Z", 3)}
</Objs>""".encode()


def run(line: str) -> list[str]:
    interpreter = Interpreter()
    interpreter.scope.variables["mbx"] = read_clixml(MAILBOXES)
    interpreter.scope.variables["m"] = read_clixml(MAILBOXES)[0]
    return [to_text(value) for value in run_line(line, interpreter=interpreter)]


SIZES = [
    pytest.param(
        "$m.Quota.ToBytes(); $m.Quota.ToKB(); $m.Quota.ToMB(); $m.Quota.ToGB()", ["53150220288", "51904512", "50688", "49"], id="To"
    ),
    pytest.param(
        "$m.Quota -gt 9GB; $m.Quota -lt '9 GB'; 50GB -gt $m.Quota; $m.Quota -ge 53150220288",
        ["True", "False", "True", "True"],
        id="numbers",
    ),
    pytest.param(
        "$m.Quota -gt $mbx[1].Quota; $mbx[2].Quota -gt $m.Quota; $mbx[2].Quota -gt 1PB", ["True", "True", "True"], id="each other"
    ),
    pytest.param("$m.Quota -eq 53150220288; $m.Quota -eq '49.5GB'; $mbx[2].Quota -eq 'unlimited'", ["True", "True", "True"], id="equal"),
    pytest.param(
        "($mbx | sort Quota).Name -join ','; ($mbx | sort Quota -Descending).Name -join ','", ["bob,ada,eve", "eve,ada,bob"], id="sort"
    ),
    pytest.param("($mbx | where Quota -gt 10GB).Name -join ','", ["ada,eve"], id="where"),
    pytest.param("'{0:N1} GB' -f ($m.Quota.ToBytes() / 1GB)", ["49.5 GB"], id="format"),
    pytest.param("$m.Quota -replace ' \\(.*'; $m.Quota -like '49*'", ["49.5 GB", "True"], id="still text"),
    pytest.param("$m.Limit -gt 99; $m.Limit -lt '1000'; ($mbx | sort Limit -Desc)[0].Limit", ["True", "True", "1500"], id="plain limits"),
    pytest.param(
        "$m.Retain -lt '10.00:00:00'; ($mbx | sort Retain).Retain -join ' '", ["True", "9.00:00:00 10.00:00:00 11.00:00:00"], id="spans"
    ),
]
ENUMS = [
    pytest.param(
        "$m.Kind -eq 'usermailbox'; 'UserMailbox' -eq $m.Kind; $m.Kind -eq 1; $m.Kind -ne 'SharedMailbox'", ["True"] * 4, id="equal"
    ),
    pytest.param("$m.Kind -like 'User*'; $m.Kind -match '^user'; $m.Kind -in 'UserMailbox', 'x'", ["True"] * 3, id="like"),
    pytest.param('"$($m.Kind)"; $m.Kind.ToString(); $m.Kind.Value; [int]$m.Kind', ["UserMailbox"] * 3 + ["1"], id="text"),
    pytest.param("switch ($m.Kind) { UserMailbox { 'user' } default { 'other' } }", ["user"], id="switch"),
    pytest.param(
        "($mbx | where Kind -eq SharedMailbox).Name; ($mbx | group Kind | sort Name).Name -join ','",
        ["bob", "SharedMailbox,UserMailbox"],
        id="group",
    ),
    pytest.param("@{ UserMailbox = 'found' }[\"$($m.Kind)\"]", ["found"], id="key"),
]
SEVERAL = [
    pytest.param("$m.Addresses -clike 'smtp:*'", ["smtp:ada@contoso.onmicrosoft.com"], id="like"),
    pytest.param("$m.Addresses -contains 'smtp:ADA@contoso.com'; 'x' -in $m.Addresses", ["True", "False"], id="contains"),
    pytest.param("$a = $m.Addresses; $a += 'smtp:new@x.y'; $a.Count; $m.Addresses.Count", ["3", "2"], id="plus leaves the object"),
    pytest.param("$m.Addresses += 'smtp:new@x.y'; $m.Addresses.Count", ["3"], id="plus into the object"),
    pytest.param("($m.Addresses -clike 'SMTP:*') -replace '^SMTP:'", ["ada@contoso.com"], id="replace"),
    pytest.param("$mbx.Addresses.Count; ($mbx.Addresses -like '*@contoso.com').Count", ["6", "3"], id="of all"),
    pytest.param("$m.Addresses.GetType().Name; $m.Addresses[0]", ["ProxyAddressCollection", "SMTP:ada@contoso.com"], id="type"),
]
DATES = [
    pytest.param('$m.Created.Kind; $m.Created.Hour; "$($m.Created)"', ["Utc", "10", "05/01/2024 10:00:00"], id="as written"),
    pytest.param(
        "$m.Created -gt '1/1/2024'; $m.Created -lt [datetime]'2024-05-02'; $m.Created -eq '5/1/2024 10:00'", ["True"] * 3, id="compare"
    ),
    pytest.param("($m.Created - $mbx[1].Created).Days; $m.Created.AddDays(1).ToString('yyyy-MM-dd')", ["485", "2024-05-02"], id="reckon"),
    pytest.param("($mbx | sort Created).Name -join ','; ($mbx | where Created -ge '2024-01-01').Count", ["bob,ada,eve", "2"], id="sort"),
    pytest.param("'{0:d} {0:HH:mm}' -f $mbx[2].Created; $mbx[2].Created.Date.Day", ["12/31/2024 23:30", "31"], id="format"),
]
TEXTS = [
    pytest.param(
        "$m.Mail -eq 'ADA@contoso.com'; $m.Mail -like '*@contoso.com'; ($m.Mail -split '@')[1]",
        ["True", "True", "contoso.com"],
        id="address",
    ),
    pytest.param('"$m"; $m -eq "ada"; $m.Mail.ToString()', ["ada", "True", "ada@contoso.com"], id="identity"),
]


@pytest.mark.parametrize(("line", "expected"), [*SIZES, *ENUMS, *SEVERAL, *DATES, *TEXTS])
def test_server_objects(line: str, expected: list[str]) -> None:
    assert run(line) == expected


def test_what_is_no_size_has_no_bytes() -> None:
    assert failure_of("'five'.ToBytes()").fully_qualified_id == "MethodNotFound"


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Asia/Tokyo"])
def test_times_are_shown_as_the_server_wrote_them(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert run("$m.Created.ToString('s'); \"$($m.Created)\"") == ["2024-05-01T10:00:00", "05/01/2024 10:00:00"]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_recorded_mailboxes_compare_as_what_they_are() -> None:
    interpreter = Interpreter()
    boxes: Value = read_clixml(shared("oracle", "fixtures", "mailboxes.clixml").read_bytes())
    interpreter.scope.variables["mbx"] = boxes
    line = '$s = @($mbx | sort ProhibitSendQuota | % { "$($_.ProhibitSendQuota)" }); $s[0]; $s[1]; $s[-1]'
    assert [to_text(value) for value in run_line(line, interpreter=interpreter)] == [
        "1.98 GB (2,126,008,811 bytes)",
        "9.9 GB (10,630,044,057 bytes)",
        "Unlimited",
    ]
