"""The drawing in docs/architecture.md holds: imports go downwards, and HTTP stays above the domain."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BELOW_FILTERS = ("domain", "search", "models", "vocabulary", "visibility.py", "batching.py")
HTTP = ("django.http", "django.shortcuts", "django.views")


def modules(*names):
    """Every Python file of these packages and modules of the app."""
    for name in names:
        place = ROOT / "initiatives" / name
        yield from [place] if place.suffix else sorted(place.rglob("*.py"))


def imports(nodes):
    """The full names that these syntax nodes import: `from a import b` gives a.b."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_imports_go_downwards_only():
    script = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    report = subprocess.run([sys.executable, "-c", script, "--no-cache"], cwd=ROOT, capture_output=True, text=True)

    assert report.returncode == 0, report.stdout


@pytest.mark.parametrize("path", list(modules(*BELOW_FILTERS)), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_http_below_the_filters(path):
    tree = ast.parse(path.read_text())

    assert [name for name in imports(ast.walk(tree)) if f"{name}.".startswith(tuple(f"{http}." for http in HTTP))] == []


def test_no_import_inside_a_function():
    inside = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / "initiatives").rglob("*.py"))
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef) and (path.name, function.name) != ("apps.py", "ready")
        for name in imports(ast.walk(function))
    ]

    assert inside == []
