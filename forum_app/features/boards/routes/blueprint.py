"""The one blueprint of the boards, on which each module of this room puts its addresses."""

from flask import Blueprint

blueprint = Blueprint("boards", __name__)
