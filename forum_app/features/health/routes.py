"""Whether the forum is well, for whoever keeps it running."""

from flask import Blueprint, jsonify

from ...web.access import access
from . import queries

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@access("anyone")
def show():
    return jsonify(queries.health())
