"""Every fixed phrase of the page that sets two runs side by side, beside what text and Markdown say of them too."""

from __future__ import annotations

from typing import Final

SKIP: Final = "Skip to what differs"
CONTENTS: Final = "Contents"
CELLS: Final = "What comes out otherwise"
CELLS_LABEL: Final = "Cells that differ: norms in rows, the two sides in columns"
WHY: Final = "Why each of them differs"
INPUTS: Final = "What stands in one of them only, or otherwise"
INPUTS_CAPTION: Final = "Facts, judgements, assumptions and refusals that differ"
INPUTS_HEAD: Final = ("name", "what it is, and what is otherwise")
RULES: Final = "What was changed in the rules they lean on"
MADE_FROM: Final = "What was compared"
MADE_FROM_CAPTION: Final = "Versions, days, standards and SHA-256 of both sides; what differs is marked"
WHAT: Final = "what"
DIFFERENT: Final = "differs"
HOW: Final = "What differs"
OTHER_WORD: Final = "the outcome"
ONLY: Final = "only there: {side}"
BELOW: Final = "the outcome is called alike; how far it is proved differs, or what follows from a reading"
BACK: Final = "Back to the cells"
NOTHING: Final = "nothing"
