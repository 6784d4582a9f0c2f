"""The WSGI application that the web server runs."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengjian.config.settings")

application = get_wsgi_application()

from hengjian.config.beforehand import make_ready  # noqa: E402 (once Django is set up)


make_ready()
connections.close_all()  # the threads that answer have their own
