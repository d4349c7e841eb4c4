"""The forum's first tables, as they were: frozen here, so that later models change nothing of the past."""

from peewee import (
    BooleanField,
    Check,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    JSONField,
    Model,
    TextField,
    TimeField,
)

LEVELS = ("public", "members", "board", "restricted")
CLOSED_IS_MARKED = "marking_id IS NOT NULL OR level IN ('public', 'members')"


def must(**claims: str) -> list:
    return [Check(words, name) for name, words in claims.items()]


def one_of(column: str, *values: str) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def link(model, **options) -> ForeignKeyField:
    return ForeignKeyField(model, backref="+", on_delete="RESTRICT", **options)


def found_by(model, *fields: str) -> None:
    columns = [model._meta.fields[name] for name in fields]
    name = "_".join([model._meta.table_name, *fields, "found"])
    model.add_index(model.index(*columns, where=model.binned_at.is_null(), name=name))


def one_kept(model, *fields: str) -> None:
    columns = [model._meta.fields[name] for name in fields]
    name = "_".join([model._meta.table_name, *fields, "kept"])
    model.add_index(model.index(*columns, unique=True, where=model.binned_at.is_null(), name=name))


class Record(Model):
    id = TextField(primary_key=True)
    version = IntegerField(constraints=[Check("version >= 1")])
    binned_at = DateTimeField(null=True)
    cells = JSONField()
    cells_wrong = JSONField()

    class Meta:
        legacy_table_names = False


class Internal(Model):
    id = TextField(primary_key=True)

    class Meta:
        legacy_table_names = False


class Person(Record):
    name = TextField()
    first_name = TextField()
    sort_name = TextField(index=True)
    town = TextField()
    kind = TextField()
    state = TextField()
    state_since = DateField(null=True)
    areas = TextField()
    about = TextField()
    forum_role = TextField()
    email = TextField()
    phone = TextField()
    hours_a_month = IntegerField(null=True)
    availability = TextField()
    contact_wishes = TextField()

    class Meta:
        table_name = "people"
        constraints = must(
            kind_known=one_of("kind", "rep", "staff", "guest"), hours_not_negative="hours_a_month >= 0"
        )


class Role(Record):
    person = link(Person)
    role = TextField()
    starts_on = DateField()
    ends_at = DateTimeField(null=True)

    class Meta:
        table_name = "roles"


class AccessNeed(Record):
    person = link(Person)
    need = TextField()

    class Meta:
        table_name = "access_needs"


class Policy(Record):
    name = TextField()
    edition = IntegerField()
    starts_on = DateField()
    text = TextField()

    class Meta:
        table_name = "policies"
        constraints = must(edition_counts="edition >= 1")


class PolicyAcceptance(Record):
    person = link(Person)
    policy = link(Policy)
    accepted_on = DateField()

    class Meta:
        table_name = "policy_acceptances"


class Agreement(Record):
    person = link(Person)
    policy = link(Policy, null=True)
    signed_on = DateField()
    starts_at = DateTimeField()
    ends_at = DateTimeField()

    class Meta:
        table_name = "agreements"
        constraints = must(ends_after_start="ends_at >= starts_at")


class Declaration(Record):
    person = link(Person)
    text = TextField()
    nothing = BooleanField()
    renewed_on = DateField()
    due_on = DateField()

    class Meta:
        table_name = "declarations"
        constraints = must(due_after_renewal="due_on >= renewed_on")


class Training(Record):
    name = TextField()
    provider = TextField()
    minutes = IntegerField()
    partner_staff_trained = IntegerField(null=True)

    class Meta:
        table_name = "training"
        constraints = must(
            minutes_not_negative="minutes >= 0", staff_not_negative="partner_staff_trained >= 0"
        )


class TrainingRecord(Record):
    person = link(Person)
    training = link(Training)
    state = TextField()
    day = DateField(null=True)
    words = TextField()

    class Meta:
        table_name = "training_records"
        constraints = must(state_known=one_of("state", "done", "booked"))


class Organisation(Record):
    name = TextField()
    short_name = TextField()
    plain_name = TextField()
    sector = TextField()
    note = TextField()
    started_on = DateField(null=True)
    ended_on = DateField(null=True)
    successor = link("self", null=True)

    class Meta:
        table_name = "organisations"
        constraints = must(ends_after_start="ended_on >= started_on")


class Department(Record):
    organisation = link(Organisation)
    name = TextField()

    class Meta:
        table_name = "departments"


class Contact(Record):
    organisation = link(Organisation, null=True)
    department = link(Department, null=True)
    name = TextField()
    role_title = TextField()
    email = TextField()

    class Meta:
        table_name = "contacts"


class Board(Record):
    code = TextField()
    name = TextField()
    short_name = TextField()
    kind = TextField()
    host = link(Organisation, null=True)
    second_host = link(Organisation, null=True)
    called_by = TextField()
    pays = link(Organisation, null=True)
    is_steering = BooleanField()
    cadence = TextField()
    usual_time = TextField()
    planned_minutes = IntegerField()
    limit_minutes = IntegerField(null=True)
    long_reason = TextField()
    mode = TextField()
    chair = TextField()
    notes_rule = TextField()
    default_level = TextField()
    quorum_total = IntegerField(null=True)
    quorum_percent = IntegerField(null=True)
    quorum_words = TextField()
    notice_days = IntegerField()
    papers_days = IntegerField()
    items_working_days = IntegerField()
    ends_on = DateField(null=True)
    position = IntegerField()
    default_marking = TextField(null=True, index=True, column_name="default_marking_id")

    class Meta:
        table_name = "boards"
        constraints = must(
            minutes_not_negative="planned_minutes >= 0 AND limit_minutes >= 0",
            level_known=one_of("default_level", *LEVELS),
            quorum_possible="quorum_total >= 0 AND quorum_percent BETWEEN 0 AND 100",
            days_not_negative="notice_days >= 0 AND papers_days >= 0 AND items_working_days >= 0",
        )


class QuorumPart(Record):
    board = link(Board)
    organisation = link(Organisation, null=True)
    sector = TextField()
    minimum = IntegerField()
    position = IntegerField()

    class Meta:
        table_name = "quorum_parts"
        constraints = must(minimum_not_negative="minimum >= 0")


class TermsOfReference(Record):
    board = link(Board)
    edition = IntegerField()
    starts_on = DateField()
    text = TextField()
    note = TextField()

    class Meta:
        table_name = "terms_of_reference"
        constraints = must(edition_counts="edition >= 1")


class Seat(Record):
    board = link(Board)
    person = link(Person, null=True)
    role = TextField()
    position = IntegerField()
    starts_on = DateField(null=True)
    ends_on = DateField(null=True)
    ends_words = TextField()
    ended_at = DateTimeField(null=True)
    aside_from = DateField(null=True)
    aside_until = DateField(null=True)
    successor = link(Person, null=True)

    class Meta:
        table_name = "seats"
        constraints = must(
            role_known=one_of("role", "lead", "second", "deputy", "shadow"),
            ends_after_start="ends_on >= starts_on",
            aside_ends_after_start="aside_until >= aside_from",
        )


class BoardLink(Record):
    from_board = link(Board)
    to_board = link(Board)
    kind = TextField()

    class Meta:
        table_name = "board_links"


class SchoolTerm(Record):
    name = TextField()
    first_day = DateField()
    last_day = DateField()

    class Meta:
        table_name = "school_terms"
        constraints = must(ends_after_start="last_day >= first_day")


class SpecialDay(Record):
    day = DateField()
    kind = TextField()
    name = TextField()

    class Meta:
        table_name = "special_days"
        constraints = must(kind_known=one_of("kind", "inset", "holiday"))


class SchoolHours(Record):
    starts_at = TimeField()
    ends_at = TimeField()

    class Meta:
        table_name = "school_hours"
        constraints = must(ends_after_start="ends_at > starts_at")


class Marking(Record):
    board = link(Board, null=True)
    name = TextField()
    level = TextField()
    reason = TextField()
    audience_words = TextField()
    review_on = DateField()
    review_words = TextField()
    embargoed_until = DateTimeField(null=True)

    class Meta:
        table_name = "markings"
        constraints = must(level_known=one_of("level", *LEVELS))


class NamedPerson(Record):
    marking = link(Marking)
    person = link(Person)
    until = DateTimeField(null=True)

    class Meta:
        table_name = "named_people"


class Aside(Record):
    person = link(Person)
    table = TextField()
    row = TextField(index=True)

    class Meta:
        table_name = "asides"


class GuestScope(Record):
    person = link(Person)
    board = link(Board)
    meeting = TextField(null=True)
    until = DateTimeField()

    class Meta:
        table_name = "guest_scopes"


class ChangeGroup(Internal):
    person = link(Person, null=True)
    who = TextField()
    act = TextField()
    words = TextField()
    via = TextField()
    at = DateTimeField(index=True)
    undoes = TextField(null=True)

    class Meta:
        table_name = "change_groups"


class Change(Internal):
    group = link(ChangeGroup)
    position = IntegerField()
    table = TextField()
    row = TextField(index=True)
    kind = TextField()
    old = JSONField()
    new = JSONField()
    old_level = TextField()
    version = IntegerField()

    class Meta:
        table_name = "changes"


class Account(Internal):
    person = link(Person, unique=True)
    email = TextField(unique=True)
    password_hash = TextField()
    active = BooleanField()
    epoch = IntegerField()
    theme = TextField()

    class Meta:
        table_name = "accounts"


class Session(Internal):
    account = link(Account)
    token_hash = TextField(unique=True)
    epoch = IntegerField()
    started_at = DateTimeField()
    seen_at = DateTimeField()
    ended_at = DateTimeField(null=True)

    class Meta:
        table_name = "sessions"


class Token(Internal):
    account = link(Account, null=True)
    purpose = TextField()
    token_hash = TextField(unique=True)
    expires_at = DateTimeField()
    used_at = DateTimeField(null=True)

    class Meta:
        table_name = "tokens"


class Attempt(Internal):
    key = TextField(index=True)
    at = DateTimeField(index=True)

    class Meta:
        table_name = "attempts"


class FormKey(Internal):
    account = TextField()
    act = TextField()
    key = TextField()
    result = TextField()
    at = DateTimeField()

    class Meta:
        table_name = "form_keys"
        indexes = ((("account", "act", "key"), True),)


class Setting(Internal):
    name = TextField(unique=True)
    value = TextField()

    class Meta:
        table_name = "settings"


class Venue(Record):
    name = TextField()
    town = TextField()
    step_free = TextField()
    hearing_loop = TextField()
    quiet_room = TextField()
    parking = TextField()
    note = TextField()

    class Meta:
        table_name = "venues"


class Travel(Record):
    town = TextField()
    venue = link(Venue)
    minutes = IntegerField()
    miles = IntegerField()

    class Meta:
        table_name = "travel"
        constraints = must(way_not_negative="minutes >= 0 AND miles >= 0")


class Meeting(Record):
    code = TextField()
    board = link(Board)
    starts_at = DateTimeField(index=True)
    day = DateField(index=True)
    planned_minutes = IntegerField()
    actual_minutes = IntegerField(null=True)
    mode = TextField()
    venue = link(Venue, null=True)
    join_link = TextField()
    aim = TextField()
    chair = TextField()
    notes_by = TextField()
    invited_on = DateField(null=True)
    papers_on = DateField(null=True)
    urgent_reason = TextField()
    long_reason = TextField()
    state = TextField()
    marking = link(Marking, null=True)

    class Meta:
        table_name = "meetings"
        indexes = ((("board", "starts_at"), False),)
        constraints = must(minutes_not_negative="planned_minutes >= 0 AND actual_minutes >= 0")


class AgendaItem(Record):
    meeting = link(Meeting)
    position = IntegerField()
    title = TextField()
    proposed_by = TextField()
    source = TextField()
    openness = TextField()
    minutes = IntegerField(null=True)
    level = TextField()
    marking = link(Marking, null=True)

    class Meta:
        table_name = "agenda_items"
        constraints = must(
            minutes_not_negative="minutes >= 0",
            level_known=one_of("level", *LEVELS),
            closed_is_marked=CLOSED_IS_MARKED,
        )


class Paper(Record):
    meeting = link(Meeting)
    agenda_item = link(AgendaItem, null=True)
    title = TextField()
    summary = TextField()
    issued_on = DateField(null=True)
    level = TextField()
    marking = link(Marking, null=True)

    class Meta:
        table_name = "papers"
        constraints = must(level_known=one_of("level", *LEVELS), closed_is_marked=CLOSED_IS_MARKED)


class Attendance(Record):
    meeting = link(Meeting)
    person = link(Person)
    seat_role = TextField()
    reply = TextField()
    replied_at = DateTimeField(null=True)
    state = TextField()
    hat = TextField()

    class Meta:
        table_name = "attendances"
        constraints = must(
            reply_known=one_of("reply", "", "coming", "not_coming", "maybe", "deputy"),
            state_known=one_of("state", "", "present", "apologies", "deputy_present", "absent"),
        )


class PartnerCount(Record):
    meeting = link(Meeting)
    organisation = link(Organisation, null=True)
    department = link(Department, null=True)
    label = TextField()
    sector = TextField()
    guests = BooleanField()
    present = IntegerField(null=True)
    yes = IntegerField(null=True)
    maybe = IntegerField(null=True)

    class Meta:
        table_name = "partner_counts"
        constraints = must(counts_not_negative="present >= 0 AND yes >= 0 AND maybe >= 0")


class MeetingReport(Record):
    meeting = link(Meeting)
    person = link(Person)
    text = TextField()
    logged_at = DateTimeField(index=True)
    logged_by = link(Person, null=True)
    level = TextField()
    marking = link(Marking, null=True)

    class Meta:
        table_name = "meeting_reports"
        constraints = must(level_known=one_of("level", *LEVELS), closed_is_marked=CLOSED_IS_MARKED)


class Pulse(Record):
    meeting = link(Meeting)
    person = link(Person)
    answer = TextField()

    class Meta:
        table_name = "pulses"
        constraints = must(answer_known=one_of("answer", "good", "mixed", "hard"))


class Decision(Record):
    code = TextField()
    kind = TextField()
    board = link(Board)
    meeting = link(Meeting, null=True)
    text = TextField()
    owner = link(Person, null=True)
    partner_contact = link(Contact, null=True)
    partner_words = TextField()
    due_on = DateField(null=True)
    done_on = DateField(null=True)
    decided_on = DateField(null=True)
    state = TextField()
    dissent = TextField()
    asked_by = link(Person, null=True)
    asked_on = DateField(null=True)
    answer_by = DateField(null=True)
    level = TextField()
    marking = link(Marking, null=True)

    class Meta:
        table_name = "decisions"
        constraints = must(
            kind_known=one_of("kind", "decision", "action", "reserved"),
            state_known=one_of("state", "open", "done", "agreed", "noted", "waiting"),
            level_known=one_of("level", *LEVELS),
            closed_is_marked=CLOSED_IS_MARKED,
        )


class ReservedAnswer(Record):
    decision = link(Decision)
    person = link(Person)
    answer = TextField()
    words = TextField()
    answered_at = DateTimeField(null=True)

    class Meta:
        table_name = "reserved_answers"


class OutcomeFeedback(Record):
    code = TextField()
    meeting = link(Meeting, null=True)
    second_meeting = link(Meeting, null=True)
    board = link(Board, null=True)
    about = TextField()
    owed_by = link(Organisation)
    owed_by_words = TextField()
    due_on = DateField()
    given_on = DateField(null=True)
    level = TextField()
    marking = link(Marking, null=True)

    class Meta:
        table_name = "outcome_feedback"
        constraints = must(level_known=one_of("level", *LEVELS), closed_is_marked=CLOSED_IS_MARKED)


class OutcomeNews(Record):
    feedback = link(OutcomeFeedback, unique=True)
    outcome = TextField()
    text = TextField()
    reason = TextField()
    next_step = TextField()
    level = TextField()
    marking = link(Marking, null=True)

    class Meta:
        table_name = "outcome_news"
        constraints = must(
            outcome_known=one_of("outcome", "done", "part", "not_done"),
            level_known=one_of("level", *LEVELS),
            closed_is_marked=CLOSED_IS_MARKED,
        )


class Escalation(Record):
    title = TextField()
    text = TextField()
    board = link(Board, null=True)
    raised_by = link(Person, null=True)
    raised_with = TextField()
    raised_on = DateField()
    due_on = DateField(null=True)
    answered_on = DateField(null=True)

    class Meta:
        table_name = "escalations"


class RepRequest(Record):
    organisation = link(Organisation, null=True)
    text = TextField()
    asked_on = DateField()
    answer = TextField()
    state = TextField()

    class Meta:
        table_name = "rep_requests"


class Barrier(Record):
    board = link(Board, null=True)
    person = link(Person, null=True)
    text = TextField()
    seen_on = DateField()
    mitigation = TextField()
    state = TextField()

    class Meta:
        table_name = "barriers"


class TimeEntry(Record):
    person = link(Person)
    day = DateField(index=True)
    kind = TextField()
    minutes = IntegerField()
    meeting = link(Meeting, null=True)
    hat = TextField()
    state = TextField()
    words = TextField()
    row = TextField()

    class Meta:
        table_name = "time_entries"
        constraints = must(
            minutes_not_negative="minutes >= 0",
            state_known=one_of("state", "accepted", "to_confirm", "draft", "excluded"),
        )


class Rate(Record):
    kind = TextField()
    words = TextField()
    unit = TextField()
    starts_on = DateField()
    ends_on = DateField(null=True)
    pence = IntegerField(null=True)
    source = TextField()

    class Meta:
        table_name = "rates"
        constraints = must(ends_after_start="ends_on >= starts_on", pence_not_negative="pence >= 0")


class FundingSource(Record):
    code = TextField()
    name = TextField()
    starts_on = DateField()
    ends_on = DateField()
    pence = IntegerField()
    may_pay_for = TextField()
    reporting = TextField()

    class Meta:
        table_name = "funding_sources"
        constraints = must(ends_after_start="ends_on >= starts_on", pence_not_negative="pence >= 0")


class Offer(Record):
    code = TextField()
    person = link(Person)
    meeting = link(Meeting)
    quarters = IntegerField()
    pence = IntegerField()
    choice = TextField()
    taken_pence = IntegerField(null=True)
    funding = link(FundingSource)

    class Meta:
        table_name = "offers"
        constraints = must(
            quarters_not_negative="quarters >= 0",
            pence_not_negative="pence >= 0",
            taken_within_offer="taken_pence BETWEEN 0 AND pence",
            choice_known=one_of("choice", "accepted", "lower", "declined", "charity", "undecided"),
        )


class Claim(Record):
    code = TextField()
    person = link(Person)
    period = TextField()
    period_start = DateField()
    period_end = DateField()
    state = TextField()
    approver = link(Person, null=True)
    approved_by = link(Person, null=True)
    paid_on = DateField(null=True)
    pay_to = link(Organisation, null=True)
    note = TextField()

    class Meta:
        table_name = "claims"
        constraints = must(
            ends_after_start="period_end >= period_start",
            state_known=one_of("state", "draft", "submitted", "returned", "approved", "paid"),
        )


class ClaimLine(Record):
    claim = link(Claim)
    kind = TextField()
    words = TextField()
    miles = IntegerField(null=True)
    pence = IntegerField()
    receipt = BooleanField()

    class Meta:
        table_name = "claim_lines"
        constraints = must(
            kind_known=one_of("kind", "payment", "mileage", "parking", "care", "other"),
            miles_not_negative="miles >= 0",
            pence_not_negative="pence >= 0",
        )


class Posting(Record):
    movement = TextField(index=True)
    day = DateField()
    account = TextField()
    pence = IntegerField()
    funding = link(FundingSource, null=True)
    claim = link(Claim, null=True)
    reverses = TextField()

    class Meta:
        table_name = "postings"


class Thanks(Record):
    person = link(Person)
    from_words = TextField()
    organisation = link(Organisation, null=True)
    text = TextField()
    day = DateField()
    state = TextField()

    class Meta:
        table_name = "thanks"


class Engagement(Record):
    code = TextField()
    kind = TextField()
    day = DateField()
    place = TextField()
    reach_words = TextField()
    present = IntegerField(null=True)
    worked = TextField()
    taken_to_words = TextField()

    class Meta:
        table_name = "engagements"
        constraints = must(present_not_negative="present >= 0")


class EngagementTheme(Record):
    engagement = link(Engagement)
    text = TextField()
    taken_to = link(Meeting, null=True)

    class Meta:
        table_name = "engagement_themes"


class Consultation(Record):
    code = TextField()
    name = TextField()
    asked_by = link(Organisation)
    board = link(Board, null=True)
    opens_on = DateField()
    closes_on = DateField(null=True)
    worked = TextField()
    comments = IntegerField(null=True)
    comments_open = IntegerField(null=True)
    results_shared = BooleanField()
    note = TextField()

    class Meta:
        table_name = "consultations"
        constraints = must(
            ends_after_start="closes_on >= opens_on",
            comments_not_negative="comments >= 0 AND comments_open >= 0",
        )


class ChannelReach(Record):
    consultation = link(Consultation)
    channel = TextField()
    reach = IntegerField(null=True)
    answered = IntegerField(null=True)

    class Meta:
        table_name = "channel_reach"
        constraints = must(reach_not_negative="reach >= 0 AND answered >= 0")


class YouSaid(Record):
    said = TextField()
    did = TextField()
    reason = TextField()
    instead = TextField()
    outcome = TextField()
    headline = TextField()
    organisation = link(Organisation)
    meeting = link(Meeting, null=True)
    published_on = DateField(null=True)

    class Meta:
        table_name = "you_said"
        constraints = must(outcome_known=one_of("outcome", "done", "part", "not_done"))


class PlanOutcome(Record):
    code = TextField()
    name = TextField()
    baseline = TextField()
    baseline_on = DateField()
    position = TextField()
    position_on = DateField()
    owner_words = TextField()

    class Meta:
        table_name = "plan_outcomes"


class Promise(Record):
    outcome = link(PlanOutcome)
    text = TextField()
    short_text = TextField()
    term = TextField()
    due_on = DateField()
    progress = IntegerField(null=True)
    target = IntegerField(null=True)
    state = TextField()
    state_words = TextField()

    class Meta:
        table_name = "promises"
        constraints = must(progress_not_negative="progress >= 0 AND target >= 0")


class DataComplaint(Record):
    text = TextField()
    from_words = TextField()
    received_on = DateField()
    acknowledged_on = DateField(null=True)
    closed_on = DateField(null=True)
    outcome = TextField()

    class Meta:
        table_name = "data_complaints"


class DigestRun(Record):
    kind = TextField()
    period = TextField()
    since = DateTimeField()
    until = DateTimeField()
    built_at = DateTimeField()

    class Meta:
        table_name = "digest_runs"
        constraints = must(ends_after_start="until >= since")


class Delivery(Record):
    run = link(DigestRun)
    person = link(Person)
    state = TextField()
    sent_at = DateTimeField(null=True)
    read_at = DateTimeField(null=True)
    withheld = JSONField()
    message_id = TextField()

    class Meta:
        table_name = "deliveries"


class Preference(Record):
    person = link(Person)
    kind = TextField()
    day = IntegerField()
    hour = IntegerField()
    wanted = BooleanField()

    class Meta:
        table_name = "preferences"
        constraints = must(day_of_week="day BETWEEN 0 AND 6", hour_of_day="hour BETWEEN 0 AND 23")


class Mail(Internal):
    kind = TextField()
    person = link(Person, null=True)
    to = TextField()
    parts = JSONField()
    secret = TextField(null=True)
    dedupe = TextField(unique=True)
    queued_at = DateTimeField()
    run_at = DateTimeField(index=True)
    lease_until = DateTimeField(null=True)
    tries = IntegerField()
    done_at = DateTimeField(null=True)
    state = TextField()
    subject = TextField()
    error = TextField()
    message_id = TextField()

    class Meta:
        table_name = "mails"
        constraints = must(
            state_known=one_of("state", "queued", "sent", "nothing", "failed"),
            tries_not_negative="tries >= 0",
        )


class Job(Internal):
    kind = TextField()
    dedupe = TextField(unique=True)
    args = JSONField()
    run_at = DateTimeField(index=True)
    lease_until = DateTimeField(null=True)
    tries = IntegerField()
    done_at = DateTimeField(null=True)
    error = TextField()

    class Meta:
        table_name = "jobs"
        constraints = must(tries_not_negative="tries >= 0")


found_by(TimeEntry, "kind", "state", "day", "hat", "minutes")
found_by(TimeEntry, "person", "kind", "day", "state", "hat")
one_kept(Attendance, "meeting", "person")
one_kept(MeetingReport, "meeting", "person")
one_kept(Pulse, "meeting", "person")
one_kept(ReservedAnswer, "decision", "person")
one_kept(DigestRun, "kind", "period")
one_kept(Delivery, "run", "person")
one_kept(Preference, "person", "kind")

TABLES = [
    Person,
    Role,
    AccessNeed,
    Policy,
    PolicyAcceptance,
    Agreement,
    Declaration,
    Training,
    TrainingRecord,
    Organisation,
    Department,
    Contact,
    Board,
    QuorumPart,
    TermsOfReference,
    Seat,
    BoardLink,
    SchoolTerm,
    SpecialDay,
    SchoolHours,
    Marking,
    NamedPerson,
    Aside,
    GuestScope,
    ChangeGroup,
    Change,
    Account,
    Session,
    Token,
    Attempt,
    FormKey,
    Setting,
    Venue,
    Travel,
    Meeting,
    AgendaItem,
    Paper,
    Attendance,
    PartnerCount,
    MeetingReport,
    Pulse,
    Decision,
    ReservedAnswer,
    OutcomeFeedback,
    OutcomeNews,
    Escalation,
    RepRequest,
    Barrier,
    TimeEntry,
    Rate,
    FundingSource,
    Offer,
    Claim,
    ClaimLine,
    Posting,
    Thanks,
    Engagement,
    EngagementTheme,
    Consultation,
    ChannelReach,
    YouSaid,
    PlanOutcome,
    Promise,
    DataComplaint,
    DigestRun,
    Delivery,
    Preference,
    Mail,
    Job,
]


def up(db):
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)


def down(db):
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
