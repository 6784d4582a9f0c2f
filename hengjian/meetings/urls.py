"""Addresses of the pages of meetings."""

from django.urls import path

from hengjian.meetings.views import (
    bodies,
    half_year,
    invitations,
    items,
    meetings,
    resolutions,
    votes,
)


app_name = "meetings"
urlpatterns = [
    path("meetings/", meetings.listed, name="meetings"),
    path("meetings/call/", meetings.call, name="call"),
    path("meetings/items/", items.listed, name="items"),
    path("meetings/items/put/", items.put, name="put-item"),
    path("meetings/items/<int:number>/", items.page, name="item"),
    path("meetings/items/<int:number>/review/", items.review, name="review-item"),
    path("meetings/items/<int:number>/again/", items.put_again, name="put-again"),
    path("meetings/items/<int:number>/withdraw/", items.withdraw, name="withdraw-item"),
    path("meetings/items/<int:number>/papers/add/", items.add_paper, name="add-paper"),
    path("meetings/items/<int:number>/papers/<int:which>/", items.paper, name="paper"),
    path("meetings/items/<int:number>/vote/", votes.begin, name="begin-vote"),
    path("meetings/votes/<int:number>/", votes.page, name="vote"),
    path("meetings/votes/<int:number>/record/", votes.record, name="record-vote"),
    path("meetings/votes/<int:number>/consult/", votes.consult, name="consult"),
    path("meetings/votes/<int:number>/close/", votes.close, name="close-vote"),
    path("meetings/votes/<int:number>/correct/", votes.correct, name="correct-vote"),
    path(
        "meetings/votes/<int:number>/resolution/",
        resolutions.make,
        name="make-resolution",
    ),
    path("meetings/votes/<int:number>/refer/", resolutions.refer_up, name="refer-up"),
    path(
        "meetings/votes/<int:number>/answer/", resolutions.answer, name="refer-answer"
    ),
    path("meetings/resolutions/", resolutions.listed, name="resolutions"),
    path("meetings/tasks/<int:number>/", resolutions.task, name="task"),
    path("meetings/tasks/<int:number>/form/", resolutions.form, name="task-form"),
    path(
        "meetings/tasks/<int:number>/progress/",
        resolutions.progress,
        name="task-progress",
    ),
    path(
        "meetings/tasks/<int:number>/execute/", resolutions.execute, name="execute-task"
    ),
    path(
        "meetings/tasks/<int:number>/feedback/",
        resolutions.feed_back,
        name="task-feedback",
    ),
    path(
        "meetings/tasks/<int:number>/return/",
        resolutions.send_back,
        name="return-feedback",
    ),
    path("meetings/tasks/<int:number>/close/", resolutions.close, name="close-task"),
    path("meetings/bodies/", bodies.listed, name="bodies"),
    path("meetings/bodies/set-up/", bodies.set_up, name="set-up-body"),
    path("meetings/bodies/<int:number>/", bodies.page, name="body"),
    path(
        "meetings/bodies/<int:number>/members/add/",
        bodies.add_member,
        name="add-member",
    ),
    path(
        "meetings/bodies/<int:number>/members/<int:member>/end/",
        bodies.end_member,
        name="end-member",
    ),
    path("meetings/bodies/<int:number>/rules/add/", bodies.set_rule, name="set-rule"),
    path("meetings/half-year/", half_year.page, name="half-year"),
    path("meetings/half-year/send/", half_year.send, name="send-half-year"),
    path(
        "meetings/half-year/<int:number>/receive/",
        half_year.receive,
        name="receive-half-year",
    ),
    path("meetings/<int:number>/", meetings.page, name="meeting"),
    path("meetings/<int:number>/invitation/", invitations.page, name="invitation"),
    path("meetings/<int:number>/invite/", invitations.invite, name="invite"),
    path("meetings/<int:number>/papers/", meetings.send_papers, name="send-papers"),
    path(
        "meetings/<int:number>/minutes/<int:which>/confirm/",
        meetings.confirm_minutes,
        name="confirm-minutes",
    ),
    path(
        "meetings/<int:number>/minutes/<int:which>/object/",
        meetings.object_to_minutes,
        name="object-to-minutes",
    ),
    path("meetings/<int:number>/schedule/", meetings.schedule, name="schedule-item"),
    path(
        "meetings/<int:number>/unschedule/", meetings.unschedule, name="unschedule-item"
    ),
    path("meetings/<int:number>/cancel/", meetings.cancel, name="cancel-meeting"),
    path("meetings/<int:number>/close/", meetings.close, name="close-meeting"),
    path("meetings/<int:number>/minutes/", meetings.make_minutes, name="make-minutes"),
    path(
        "meetings/<int:number>/minutes/<int:which>/", meetings.minutes, name="minutes"
    ),
]
