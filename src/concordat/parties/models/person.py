"""People who sign in. A person keeps this identity from post to post."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from concordat.parties.rows import NAME, Addressed


class People(BaseUserManager["Person"]):
    """Makes persons; the e-mail address, in small letters, is what one signs in with."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> "Person":
        if not email or "@" not in email:
            raise ValueError(f"{email!r} is not an e-mail address; write name@place.")
        person = self.model(email=email.strip().lower(), **more)
        person.set_password(password)  # None: nobody can sign in until one is set
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").strip().lower())


class Person(Addressed, AbstractBaseUser):
    """A person. What they may do follows from dated affiliations, roles and mandates."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=NAME, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **options: Any) -> None:
        # Two spellings of one address would be two persons.
        self.email = self.email.strip().lower()
        super().save(*args, **options)
