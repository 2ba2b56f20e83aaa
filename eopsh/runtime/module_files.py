"""Where the files of modules lie, and what their manifests say: `./Tools.psm1`, `./Tools.psd1`, `./Tools`, `Tools` in PSModulePath."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from eopsh.binding import Argument
from eopsh.objects import PSDict, Value, Version, convert, to_text
from eopsh.runtime.modules import Module, module_from_file
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import Place, failure
from eopsh.runtime.values import unrolled

_FOLDERS = "PSModulePath"
_SUFFIXES = (".psd1", ".psm1")
_EXPORTS = {"Function": "FunctionsToExport", "Variable": "VariablesToExport", "Alias": "AliasesToExport"}


def module_path(name: str) -> Path | None:
    """Return the file that a module's name or path means, None when there is none."""
    text = name.replace("\\", "/") if os.name != "nt" else name
    path = Path(text).expanduser()
    if "/" in name or "\\" in name:
        return next(_files(path), None)
    folders = filter(None, os.environ.get(_FOLDERS, "").split(os.pathsep))
    return next((file for folder in folders for file in _files(Path(folder) / name)), None)


def _files(path: Path) -> Iterator[Path]:
    """Yield the files that a path may mean: itself, with an ending, or in the folder of that name, the newest version first."""
    if path.suffix.lower() in _SUFFIXES and path.is_file():
        yield path.resolve()
    versions = sorted((each for each in path.iterdir() if each.is_dir()), reverse=True) if path.is_dir() else []
    for folder in (path.parent, path, *versions):
        for suffix in _SUFFIXES:
            file = folder / f"{path.name}{suffix}"
            if file.is_file():
                yield file.resolve()


def load_module(path: Path, scope: Scope, arguments: list[Argument], place: Place, manifest: Value = None) -> Module:
    """Run the module of a file; a manifest names the file, and what of it is exported.

    Raises:
        ScriptError: the script does not parse or fails, or the manifest names no script.
    """
    if not isinstance(manifest, PSDict):
        return module_from_file(path, scope, arguments, place)
    root = to_text(manifest.get("RootModule") or manifest.get("ModuleToProcess"))
    script = path.parent / root.replace("\\", "/")
    script = script if script.suffix else script.with_suffix(".psm1")
    if not root or script.suffix.lower() != ".psm1" or not script.is_file():
        message = f"The module manifest '{path}' names no script module; eopsh loads modules of script alone."
        raise failure(message, "Modules_NoScript", "ResourceUnavailable", target=str(path), exception="System.IO.FileNotFoundException")
    module = module_from_file(script, scope, arguments, place, name=path.stem)
    _describe(module, manifest, path)
    return module


def _describe(module: Module, manifest: PSDict, path: Path) -> None:
    for kind, key in _EXPORTS.items():
        wanted = [to_text(each) for each in unrolled(manifest.get(key))] if manifest.get(key) is not None else ["*"]
        module.narrow(kind, wanted)
    version = manifest.get("ModuleVersion")
    module.adapted.update(Path=str(path), Version=Version(0, 0) if version is None else convert(version, "System.Version"))
    module.adapted.update(Description=manifest.get("Description"), Author=manifest.get("Author"))
    module.describe()
