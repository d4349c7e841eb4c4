"""A mail's state in words, and its plain text as paragraphs that fit a narrow page."""

STATES = {
    "queued": ("open", "Waiting"),
    "sent": ("kept", "Sent"),
    "nothing": ("noted", "Not needed"),
    "failed": ("missed", "Not taken"),
}
# A line at least this long was broken to fit, and goes on in the next one.
BROKEN_AT = 50


def paragraphs(text: str) -> list[list[str]]:
    """Paragraphs of lines; lines that were only broken for width are joined again."""
    found = []
    for part in text.strip().split("\n\n"):
        lines: list[str] = []
        goes_on = False
        for line in part.splitlines():
            if line.strip() == "--":
                continue
            if goes_on and not line.startswith("["):
                lines[-1] = f"{lines[-1]} {line}"
            else:
                lines.append(line)
            goes_on = len(line) >= BROKEN_AT and "://" not in line
        found.append(lines)
    return [lines for lines in found if lines]
