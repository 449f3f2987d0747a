"""Addresses of knowledge packs."""

from django.urls import path

from concordat.web.packs import views

urlpatterns = [
    path("packs", views.packs, name="packs"),
    path("packs/<slug:name>", views.pack, name="pack"),
    path("packs/<slug:name>/<int:number>", views.pack, name="pack_version"),
    path("packs/<slug:name>/<int:number>/pack.pdf", views.as_pdf, name="pack_pdf"),
    path("packs/<slug:name>/<int:number>/pack.html", views.as_html, name="pack_html"),
]
