"""What the files of a forum may take up, as the coordinator says it."""

from ...fields import Number
from ...web.forms import Form, KindField

LEAST, MOST = 10, 100_000


class RoomForm(Form):
    """How many megabytes all files together may have."""

    megabytes = KindField(
        "Room for files, in MB",
        Number(whole=True, least=LEAST, most=MOST),
        help="All files together. A photograph has 3 to 5 MB, a scanned page about 1.",
        needed="Write how many MB, such as 500.",
    )
