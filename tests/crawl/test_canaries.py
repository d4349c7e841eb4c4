"""Every address as everybody: what was planted is found by those who may see it and by nobody else."""

import logging

import pytest

from .addresses import every_id
from .crawl import Found, one_of_each_kind, walk
from .people import PERSONAS
from .proofs import prove_found
from .test_differential import UNCLEARED, prove_alike, walk_with_twin


@pytest.mark.parametrize("name", [name for name in PERSONAS if name not in UNCLEARED])
def test_a_crawl_over_one_record_of_each_kind_finds_what_this_persona_may_see(name, planted, browse, caplog):
    browser = browse(name)
    caplog.set_level(logging.INFO)
    ids = one_of_each_kind(planted.oracle(), planted.people[name])
    found = walk(browser.app, browser, planted.canaries, ids)
    assert not planted.canaries.found_in(caplog.text), "a log holds ids, never words of a record"
    prove_found(planted, name, found)


@pytest.mark.prove
@pytest.mark.parametrize("name", PERSONAS)
def test_over_every_record_this_persona_finds_what_is_theirs_and_hidden_rows_change_nothing(
    name, planted, copy_of, at_noon, monkeypatch, caplog
):
    caplog.set_level(logging.INFO)
    found = Found()
    told = walk_with_twin(name, planted, copy_of, monkeypatch, every_id(planted.rows), found)
    assert not planted.canaries.found_in(caplog.text), "a log holds ids, never words of a record"
    prove_found(planted, name, found)
    prove_alike(*told)
