"""Addresses of knowledge packs."""

from django.urls import path

from concordat.web.packs import drafts, views

urlpatterns = [
    path("packs", views.packs, name="packs"),
    path("packs/new", drafts.begin, name="begin_pack"),
    path("packs/drafts", drafts.drafts, name="drafts"),
    path("packs/drafts/<str:draft_id>", drafts.draft, name="draft"),
    path("packs/drafts/<str:draft_id>/write", drafts.write, name="write_draft"),
    path("packs/drafts/<str:draft_id>/works", drafts.works, name="draft_works"),
    path("packs/drafts/<str:draft_id>/works/<slug:deed>", drafts.change_works, name="change_works"),
    path("packs/drafts/<str:draft_id>/ask", drafts.ask, name="ask_review"),
    path("packs/drafts/<str:draft_id>/review", drafts.review, name="review_draft"),
    path("packs/drafts/<str:draft_id>/publish", drafts.publish, name="publish_draft"),
    path("packs/drafts/<str:draft_id>/compare", drafts.compare, name="compare_draft"),
    path("packs/drafts/<str:draft_id>/give-up", drafts.give_up, name="give_up_draft"),
    path("packs/<slug:name>/next", drafts.begin_version, name="next_version"),
    path("packs/<slug:name>/withdraw", drafts.withdraw, name="withdraw_pack"),
    path("packs/<slug:name>", views.pack, name="pack"),
    path("packs/<slug:name>/<int:number>", views.pack, name="pack_version"),
    path("packs/<slug:name>/<int:number>/pack.pdf", views.as_pdf, name="pack_pdf"),
    path("packs/<slug:name>/<int:number>/pack.html", views.as_html, name="pack_html"),
]
