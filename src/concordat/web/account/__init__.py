"""Pages of one's own account: signing in, a second factor, posts, tokens, one's data.

Signing in itself is django-allauth's; `adapters` is where it meets the house, and the
templates under account/, mfa/, socialaccount/ and usersessions/ are what it shows.
"""
