"""Boards: their pages, and keeping them right."""

from . import keeping, pages, rule, terms  # noqa: F401  each puts its addresses on the blueprint
from .blueprint import blueprint

__all__ = ["blueprint"]
