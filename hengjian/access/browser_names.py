"""What a browser calls itself, in a few words: to recognise one's own session by."""

import re


# the first that fits: most browsers also claim to be the ones further down
_BROWSERS = (
    ("Edge", r"Edg(?:A|iOS)?/(\d+)"),
    ("360", r"(?:QIHU 360|360)[SE]E"),
    ("QQ", r"QQBrowser/(\d+)"),
    ("WeChat", r"MicroMessenger/(\d+)"),
    ("Opera", r"OPR/(\d+)"),
    ("Firefox", r"Firefox/(\d+)"),
    ("Chrome", r"Chrome/(\d+)"),
    ("Safari", r"Version/(\d+).*Safari/"),
)
_SYSTEMS = (
    ("HarmonyOS", r"HarmonyOS|OpenHarmony"),
    ("Android", r"Android"),
    ("iOS", r"iPhone|iPad"),
    ("Windows", r"Windows"),
    ("macOS", r"Mac OS X"),
    ("Linux", r"Linux"),
)


def browser_name(agent: str) -> str:
    """``Chrome 130 · Windows`` from the header a browser sends; empty if unknown."""
    parts = [_first(_BROWSERS, agent), _first(_SYSTEMS, agent)]
    return " · ".join(part for part in parts if part)[:100]


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    for name, pattern in known:
        found = re.search(pattern, agent)
        if found is not None:
            number = found[1] if found.re.groups and found[1] else ""
            return f"{name} {number}".strip()
    return ""
