"""Sentences of Django and allauth that our pages and letters show.

Their Spanish catalogues say `usted` and use other words than ours (`su contraseña`, `inicio de sesión`). The project's
catalogue comes before theirs, but the extraction keeps only what our own sources say; so they are repeated here, letter
by letter, and nothing else uses this module. A test tells when a new release of either has changed one of them.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

# Fields of allauth's forms.
_("Email")
_("Email address")
_("Password")
_("Password (again)")
_("Current Password")
_("New Password")
_("New Password (again)")
_("Remember Me")
_("Forgot your password?")

# What a form finds wrong.
_("This field is required.")
_("Enter a valid email address.")
_("Enter a valid value.")
_("Select a valid choice. %(value)s is not one of the available choices.")
_("Null characters are not allowed.")
ngettext_lazy(
    "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
    "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    "limit_value",
)

# A password being chosen: the advice, then the refusal.
_("Your password can’t be too similar to your other personal information.")
_("The password is too similar to the %(verbose_name)s.")
_("Your password can’t be a commonly used password.")
_("This password is too common.")
ngettext_lazy(
    "Your password must contain at least %(min_length)d character.",
    "Your password must contain at least %(min_length)d characters.",
    "min_length",
)
ngettext_lazy(
    "This password is too short. It must contain at least %d character.",
    "This password is too short. It must contain at least %d characters.",
)
_("You must type the same password each time.")
_("Please type your current password.")

# Signing up and in.
_("A user is already registered with this email address.")
_("The email address and/or password you specified are not correct.")
_("Too many failed login attempts. Try again later.")
_("Be patient, you are sending too many requests.")
_("This account is currently inactive.")
_("Incorrect password.")
_("Invalid login.")
_("The email address is not assigned to any user account.")
_("The password reset token was invalid.")
_("Invalid or expired key.")
_("The new value must be different from the current one.")

# The addresses of an account.
_("This email address is already associated with this account.")
_("You cannot remove your primary email address.")
_("You cannot remove your primary email address (%(email)s).")
_("You cannot add more than %d email addresses.")
_("Your primary email address must be verified.")
_("Unable to confirm %(email)s because it is already confirmed by a different account.")
_("Confirmation email sent to %(email)s.")
_("You have confirmed %(email)s.")
_("Removed email address %(email)s.")
_("Primary email address set.")
_("Password successfully changed.")
_("Password successfully set.")

# Letters.
_("Hello from %(site_name)s!")
_("Thank you for using %(site_name)s!\n%(site_domain)s")
_("Password Reset Email")
_(
    "You're receiving this email because you or someone else has requested a password reset for your user account.\n"
    "It can be safely ignored if you did not request a password reset. Click the link below to reset your password."
)
_("Please Confirm Your Email Address")
_(
    "You're receiving this email because user %(user_display)s has given your email address to register an account on "
    "%(site_domain)s."
)
_("To confirm this is correct, go to %(activate_url)s")
_("Account Already Exists")
_(
    "You are receiving this email because you or someone else tried to signup for an\n"
    "account using email address:\n\n"
    "%(email)s\n\n"
    "However, an account using that email address already exists.  In case you have\n"
    "forgotten about this, please use the password forgotten procedure to recover\n"
    "your account:\n\n"
    "%(password_reset_url)s"
)
_("Unknown Account")
_(
    "You are receiving this email because you, or someone else, tried to access an account with email %(email)s. "
    "However, we do not have any record of such an account in our database."
)
_("This mail can be safely ignored if you did not initiate this action.")
_("If it was you, you can sign up for an account using the link below.")
