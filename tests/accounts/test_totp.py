"""The codes of an authenticator are those of RFC 6238, and each is good once."""

from forum_app.features.accounts.rules import set_up_by
from forum_app.features.accounts.totp import address, code_at, key_in_words, masked, step_of, unmasked

SECRET = b"12345678901234567890"
# Appendix B of RFC 6238: seconds and the last six figures of the code.
TOLD = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}


def test_the_codes_are_those_of_the_standard():
    for seconds, code in TOLD.items():
        assert code_at(SECRET, seconds // 30) == code


def test_a_code_counts_for_its_half_minute_and_the_neighbours_and_never_twice():
    code = code_at(SECRET, 100)
    assert [step_of(code, SECRET, step * 30, 0) for step in (98, 99, 100, 101, 102)] == [
        None, 100, 100, 100, None,
    ]  # fmt: skip
    assert step_of(code, SECRET, 3000, after=100) is None
    assert step_of("", SECRET, 3000, 0) is None


def test_a_key_is_kept_masked_and_shown_in_groups_of_four():
    kept = masked(SECRET, b"the forum's key", "recA")
    assert SECRET.hex() != kept and unmasked(kept, b"the forum's key", "recA") == SECRET
    assert kept != masked(SECRET, b"the forum's key", "recB")
    assert key_in_words(SECRET) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    assert address(SECRET, "Aldermere & Co", "b@example.org").startswith(
        "otpauth://totp/Aldermere%20%26%20Co%3Ab%40example.org?secret=GEZDGNBV"
    )


def test_two_weeks_after_the_role_or_after_the_forum_began_to_ask():
    from datetime import date

    asked = date(2026, 9, 1)
    assert set_up_by([("coordinator", date(2025, 1, 1))], asked) == date(2026, 9, 15)
    assert set_up_by([("treasurer", date(2026, 11, 1))], asked) == date(2026, 11, 15)
    assert set_up_by([("administrator", date(2025, 1, 1))], asked) is None
    assert set_up_by([("cochair", date(2025, 1, 1))], None) is None
