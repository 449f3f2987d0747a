"""Addresses of the workbench."""

from django.urls import path

from concordat.web.workbench import kept, reviews, views

urlpatterns = [
    path("workbench", views.workbench, name="workbench"),
    path("workbench/saved", kept.saved, name="saved_strategies"),
    path("workbench/<str:strategy_id>", kept.strategy, name="saved_strategy"),
    path("workbench/<str:strategy_id>/run", kept.run_again, name="run_strategy"),
    path("workbench/<str:strategy_id>/elsewhere", kept.elsewhere, name="report_search"),
    path("workbench/<str:strategy_id>/review", reviews.review, name="review_strategy"),
    path(
        "workbench/<str:strategy_id>/reviews/<str:review_id>",
        reviews.answer,
        name="answer_review",
    ),
    path("workbench/<str:strategy_id>/runs/<str:run_id>.ris", kept.run_ris, name="search_run_ris"),
    path("workbench/<str:strategy_id>/runs/<str:run_id>", kept.run, name="search_run"),
]
