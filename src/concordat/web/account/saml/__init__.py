"""Signing in through one's organisation by SAML 2.0: how do we ask, and what do we believe?

`metadata` reads who the provider is, `our_side` says who we are, `answers` decides what of a
provider's answer is believed, `views` are the addresses, `checks` tell an operator what is wrong.
Accounts, states and second factors are django-allauth's, as with OpenID Connect; signatures are
python3-saml's. Its own views are not used: they take answers whose signed part does not say for
whom it is or what it answers.

Only here may what the extra `saml` installs be imported.
"""

from importlib.util import find_spec

INSTALLED = all(find_spec(name) for name in ("onelogin", "xmlsec"))
