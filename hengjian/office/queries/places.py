"""The offices whose postings and store somebody may see: where they sit or act."""

from hengjian.access.very_offices import very_offices as offices


__all__ = ["offices"]
