"""Addresses of requests to a library."""

from django.urls import path, re_path

from concordat.web.enquiries import answers, asking, following, queue, reporting

urlpatterns = [
    path("ask", asking.ask, name="ask"),
    path("ask/sent/<str:token>", asking.sent, name="asked_library"),
    path("ask/follow/<str:token>", following.follow, name="follow_enquiry"),
    path("ask/follow/<str:token>/answer/<str:message>", following.answer, name="answer_back"),
    path("ask/follow/<str:token>/withdraw", following.withdraw, name="withdraw_enquiry"),
    path("ask/follow/<str:token>/use", following.use, name="say_use"),
    path("ask/follow/<str:token>/report", following.read, name="read_report"),
    re_path(
        r"^ask/follow/(?P<token>[\w:-]+)/report\.(?P<form>docx|pdf|html)$",
        following.report,
        name="delivered_report",
    ),
    path("answered", answers.answers, name="answers"),
    path("answered/<str:answer_id>", answers.answer, name="answer"),
    path("enquiries", queue.queue, name="enquiries"),
    path("enquiries/<str:enquiry_id>", queue.enquiry, name="enquiry"),
    path("enquiries/<str:enquiry_id>/ask-back", queue.ask_back, name="ask_back"),
    path("enquiries/<str:enquiry_id>/decline", queue.decline, name="decline_enquiry"),
    path("enquiries/<str:enquiry_id>/send-again", queue.send_again, name="send_again"),
    path("enquiries/<str:enquiry_id>/came-back", queue.came_back, name="letter_came_back"),
    path("enquiries/<str:enquiry_id>/report", reporting.write, name="write_report"),
    path("enquiries/<str:enquiry_id>/look", reporting.look, name="look_at_report"),
    path("enquiries/<str:enquiry_id>/publish", answers.publish, name="publish_answer"),
    re_path(
        r"^enquiries/(?P<enquiry_id>\w{13})/report\.(?P<form>docx|pdf|html)$",
        reporting.draft,
        name="draft_report",
    ),
]
