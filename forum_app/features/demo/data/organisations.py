"""Partners of the demo's forum, and the officers who are met there. All invented."""

# ruff: noqa: E501  a row of a table stays on one line

from .text import rows

ORGANISATIONS = rows("""
code | short | plain | sector | name | started | ended | successor | note
O1 | APCF | forum | Forum | Aldermere Parent Carer Forum | | | | Our own forum: a company limited by guarantee, not a registered charity.
O2 | ACC | council | Local authority | Aldermere County Council | | | |
O3 | ICB | ICB | Health | NHS Aldermere and Vale Integrated Care Board | 2026-04-01 | | | Formed from two boards that merged.
O3a | Aldermere ICB | Aldermere ICB | Health | NHS Aldermere ICB | | 2026-03-31 | O3 | Merged on 1 April 2026.
O3b | Wexley Vale ICB | Wexley Vale ICB | Health | NHS Wexley Vale ICB | | 2026-03-31 | O3 | Merged on 1 April 2026.
O4 | Saltmarsh | Saltmarsh | Health | Saltmarsh Community Healthcare CIC | | | | Provides community health services.
O5 | Kestrel | Kestrel | Health | Kestrel Mental Health NHS Trust | | | | Provides mental health services.
O6 | Compass | Compass | Voluntary | Compass Advice Aldermere | | | | Hosts the information, advice and support service.
O7 | Heronwood | Heronwood | School | Heronwood School | | | | Special school; its hub is one of our venues.
O8 | Bridgefield | Bridgefield | School | Bridgefield Academy | | | | Mainstream secondary school.
O9 | Aldermere College | college | Further education | Aldermere College | | | | For young people over 16.
O10 | Stepping Stones | Stepping Stones | Voluntary | Stepping Stones Aldermere | | | | Early years charity.
O11 | Southern Region | region | Network | Southern Region of Forums | | | | The forums of our region.
O12 | Young Voices | Young Voices | Young people's group | Aldermere Young Voices | | | | Kept as a group only; we hold nobody's name.
""")

DEPARTMENTS = rows("""
organisation | name
O2 | Education and Inclusion
O2 | Children's Social Care
O2 | Adults
O2 | Transport
""")

CONTACTS = rows("""
name | title | organisation | email
Judith Farrow | Head of SEND | O2 | judith.farrow@council.example
Anil Bhatt | Participation Officer | O2 | anil.bhatt@council.example
Carys Monk | Service Manager, Children's Social Care | O2 | carys.monk@council.example
Sam Ridley | Transport Manager | O2 | sam.ridley@council.example
Dr Helen Stroud | Designated Clinical Officer | O3 | helen.stroud@icb.example
Peter Okafor | Children's Commissioner | O3 | peter.okafor@icb.example
Moira Quayle | Therapies Lead | O4 | moira.quayle@saltmarsh.example
Louise Tanner | CAMHS Lead | O5 | louise.tanner@kestrel.example
Wendy Lascelles | Independent chair of the SEND and AP Partnership Board |  | wendy.lascelles@chair.example
Fiona Garrick | Manager | O6 | fiona.garrick@compass.example
Jan Overbury | Headteacher | O7 | jan.overbury@heronwood.example
""")
