"""Who may read the glossary: members do."""

from ...models.glossary import GlossaryTerm
from ..roles import Viewer
from .rules import members, rule


@rule(GlossaryTerm)
def glossary_terms(viewer: Viewer):
    return members(viewer)
