"""Addresses of parties and agreements; a clause has its own, so that it can be cited."""

from django.urls import path

from concordat.web.parties import (
    agreement_deeds,
    agreement_views,
    announced,
    party_deeds,
    register,
    succession_views,
    views,
)

urlpatterns = [
    path("parties", views.parties, name="parties"),
    path("parties/<slug:slug>", views.party, name="party"),
    path("parties/<slug:slug>/assets", register.register, name="register"),
    path("parties/<slug:slug>/assets.csv", register.register_file, {"form": "csv"}, "register_csv"),
    path(
        "parties/<slug:slug>/assets.json", register.register_file, {"form": "json"}, "register_json"
    ),
    path("assets/orphans", register.orphans, name="orphans"),
    path("assets/orphans.csv", register.orphans_file, {"form": "csv"}, "orphans_csv"),
    path("assets/orphans.json", register.orphans_file, {"form": "json"}, "orphans_json"),
    path("parties/<slug:slug>/record/<slug:saying>", party_deeds.say, name="say_of_party"),
    path("record/party", party_deeds.add_party, name="add_party"),
    path("successions", succession_views.successions, name="successions"),
    path("successions/<slug:slug>", succession_views.succession, name="succession"),
    path(
        "successions/<slug:slug>/record/force",
        announced.bring_into_force,
        name="bring_into_force",
    ),
    path("successions/<slug:slug>/record/day", announced.postpone, name="postpone_succession"),
    path(
        "successions/<slug:slug>/record/withdrawal",
        announced.withdraw,
        name="withdraw_succession",
    ),
    path(
        "successions/<slug:slug>/record/decision",
        succession_views.complete_succession,
        name="complete_succession",
    ),
    path(
        "successions/<slug:slug>/record/correction",
        succession_views.correct_succession,
        name="correct_succession",
    ),
    path("record/succession", succession_views.record_succession, name="record_succession"),
    path("agreements", agreement_views.agreements, name="agreements"),
    path("record/agreement", agreement_deeds.record_agreement, name="record_agreement"),
    path("agreements/<slug:slug>", agreement_views.agreement, name="agreement"),
    path(
        "agreements/<slug:slug>/documents/<slug:key>",
        agreement_deeds.document,
        name="agreement_document",
    ),
    path(
        "agreements/<slug:slug>/record/<slug:what>",
        agreement_deeds.record,
        name="record_of_agreement",
    ),
    path("agreements/<slug:slug>/<slug:key>", agreement_views.clause, name="clause"),
]
