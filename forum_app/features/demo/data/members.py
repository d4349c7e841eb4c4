"""Who else belongs to the demo's boards, and the terms of reference that the forum holds."""

# ruff: noqa: E501  a row of a table stays on one line

from .text import rows

# A body, one of its departments or one of its officers; the words say as what.
MEMBERS = rows("""
board | organisation | department | contact | words
B01 | | | Wendy Lascelles | Independent chair
B01 | O2 | | Judith Farrow |
B01 | O2 | Adults | |
B01 | O3 | | Peter Okafor |
B01 | O6 | | Fiona Garrick |
B01 | O7 | | Jan Overbury |
B02 | O2 | | Anil Bhatt | Chairs in turn with the forum
B02 | O2 | Children's Social Care | Carys Monk |
B02 | O2 | Education and Inclusion | |
B02 | O3 | | Dr Helen Stroud |
B03 | O2 | | Judith Farrow |
B03 | O3 | | Dr Helen Stroud |
B04 | O3 | | Peter Okafor | Chair
B05 | O3 | | Dr Helen Stroud | Chair
B05 | O5 | | Louise Tanner |
B06 | O4 | | Moira Quayle | Chair
B06 | O3 | | |
B07 | O2 | Children's Social Care | Carys Monk | Chair
B08 | O2 | Transport | Sam Ridley | Chair
B09 | O2 | | Anil Bhatt |
B10 | O2 | Education and Inclusion | Judith Farrow |
B11 | O2 | Adults | |
B12 | O7 | | Jan Overbury | Chair
B12 | O8 | | |
B13 | O5 | | Louise Tanner | Chair
""")

# Lines of one text are parted by " / ".
TERMS = rows("""
board | edition | starts | asked_by | note | text
B01 | 1 | 2024-09-02 | | | The board oversees support for children and young people with special educational needs. / It meets once a half-term. / Two parent carer representatives sit on it. / Papers are sent five days ahead.
B01 | 2 | 2026-09-01 | Aldermere PCF, after the review of May 2026 | Papers come earlier, and a deputy may come for a representative. | The board oversees support for children and young people with special educational needs. / It meets once a half-term. / Two parent carer representatives sit on it, and a deputy may come for either. / Papers are sent seven days ahead. / Parent carers are paid for their time.
B05 | 1 | 2025-09-01 | | | The group follows the pathway from first concern to support. / It meets every month, online. / One parent carer representative sits on it.
""")
