"""Addresses of recalls."""

from django.urls import path

from concordat.web.recall import views

urlpatterns = [
    path("recall", views.falls, name="falls"),
    path("recall/me", views.told_me, name="told_me"),
    path("recall/tasks", views.tasks, name="tasks"),
    path("recall/tasks/<slug:task_id>", views.task, name="task"),
    path("recall/seen/<str:key>", views.seen, name="seen"),
    path("recall/<slug:fall_id>", views.fall, name="fall"),
]
