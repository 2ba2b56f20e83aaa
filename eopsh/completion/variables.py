"""Candidates for variables: those of the session, those of the text, the automatic ones, and drives."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.completion.context import find_parameters
from eopsh.completion.matching import PREFIX, ranked, words
from eopsh.completion.model import Candidate, CandidateKind, Completion
from eopsh.completion.parameters import owner
from eopsh.completion.place import Place
from eopsh.completion.shortnames import short_name
from eopsh.completion.values import BOOLEANS, known_values
from eopsh.language import tree
from eopsh.language.walk import descendants
from eopsh.objects import type_name
from eopsh.patterns import lazy_pattern

_AUTOMATIC = words(
    "true false null _ PSItem args Error foreach HOME Host input LASTEXITCODE Matches MyInvocation PID PSBoundParameters PSCmdlet "
    "PSDefaultParameterValues PSVersionTable PWD this ConfirmPreference DebugPreference ErrorActionPreference InformationPreference "
    "ProgressPreference VerbosePreference WarningPreference WhatIfPreference OFS ErrorView FormatEnumerationLimit MaximumHistoryCount "
    "OutputEncoding PSScriptRoot PSCommandPath switch"
)
_ELSEWHERE = words(
    "ExecutionContext NestedPromptLevel PSCulture PSUICulture PSEdition PSHOME PSApplicationOutputEncoding PSEmailServer "
    "PSModuleAutoLoadingPreference PSNativeCommandArgumentPassing PSNativeCommandUseErrorActionPreference PSSessionApplicationName "
    "PSSessionConfigurationName PSSessionOption PSStyle ShellId StackTrace IsCoreCLR IsLinux IsMacOS IsWindows ConsoleFileName "
    "EnabledExperimentalFeatures Event EventArgs EventSubscriber Sender PSDebugContext PSSenderInfo PSLogUserData VerboseHelpErrors "
    "LogCommandHealthEvent LogCommandLifecycleEvent LogEngineHealthEvent LogEngineLifecycleEvent LogProviderHealthEvent "
    "LogProviderLifecycleEvent LogSettingsEvent $ ^ ?"
)
"""What PowerShell has besides; few of them have a value here."""
_DRIVES = ("Env:", "Function:", "Variable:", "Global:", "Script:", "Local:", "Private:", "Using:", "Alias:", "Temp:")
_SCOPES = ("global:", "script:", "local:", "private:", "variable:", "using:")
_PLAIN = lazy_pattern(r"[\w?:]+\Z")
_KINDS = frozenset({"Variable", "SplattedVariable"})
_NAMED_BY = frozenset(words("outvariable ov errorvariable ev warningvariable wv informationvariable iv pipelinevariable pv variable name"))


def variable_completion(place: Place) -> Completion | None:
    """Return the variables that fit the one under the cursor; None where none stands."""
    token = place.token
    if token is None or not (token.kind in _KINDS or place.typed in ("$", "@", "${")):
        return None
    typed = place.typed
    sigil, braced, prefix = typed[:1], typed[1:2] == "{", typed[1:].removeprefix("{").rstrip("}")
    scope = next((scope for scope in _SCOPES if prefix.lower().startswith(scope)), "")
    drive = prefix.lower().partition(":")[0]
    if ":" in prefix and drive in ("env", "function"):
        names = sorted(
            {*place.context.environment, *_environment_in_text(place)} if drive == "env" else place.context.functions, key=str.lower
        )
        return place.found(list(_of_drive(place, names, sigil, braced=braced)))
    candidates = [_candidate(place, prefix[: len(scope)] + name, sigil, braced=braced) for name in _fitting(place, prefix, scope, sigil)]
    if not scope:
        candidates += [_drive(sigil, name, braced=braced) for name in _DRIVES if name.lower().startswith(prefix.lower())]
    if sigil == "$" and not braced and "env:".startswith(prefix.lower()):
        candidates += [_drive(sigil, f"env:{name}") for name in sorted(place.context.environment, key=str.lower)]
    return place.found(candidates)


def _environment_in_text(place: Place) -> Iterator[str]:
    under = place.token.start if place.token is not None else -1
    for start, end in place.scan.variables:
        drive, colon, name = place.text[start + 1 : end].strip("{}").partition(":")
        if colon and drive.lower() == "env" and start != under:
            yield name


def _fitting(place: Place, prefix: str, scope: str, sigil: str) -> list[str]:
    names = variable_names(place, automatic=not scope)
    if _is_boolean(place):
        names = ["true", "false", *(name for name in names if name not in ("true", "false"))]
    begun = prefix[len(scope) :]
    found = [name for rank, name in ranked(begun, tuple(names)) if rank == PREFIX]
    return [name for name in found if not scope or ":" not in name]


def _is_boolean(place: Place) -> bool:
    if place.command is None or place.site is None:
        return False
    parameter = owner(place.command, place.site, place.piece)
    return parameter is not None and known_values(place.context, place.command, parameter) == BOOLEANS


def variable_names(place: Place, *, automatic: bool = True) -> list[str]:
    """Return the names of all variables, spelled as they are: those of the text, of the session, the automatic ones."""
    rest = (*_AUTOMATIC, *_ELSEWHERE) if automatic else ()
    seen: dict[str, str] = {}
    for name in (*sorted(_in_text(place), key=str.lower), *place.context.variables, *rest):
        seen.setdefault(name.lower(), name)
    return list(seen.values())


def _in_text(place: Place) -> Iterator[str]:
    under = place.token.start if place.token is not None else -1
    for start, end in place.scan.variables:
        name = place.text[start + 1 : end].strip("{}")
        if start != under and name:
            yield name.partition(":")[2] or name if name.lower().startswith(_SCOPES) else name
    yield from _named(place)


def _named(place: Place) -> Iterator[str]:
    """Yield the variables that commands of the text are told to fill: `-OutVariable x`, `Set-Variable x`."""
    if "ariable" not in place.text and "v" not in place.text:
        return
    for node in descendants(place.parsed.tree):
        if isinstance(node, tree.Command):
            yield from _filled(place, node)


def _filled(place: Place, node: tree.Command) -> Iterator[str]:
    sets = (node.name or "").lower() in ("set-variable", "new-variable", "sv", "nv")
    for name, value in zip(node.elements, node.elements[1:], strict=False):
        if isinstance(value, tree.StringConstantExpression):
            named = name.name.lower() if isinstance(name, tree.CommandParameter) else ""
            if (named in _NAMED_BY and (named != "name" or sets)) or (sets and name is node.elements[0]):
                command = place.context.resolve(node.name or "") if named == "variable" else None
                if named != "variable" or command is None or find_parameters(command, "Variable"):
                    yield value.value.lstrip("+")


def _candidate(place: Place, name: str, sigil: str, *, braced: bool) -> Candidate:
    plain = not braced and _PLAIN.match(name)
    text = f"{sigil}{name}" if plain or sigil == "@" else f"{sigil}{{{name}}}"
    value = place.context.value(name.rpartition(":")[2])
    kind = short_name(type_name(value)) if value is not None else ""
    return Candidate(text, f"{sigil}{name}", CandidateKind.VARIABLE, kind, seldom=name in _ELSEWHERE)


def _drive(sigil: str, name: str, *, braced: bool = False) -> Candidate:
    text = f"{sigil}{{{name}}}" if braced or not _PLAIN.match(name) else f"{sigil}{name}"
    about = "environment" if name.startswith("env:") else "drive or scope"
    return Candidate(text, f"{sigil}{name}", CandidateKind.VARIABLE, about, seldom=True)


def _of_drive(place: Place, names: list[str], sigil: str, *, braced: bool) -> Iterator[Candidate]:
    """Yield the names of a drive, `$env:PATH`, under the spelling of the drive that was typed."""
    written, colon, begun = place.typed.removeprefix(sigil).removeprefix("{").partition(":")
    for name in names:
        if name.lower().startswith(begun.lower()):
            yield _candidate(place, f"{written}{colon}{name}", sigil, braced=braced)
