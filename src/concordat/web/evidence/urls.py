"""Addresses of works."""

from django.urls import path

from concordat.web.evidence import chains, parting, steward, takedown, views

urlpatterns = [
    path("evidence/<slug:work_id>", views.work, name="work"),
    path("evidence/<slug:work_id>/export.ris", views.work_ris, name="work_ris"),
    path("evidence/<slug:work_id>/report", steward.report, name="report_standing"),
    path("evidence/<slug:work_id>/take-down", takedown.take_down, name="take_down"),
    path("evidence/<slug:work_id>/records/<slug:record_id>/part", parting.part, name="part_record"),
    path("evidence/<slug:work_id>/chain", chains.chain, name="chain"),
    path("evidence/<slug:work_id>/chain.json", chains.chain_json, name="chain_json"),
    path("evidence/<slug:work_id>/chain.svg", chains.chain_svg, name="chain_svg"),
]
