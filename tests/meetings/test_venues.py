"""What a place is said to offer, and what nobody has looked up."""

from types import SimpleNamespace

from forum_app.features.meetings.venues import access_words, venue_words

ONLINE = {"step_free": "n/a", "hearing_loop": "captions on", "quiet_room": "n/a"}


def test_a_place_says_what_it_has_lacks_and_does_not_know():
    place = {"step_free": "yes", "hearing_loop": "unknown", "quiet_room": "no"}
    assert access_words(place) == "Step-free. Hearing loop not known. No quiet room."


def test_nothing_held_is_not_known_and_what_does_not_apply_is_left_out():
    assert access_words({}) == "Not known if step-free. Hearing loop not known. Quiet room not known."
    assert access_words(ONLINE) == "Captions on."


def test_a_venue_ends_with_its_parking_and_its_note():
    place = SimpleNamespace(
        step_free="yes", hearing_loop="yes", quiet_room="no", parking="free", note="seats 14."
    )
    assert venue_words(place) == "Step-free. Hearing loop. No quiet room. Parking: free. Seats 14."
    assert venue_words(SimpleNamespace(**ONLINE, parking="n/a", note="")) == "Captions on."
    assert venue_words(None) == ""
