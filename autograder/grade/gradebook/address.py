"""What a message may say of a gradebook's address, and of what its database answered."""

from sqlalchemy import make_url


def shown(address: str) -> str:
    """An address as a message may show it: without the password."""
    return make_url(address).render_as_string(hide_password=True)


def first_line(error: Exception) -> str:
    """What the database itself said."""
    said = getattr(error, "orig", None) or error
    return str(said).strip().splitlines()[0].removeprefix("(sqlite3.OperationalError) ")
