"""The addresses of the classic documentation, as data, and what became of them."""

from __future__ import annotations

from eopsh.errors import Advice, UsageError
from eopsh.frozen import frozen
from eopsh.remote.endpoint import Endpoint, parse_endpoint


@frozen
class Preset:
    """A named address. `retired` says since when Microsoft no longer answers there (empty: it does), `advice` what is left."""

    name: str
    title: str
    uri: str
    retired: str = ""
    advice: str = ""

    @property
    def endpoint(self) -> Endpoint:
        """Where it is."""
        return parse_endpoint(self.uri)


_RPS_ADVICE = (
    "Microsoft switched remote PowerShell off for its cloud. For Exchange Server, connect to the server by name; "
    "add --try-retired to try this address all the same."
)

PRESETS = (
    Preset(
        "worldwide",
        "Exchange Online Protection, worldwide",
        "https://ps.protection.outlook.com/powershell-liveid/",
        retired="October 2023",
        advice=_RPS_ADVICE,
    ),
    Preset(
        "germany",
        "Exchange Online Protection, Microsoft Cloud Germany",
        "https://ps.protection.outlook.de/powershell-liveid/",
        retired="October 2021",
        advice="Microsoft closed its German cloud. Its customers moved to the worldwide service; add --try-retired to try all the same.",
    ),
    Preset(
        "hybrid",
        "Exchange Enterprise CAL with Services, hybrid organizations",
        "https://outlook.office365.com/powershell-liveid/",
        retired="October 2023",
        advice=_RPS_ADVICE,
    ),
)
"""In the order of the documentation."""

RETIRED_SUFFIXES = {
    ".protection.outlook.com": "October 2023",
    ".outlook.office365.com": "October 2023",
    ".ps.outlook.com": "October 2023",
    ".outlook.office365.us": "October 2023",
    ".protection.office365.us": "October 2023",
    ".webmail.apps.mil": "October 2023",
    ".partner.outlook.cn": "October 2023",
    ".outlook.de": "October 2021",
    ".outlook.office.de": "October 2021",
}
"""Every host of Microsoft's clouds that once answered remote PowerShell, and since when it does not."""


def retired_since(endpoint: Endpoint) -> str:
    """Return since when this address is switched off; empty for one that is not known to be."""
    host = "." + endpoint.host
    return next((since for suffix, since in RETIRED_SUFFIXES.items() if host.endswith(suffix)), "")


def find_preset(name: str) -> Preset | None:
    """Return the preset of this name, in any case; None when there is none."""
    return next((preset for preset in PRESETS if preset.name == name.casefold()), None)


def resolve(target: str, configuration: str | None = None) -> tuple[Endpoint, Preset | None]:
    """Return where `connect TARGET` goes: a preset's name, a URI, or an Exchange server's name.

    Raises:
        UsageError: it is none of the three.
    """
    preset = find_preset(target)
    if preset is not None:
        return preset.endpoint, preset
    if not target.strip():
        names = ", ".join(preset.name for preset in PRESETS)
        raise UsageError(advice=Advice("No server is named.", f"Name a server, a URI, or one of: {names}."))
    endpoint = parse_endpoint(target, configuration)
    return endpoint, next((preset for preset in PRESETS if preset.endpoint.host == endpoint.host), None)
