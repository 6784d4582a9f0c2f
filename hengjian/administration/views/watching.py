"""What other programs watch: is the process alive, can it serve, its figures."""

import hmac

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hengjian.administration.metrics import metrics


PLAIN = "text/plain; charset=utf-8"
METRICS = "text/plain; version=0.0.4; charset=utf-8"
LOOPBACK = {"127.0.0.1", "::1"}


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; asks nothing else."""
    return HttpResponse("alive\n", content_type=PLAIN)


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers and its tables fit the program; 503 until then."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return _not_ready("the database is away")
    if waiting:
        return _not_ready("migrations wait")
    return HttpResponse("ready\n", content_type=PLAIN)


@require_safe
@never_cache
def figures(request: HttpRequest) -> HttpResponse:
    """The metrics: for this machine itself, or with the token of the settings."""
    if not _may_read(request):
        return HttpResponse("not from here\n", status=403, content_type=PLAIN)
    try:
        return HttpResponse(metrics(), content_type=METRICS)
    except DatabaseError:
        return _not_ready("the database is away")


def _may_read(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token:
        return hmac.compare_digest(given.encode(), token.encode())
    # what a proxy on this machine passes on comes from elsewhere
    is_passed_on = "X-Forwarded-For" in request.headers
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not is_passed_on


def _not_ready(why: str) -> HttpResponse:
    return HttpResponse(f"{why}\n", status=503, content_type=PLAIN)
