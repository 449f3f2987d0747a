"""What the sign-in library says, in our words: letters, notices, errors.

The keys are the library's names. A test holds them against the library, so that a name
that a new version adds cannot end in a page or a letter of nobody's writing.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as plain text. In braces stand values that the library gives."""

    subject: str
    body: str


_NOT_YOU = (
    "\n\nIf this was not you, somebody else may be able to sign in as you. Set a new password "
    "and end the other sessions on your account page, then tell those who run this copy."
)

LETTERS = {
    "account/email/email_confirmation": Letter(
        "Confirm your email address",
        "Please confirm that this is your address by opening\n\n{activate_url}\n\n"
        "If you did not ask for this, do nothing.",
    ),
    "account/email/email_confirmation_signup": Letter(
        "Confirm your email address",
        "Please confirm that this is your address by opening\n\n{activate_url}\n\n"
        "If you did not ask for this, do nothing.",
    ),
    "account/email/password_reset_key": Letter(
        "Set a new password",
        "Somebody, we hope you, asked to set a new password. Open\n\n{password_reset_url}\n\n"
        "The link works once. If you did not ask for this, do nothing: your password stays.",
    ),
    "account/email/unknown_account": Letter(
        "No account with this address",
        "Somebody asked to set a new password for this address, but nobody signs in with it. "
        "If you signed in with another address before, try that one.",
    ),
    "account/email/account_already_exists": Letter(
        "You have an account already",
        "Somebody tried to make an account with this address, which has one. If you have "
        "forgotten the password, set a new one at\n\n{password_reset_url}",
    ),
    "account/email/email_changed": Letter(
        "Your email address was changed", "You now sign in with another address." + _NOT_YOU
    ),
    "account/email/email_confirm": Letter(
        "An email address was confirmed", "An address of your account was confirmed." + _NOT_YOU
    ),
    "account/email/email_deleted": Letter(
        "An email address was removed", "An address of your account was removed." + _NOT_YOU
    ),
    "account/email/password_changed": Letter(
        "Your password was changed", "The password of your account was changed." + _NOT_YOU
    ),
    "account/email/password_reset": Letter(
        "A new password was set", "A new password was set for your account." + _NOT_YOU
    ),
    "account/email/password_set": Letter(
        "A password was set", "Your account has a password now." + _NOT_YOU
    ),
    "mfa/email/totp_activated": Letter(
        "An authenticator app was added",
        "Signing in to your account now asks for a code from an app." + _NOT_YOU,
    ),
    "mfa/email/totp_deactivated": Letter(
        "The authenticator app was removed",
        "Signing in to your account no longer asks for a code from an app." + _NOT_YOU,
    ),
    "mfa/email/webauthn_added": Letter(
        "A passkey was added", "A passkey was added to your account." + _NOT_YOU
    ),
    "mfa/email/webauthn_removed": Letter(
        "A passkey was removed", "A passkey was removed from your account." + _NOT_YOU
    ),
    "mfa/email/recovery_codes_generated": Letter(
        "New recovery codes were made",
        "New recovery codes were made for your account; the old ones work no more." + _NOT_YOU,
    ),
    "socialaccount/email/account_connected": Letter(
        "Your organisation was connected",
        "Your account can now be opened through {provider}." + _NOT_YOU,
    ),
    "socialaccount/email/account_disconnected": Letter(
        "Your organisation was disconnected",
        "Your account can no longer be opened through {provider}." + _NOT_YOU,
    ),
}

#: What was done, as the audit records it and by the letter that tells of it.
DEEDS = {
    "account/email/email_changed": "change email address",
    "account/email/email_confirm": "confirm email address",
    "account/email/email_deleted": "remove email address",
    "account/email/password_changed": "change password",
    "account/email/password_reset": "reset password",
    "account/email/password_set": "set password",
    "mfa/email/totp_activated": "add authenticator app",
    "mfa/email/totp_deactivated": "remove authenticator app",
    "mfa/email/webauthn_added": "add passkey",
    "mfa/email/webauthn_removed": "remove passkey",
    "mfa/email/recovery_codes_generated": "make recovery codes",
    "socialaccount/email/account_connected": "connect organisation",
    "socialaccount/email/account_disconnected": "disconnect organisation",
}

#: Notices at the head of the next page. An empty one is not shown.
NOTICES = {
    "account/messages/cannot_delete_primary_email.txt": (
        "You sign in with that address, so it cannot be removed."
    ),
    "account/messages/logged_out.txt": "You have signed out.",
    "account/messages/logged_in.txt": "",
    "account/messages/email_deleted.txt": "The address was removed.",
    "account/messages/phone_verified.txt": "",
    "account/messages/unverified_primary_email.txt": "Confirm the address first.",
    "account/messages/email_confirmation_sent.txt": "We have sent an email to confirm the address.",
    "account/messages/login_code_sent.txt": "",
    "account/messages/email_confirmed.txt": "The address is confirmed.",
    "account/messages/phone_verification_sent.txt": "",
    "account/messages/password_set.txt": "The password is set.",
    "account/messages/password_changed.txt": "The new password is set.",
    "account/messages/primary_email_set.txt": "You now sign in with that address.",
    "account/messages/email_confirmation_failed.txt": (
        "That address could not be confirmed: somebody else uses it."
    ),
    "mfa/messages/webauthn_removed.txt": "The passkey was removed.",
    "mfa/messages/recovery_codes_generated.txt": "New recovery codes were made.",
    "mfa/messages/totp_activated.txt": "Signing in now asks for a code from your app.",
    "mfa/messages/totp_deactivated.txt": "Signing in no longer asks for a code from your app.",
    "mfa/messages/webauthn_added.txt": "The passkey was added.",
    "socialaccount/messages/account_connected_other.txt": (
        "That account of your organisation opens somebody else’s account here."
    ),
    "socialaccount/messages/account_connected.txt": "You can now sign in that way too.",
    "socialaccount/messages/account_disconnected.txt": "You can no longer sign in that way.",
    "socialaccount/messages/account_connected_updated.txt": "",
    "usersessions/messages/sessions_logged_out.txt": "The other sessions have ended.",
}

#: Errors where the library's own words would not help a reader to go on.
ERRORS = {
    "account_inactive": "This account is closed.",
    "email_password_mismatch": "The email address and password do not match. Check both.",
    "enter_current_password": "Enter your current password",
    "incorrect_code": "This code is not right, or has been used. Enter another.",
    "incorrect_password": "The password is not right",
    "too_many_login_attempts": "Too many tries. Wait five minutes, or set a new password.",
    "email_taken": "Somebody signs in with this address already.",
    "unknown_email": "Nobody signs in with this address.",
    "rate_limited": "Too many tries. Wait a few minutes.",
}
