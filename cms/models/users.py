"""The bare account. Its table cannot be swapped later, so it is ours from the start."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who edits: a communicator, a department's editor, later a partner."""
