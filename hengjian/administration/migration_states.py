"""The models of migrations' states, rendered one by one.

While migrations are carried out, Django keeps their models as classes. A model that is added
or gets an index makes it render anew every model that is linked with it: of ours nearly all,
five hundred times, 19 of the 20 seconds that a new installation waited for its tables.

A new model replaces no class, and an index or a constraint changes none: the one is rendered
alone, as Django itself does when a program is loaded, the other is added to its class. What
alters a field or a model is left to Django.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.exceptions import InvalidBasesError
from django.db.migrations.state import ModelState, ProjectState


@contextmanager
def rendered_one_by_one() -> Iterator[None]:
    """Inside, states add models, indexes and constraints so."""
    states: Any = ProjectState  # its types tell of nothing private
    whole_add, whole_append = states.add_model, states._append_option

    def add_model(self: Any, model_state: ModelState) -> None:
        key = model_state.app_label, model_state.name_lower
        if "apps" not in self.__dict__ or key in self.models:
            whole_add(self, model_state)
            return
        self.models[key] = model_state
        if self._relations is not None:
            self.resolve_model_relations(key)
        try:
            model_state.render(self.apps)
        except InvalidBasesError:
            self.reload_model(*key)

    def append_option(
        self: Any, app_label: str, model_name: str, option_name: str, obj: Any
    ) -> None:
        if "apps" not in self.__dict__:
            whole_append(self, app_label, model_name, option_name, obj)
            return
        options = self.models[app_label, model_name].options
        options[option_name] = [*options[option_name], obj]
        about = self.apps.get_model(app_label, model_name)._meta
        setattr(about, option_name, [*getattr(about, option_name), obj.clone()])
        about._expire_cache()

    states.add_model, states._append_option = add_model, append_option
    try:
        yield
    finally:
        states.add_model, states._append_option = whole_add, whole_append
