"""One style sheet for readers, put together while static files are collected; in development its parts are linked.

One file costs one request, and over 2 KB less than its parts, compressed. No program other than `collectstatic` makes
it.
"""

import re

from django.conf import settings
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage


def joined(texts: list[str]) -> str:
    """Style sheets as one, without comments and needless spaces. No string in ours holds what looks like either."""
    bare = re.sub(r"/\*.*?\*/", "", "\n".join(texts), flags=re.DOTALL)
    tight = re.sub(r"\s*([{};,>])\s*", r"\1", bare)
    tight = re.sub(r"(?<![\w.])0\.(?=\d)", ".", re.sub(r":\s+", ":", tight))
    return tight.replace(";}", "}").strip() + "\n"


def bare(script: str) -> str:
    """A script without its indents and the lines that are comments. No text in ours runs over two lines."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


class Storage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed files, among them settings.STYLES_TOGETHER of settings.STYLES, and settings.SCRIPT bare."""

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run and all(name in paths for name in settings.STYLES):
            self._put(paths, settings.STYLES_TOGETHER, joined([self._text(*paths[name]) for name in settings.STYLES]))
        if not dry_run and settings.SCRIPT in paths:
            self._put(paths, settings.SCRIPT, bare(self._text(*paths[settings.SCRIPT])))
        yield from super().post_process(paths, dry_run, **options)

    def _put(self, paths, name, text):
        self.delete(name)
        self.save(name, ContentFile(text.encode()))
        paths[name] = (self, name)

    def _text(self, storage, path):
        with storage.open(path) as file:
            return file.read().decode()
