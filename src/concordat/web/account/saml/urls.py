"""Addresses of signing in by SAML. Their names are those that allauth's provider reverses."""

from django.urls import path

from concordat.web.account.saml import views

urlpatterns = [
    path("<slug:name>/login/", views.to_organisation, name="saml_login"),
    path("<slug:name>/acs/", views.answered, name="saml_acs"),
    path("<slug:name>/acs/finish/", views.finish, name="saml_finish_acs"),
    path("<slug:name>/metadata/", views.metadata, name="saml_metadata"),
]
