"""Who handles what: handlers of a department in rotation, clerks who fill the cards."""

from collections import defaultdict

from hengjian.demo.city.staff import DEPARTMENTS, StaffMember, all_staff


DEPARTMENT_NAMES = {department.code: department.name for department in DEPARTMENTS}


class Roster:
    """Hands out handlers and clerks in turn, as rotation allocation does."""

    def __init__(self, seed: int) -> None:
        self.people: dict[tuple[str, str, str], list[StaffMember]] = defaultdict(list)
        self._turn: dict[tuple[str, str, str], int] = defaultdict(int)
        for member in all_staff(seed):
            self.people[(member.place, member.department, member.post)].append(member)

    def next_of(self, place: str, department: str, *posts: str) -> str:
        """The name of the next person holding one of the posts there."""
        holders = [m for post in posts for m in self.people[(place, department, post)]]
        if not holders:
            other = "clerk" if "assistant" in posts else "head"
            holders = (
                self.people[(place, department, other)]
                or self.people[(place, department, "head")]
            )
        key = (place, department, "/".join(posts))
        self._turn[key] += 1
        return holders[self._turn[key] % len(holders)].name

    def handler(self, place: str, department: str) -> str:
        """The next handling procurator of a department."""
        return self.next_of(place, department, "quota_procurator", "head")

    def assistant(self, place: str, department: str) -> str:
        """The next procurator's assistant."""
        return self.next_of(place, department, "assistant")

    def clerk(self, place: str, department: str) -> str:
        """The clerk who fills the cards."""
        return self.next_of(place, department, "clerk", "assistant")
