"""Values that people with bad intent, or bad luck, send."""

import os

from hypothesis import strategies as st


FEW = int(os.environ.get("HENGJIAN_EXAMPLES", "2"))

SQL = [
    "' OR '1'='1",
    "'; DROP TABLE access_account; --",
    "1) UNION SELECT password FROM access_account--",
    '" OR ""="',
    "%' OR 1=1 --",
    "x'; COPY access_account TO '/tmp/x'; --",
    "read_csv('/etc/passwd')",
    "attach '/etc/passwd' as x",
]
TEMPLATES = [
    "{{ 7*7 }}",
    "{% load static %}",
    "{% include '/etc/passwd' %}",
    "{{ settings.SECRET_KEY }}",
    "${7*7}",
    "#{7*7}",
    "{0.__class__.__mro__}",
    "%(password)s",
    "%s%s%s%n",
]
MARKUP = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "</textarea><script>",
    "<!--",
    "]]>",
]
FORMULAS = ["=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "＝1+1"]
PATHS = [
    "../../etc/passwd",
    "..\\..\\x",
    "/etc/passwd",
    "C:\\x",
    ".",
    "..",
    "~root",
    "a/b",
]
NUMBERS = [
    "-1",
    "0",
    "9223372036854775807",
    "9223372036854775808",
    "1" * 400,
    "1e309",
    "NaN",
    "Infinity",
    "٣",
    "½",
    "0x10",
    "1.5",
    " 1 ",
]
DAYS = [
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "2026-13",
    "2026-Q9",
    "9999-Q4",
    "0001-01",
    "2026-H1",
    "-2026",
    "20260101",
]
TEXTS = [
    "",
    " ",
    "\x00",
    "\ufeff",
    "\u202e",
    "\ud7ff",
    "\r\nSet-Cookie: x=1",
    "\n",
    "😀",
    "㐀𠀀",
    "ﷺ" * 40,
    "a" * 5000,
    "%00",
    "%",
    "_",
    "\\",
    "'",
    '"',
    "null",
    "[]",
    "{}",
    "true",
]
HOSTILE = [*SQL, *TEMPLATES, *MARKUP, *FORMULAS, *PATHS, *NUMBERS, *DAYS, *TEXTS]

values = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(
        alphabet=st.characters(exclude_categories=("Cs",)), min_size=0, max_size=40
    ),
    st.integers(min_value=-(2**70), max_value=2**70).map(str),
)
