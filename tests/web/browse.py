"""A browser for stories: it keeps cookies, sends each form's token, and asks as a page or as htmx."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient

from forum_app.db import unguarded
from forum_app.features.accounts.actions import add_account
from forum_app.features.accounts.passwords import hash_password
from forum_app.models.control import Account
from forum_app.models.people import Person, Role
from forum_app.records.ids import new_id

PASSWORD = "seven quiet otters"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
KEY = re.compile(r'name="form_key" value="([^"]+)"')


class Browser:
    """One browser. `get` and `post` answer the response; `htmx=True` asks for a fragment."""

    def __init__(self, app: Flask):
        self.client: FlaskClient = app.test_client()
        self.page = ""

    def get(self, path: str, htmx: bool = False, **headers: str):
        response = self.client.get(path, headers=self._headers(htmx, headers), buffered=True)
        if response.mimetype == "text/html":
            self.page = response.text
        return response

    def post(
        self, path: str, data: dict | None = None, htmx: bool = False, token: bool = True, **headers: str
    ):
        """Send a form as one of our own pages would, with the token of the page that was opened last."""
        sent = {}
        if token:
            if not TOKEN.search(self.page):
                self.get("/account" if self.is_in() else "/sign-in")
            sent["csrf_token"] = TOKEN.search(self.page)[1]
        headers = {"Sec-Fetch-Site": "same-origin", **headers}
        response = self.client.post(path, data={**sent, **(data or {})}, headers=self._headers(htmx, headers))
        if response.mimetype == "text/html" and not htmx:
            self.page = response.text
        return response

    def follow(self, response):
        return self.get(response.headers["Location"])

    def form_key(self) -> str:
        return KEY.search(self.page)[1]

    def sign_in(self, email: str, password: str = PASSWORD):
        self.get("/sign-in")
        return self.post("/sign-in", {"email": email, "password": password})

    def is_in(self) -> bool:
        return self.get("/account").status_code == 200

    @staticmethod
    def _headers(htmx: bool, headers: dict) -> dict:
        return {**({"HX-Request": "true"} if htmx else {}), **headers}


@lru_cache(maxsize=1)
def _hash() -> str:
    return hash_password(PASSWORD)


def a_person(name: str, *roles: str, kind: str = "rep", account: bool = True, password: bool = True) -> str:
    """Somebody of the forum who signs in as first.name@example.org."""
    first, person_id = name.split()[0], new_id()
    email = f"{first.lower()}@example.org"
    with unguarded("a test's own rows"):
        Person.insert(
            id=person_id, name=name, first_name=first, sort_name=name.split()[-1], email=email, kind=kind
        ).execute()
        for role in roles:
            Role.insert(id=new_id(), person=person_id, role=role, starts_on="2025-09-01").execute()
    if account:
        add_account(person_id, email, password_hash=_hash() if password else "")
    return person_id


def set_account(person_id: str, **values) -> None:
    with unguarded("a test changes an account"):
        Account.update(**values).where(Account.person == person_id).execute()


def rows(model, *where) -> list:
    with unguarded("a test looks"):
        return list(model.select().where(*where) if where else model.select())


def change(model, *where, **values) -> int:
    with unguarded("a test moves one thing"):
        return model.update(**values).where(*where).execute()


def path_of(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")
