"""Personal values in reports: enough to recognise one's own row, not to learn another's."""

_SHORT = 7


def masked(value: str) -> str:
    """``张三`` as ``张*``, an identity number as ``3*************1234``."""
    text = value.strip()
    if len(text) <= 1:
        return "*" * len(text)
    if len(text) <= _SHORT:
        return text[0] + "*" * (len(text) - 1)
    return text[0] + "*" * (len(text) - 5) + text[-4:]
