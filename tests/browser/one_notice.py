"""Tells the analyst of the running city one thing: ``python -m tests.browser.one_notice``."""

import django


def main() -> None:
    django.setup()
    from hengjian.access.queries import account_named
    from hengjian.audit.actors import System
    from hengjian.lib.bilingual import Text
    from hengjian.notices.actions import Telling, send
    from hengjian.notices.models import Kind

    telling = Telling(
        kind=Kind.SIGNAL,
        key="browser:1",
        sentence=Text("请看一眼异动提示。", "Please look at the signals."),
        address="/data/signals/?state=open",
    )
    send(telling=telling, to=[account_named("analyst")], by=System("test"))


if __name__ == "__main__":
    main()
