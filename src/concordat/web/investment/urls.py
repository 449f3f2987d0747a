"""Addresses of what is bought together."""

from django.urls import path

from concordat.web.investment import views

urlpatterns = [
    path("investment", views.overview, name="investment"),
    path("investment/costs", views.costs, name="costs"),
    path("investment/duplicates", views.duplicates, name="duplicates"),
    path("investment/usage", views.completeness, name="completeness"),
    path("investment/sizes", views.sizes, name="sizes"),
    path("investment/trend", views.trend, name="usage_trend"),
    path("investment/scenarios", views.scenarios, name="scenarios"),
    path("investment/scenarios/new", views.ask, name="ask_scenario"),
    path("investment/scenarios/compare", views.compare, name="compare_scenarios"),
    path("investment/scenarios/<slug:public_id>", views.scenario, name="scenario"),
    path("investment/scenarios/<slug:public_id>/share", views.share, name="share_scenario"),
    path("investment/scenarios/<slug:public_id>.csv", views.scenario_csv, name="scenario_csv"),
    path("investment/scenarios/<slug:public_id>.json", views.scenario_json, name="scenario_json"),
]
