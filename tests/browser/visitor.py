"""A browser without a screen: plain HTTP with cookies, for tests that send many forms or send them oddly."""

import re
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode

PASSWORD = "aldermere-demo"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
KEY = re.compile(r'name="form_key" value="([^"]+)"')


@dataclass
class Answer:
    """What the forum answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


@dataclass
class Visitor:
    """Somebody's cookies and form token at one forum."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    timeout: float = 30

    def get(self, path: str, **headers: str) -> Answer:
        return self._send("GET", path, None, headers)

    def post(self, path: str, values: dict, **headers: str) -> Answer:
        """Send a form of the page that was fetched last, or of any other: the token is the browser's own."""
        values = {"csrf_token": self.token, **values}
        body = urlencode(values, doseq=True).encode()
        return self._send(
            "POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", **headers}
        )

    def sign_in(self, name: str) -> "Visitor":
        """Sign in to the demo by the form."""
        self.get("/sign-in")
        answer = self.post(
            "/sign-in", {"email": f"{name}@aldermere.example", "password": PASSWORD, "next": ""}
        )
        assert answer.status == 303, f"{name} could not sign in: {answer.status}"
        self.get("/more")
        return self

    def _send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        own = {"Cookie": cookie} if cookie else {}
        try:
            connection.request(method, path, body, {**own, **headers})
            answer = self._read(connection.getresponse())
        finally:
            connection.close()
        if found := TOKEN.search(answer.body.decode("utf-8", "replace")):
            self.token = found[1]
        return answer

    def _read(self, response: HTTPResponse) -> Answer:
        for text in response.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(text).items():
                self.cookies[name] = morsel.value
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, headers, response.read())
