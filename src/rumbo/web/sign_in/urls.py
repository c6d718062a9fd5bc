"""Addresses of signing in and out; the names are allauth's."""

from allauth.account.views import logout
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.generic import RedirectView

from rumbo.web.sign_in import views

urlpatterns = [
    path("sign-in", views.SignIn.as_view(), name="account_login"),
    path("sign-in/as/<slug:key>", views.demo_sign_in, name="demo_sign_in"),
    path("sign-out", logout, name="account_logout"),
    path(
        "sign-up",
        login_not_required(RedirectView.as_view(pattern_name="account_login")),
        name="account_signup",
    ),
    path(
        "inactive",
        login_not_required(RedirectView.as_view(pattern_name="account_login")),
        name="account_inactive",
    ),
]
