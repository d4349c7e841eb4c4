"""The glossary, and the short words of the field with it: a forum new or old has them from its first day."""

from hashlib import sha256

from peewee import Check, DateField, DateTimeField, IntegerField, JSONField, Model, TextField

CHECKED_ON = "2026-11-20"
SOURCE = "Comes with this app"
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
# Short word, what it stands for, what it means. A meaning that begins with "?" is one to ask about first.
TERMS = """
ADHD | attention deficit hyperactivity disorder | A difference in attention, activity and impulse that begins in childhood.
AGM | annual general meeting | The yearly meeting at which an organisation answers to its members.
AP | alternative provision | Education outside an ordinary school for pupils who cannot attend one, for example after an exclusion or an illness.
ASD | autism spectrum disorder | The medical name for autism. Many people prefer the word autistic.
CAMHS | child and adolescent mental health services | NHS services for the mental health of children and young people.
CDOP | child death overview panel | Reviews every death of a child who lived in the area, to learn what could prevent others.
CIC | community interest company | A company set up to serve a community. In council papers it can also mean children in care.
CQC | Care Quality Commission | Inspects health and adult social care in England, and with Ofsted how well areas support children with SEND.
CWD | children with disabilities | Often the name of a council’s social work team for disabled children.
CYP | children and young people | In SEND this means from birth to 25.
DBS | Disclosure and Barring Service | Does the criminal record checks that some roles need.
DCO | designated clinical officer | The health worker who leads for the NHS on SEND in an area.
DfE | Department for Education | The government department for schools, colleges and children’s services in England.
DSCO | designated social care officer | The social care worker who leads for the council’s social care on SEND.
EHC | education, health and care | As in an EHC needs assessment or an EHC plan.
EHCNA | education, health and care needs assessment | The council finds out what a child or young person needs, before it decides on a plan.
EHCP | education, health and care plan | The legal document that says what support someone up to 25 must get, and where.
EOTAS | education otherwise than at school | Education that the council arranges somewhere other than a school, because a school would not be suitable.
EP | educational psychologist | Advises on how a child learns, and writes advice for a needs assessment.
FOI | freedom of information | Anyone’s right to ask a public body for information it holds. It has 20 working days to answer.
HMRC | HM Revenue and Customs | Collects taxes, and sets the mileage rate that can be paid free of tax.
HNB | high needs block | The part of the schools grant that pays for SEND support and alternative provision.
ICB | integrated care board | The NHS body that plans and pays for most health services in an area.
ICS | integrated care system | The NHS, councils and others of one area, planning health and care together.
INSET | in-service training | An INSET day is a day in term when staff train and pupils stay at home.
ISP | independent specialist provider | ? Often a private or charity school or college for pupils with SEND. Check what a paper means by it.
JSNA | joint strategic needs assessment | The shared picture, kept by the council and the NHS, of the health and care that local people need.
LA | local authority | The council.
LAIP | local area inclusion plan | ? How an area plans to support children with SEND in its own schools and services.
LGA | Local Government Association | The national body that speaks for councils in England.
MoU | memorandum of understanding | A written agreement on how organisations work together. It is usually not a contract.
NDD | neurodevelopmental disorder | A difference in how the brain develops, such as autism or ADHD.
NHS | National Health Service | The health service that everyone in the country can use.
NHSE | NHS England | ? The national body that has led the NHS in England. Its work is moving to the Department of Health and Social Care.
NNPCF | National Network of Parent Carer Forums | Brings together the forums of England and speaks for them nationally.
OT | occupational therapy | Help to manage everyday tasks. It can also mean the therapist.
PA | personal assistant | Somebody paid to support a disabled person in everyday life, often from a direct payment.
PCF | parent carer forum | A group of parent carers of children and young people with SEND who work with services to make them better.
PDA | pathological demand avoidance | A way some autistic people respond to everyday demands. Some prefer other names for it.
PDF | portable document format | A file that looks the same on every screen. It can be hard to read on a phone or by ear.
PfA | preparing for adulthood | Planning from about 14 for work, a home, friends and good health.
PPV | patient and public voice | In the NHS, people who bring the view of patients and the public to its work.
PRU | pupil referral unit | A council’s school for pupils who cannot be in an ordinary one, often after an exclusion.
SALT | speech and language therapy | Help with speaking, understanding and swallowing. It can also mean the therapist.
SAR | subject access request | Anyone’s right to see what an organisation holds about them. In social care it can also mean a safeguarding adults review.
SEF | self-evaluation form | A school’s or an area’s own account of how well it does.
SEMH | social, emotional and mental health | One of the four broad areas of need in the SEND code of practice.
SEN | special educational needs | Needing more or different help to learn than most others of the same age.
SENCO | special educational needs co-ordinator | The teacher who leads on SEND in a school or nursery.
SEND | special educational needs and disabilities | Needing more or different help to learn, or having a disability, or both.
SENDIASS | special educational needs and disabilities information, advice and support service | Free and impartial advice for families. Every area has one.
SLCN | speech, language and communication needs | Difficulty with speaking, understanding or using language with others.
ToR | terms of reference | The written purpose, membership and rules of a board.
UK | United Kingdom | England, Scotland, Wales and Northern Ireland. Many rules on SEND are England’s only.
VCS | voluntary and community sector | Charities and community groups.
WSoA | written statement of action | What an area had to write after an inspection found serious weaknesses. Since 2023 it is a priority action plan.
"""  # noqa: E501


class GlossaryTerm(Model):
    id = TextField(primary_key=True)
    version = IntegerField(constraints=[Check("version >= 1")])
    binned_at = DateTimeField(null=True)
    cells = JSONField()
    cells_wrong = JSONField()
    short = TextField()
    stands_for = TextField()
    meaning = TextField()
    checked_on = DateField(null=True)
    source = TextField()
    state = TextField()

    class Meta:
        legacy_table_names = False
        table_name = "glossary_terms"
        constraints = (Check("state IN ('asked', 'checked')", "state_known"),)


GlossaryTerm.add_index(
    GlossaryTerm.index(
        GlossaryTerm.short,
        unique=True,
        where=GlossaryTerm.binned_at.is_null(),
        name="glossary_terms_short_kept",
    )
)


def up(db):
    with db.bind_ctx([GlossaryTerm]):
        db.create_tables([GlossaryTerm], safe=False)
        GlossaryTerm.insert_many([_row(line) for line in TERMS.strip().splitlines()]).execute()


def down(db):
    with db.bind_ctx([GlossaryTerm]):
        db.drop_tables([GlossaryTerm], safe=False)


def _row(line):
    short, stands_for, meaning = (part.strip() for part in line.split("|"))
    asked = meaning.startswith("?")
    return {
        "id": _id(short),
        "version": 1,
        "cells": {},
        "cells_wrong": {},
        "short": short,
        "stands_for": stands_for,
        "meaning": meaning.lstrip("? "),
        "checked_on": None if asked else CHECKED_ON,
        "source": SOURCE,
        "state": "asked" if asked else "checked",
    }


def _id(short):
    """The same in every forum, so that a backup of one can be compared with another."""
    number, letters = int.from_bytes(sha256(short.encode()).digest()[:10], "big"), ""
    for _ in range(14):
        number, digit = divmod(number, len(LETTERS))
        letters = LETTERS[digit] + letters
    return "rec" + letters
