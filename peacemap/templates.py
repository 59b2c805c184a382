"""Our templates without indents and without lines of tags alone: nobody reads them in a page, every reader pays."""

import re

from django.template.loaders import filesystem

AS_THEY_ARE = re.compile(r"<(?:pre|textarea)\b")
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
STEPS = "load|if|elif|else|endif|for|empty|endfor|with|endwith|block|endblock"
STEP = re.compile(
    rf"^((?:{{%\s*(?:{STEPS})\b(?:(?!%}}).)*%}})?)(?:{{#.*#}})?\n", re.MULTILINE
)  # or a remark, or nothing


def without_indents(text: str) -> str:
    """The template `text`, each line that shows anything still on its own. One in which spaces may show stays."""
    return text if AS_THEY_ARE.search(text) else STEP.sub(r"\1", INDENT.sub("", text))


class Loader(filesystem.Loader):
    """Files in the DIRS of the settings. What they are filled with is left alone."""

    def get_contents(self, origin):
        return without_indents(super().get_contents(origin))
