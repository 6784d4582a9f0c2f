"""Where people work: procuratorates, departments, posts, people, appointments."""

from hengjian.organisation.models.appointment import Appointment
from hengjian.organisation.models.department import Department
from hengjian.organisation.models.person import Person
from hengjian.organisation.models.post import Post
from hengjian.organisation.models.procuratorate import Level, Procuratorate


__all__ = ["Appointment", "Department", "Level", "Person", "Post", "Procuratorate"]
