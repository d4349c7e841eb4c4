"""What a WSGI server runs: `gunicorn wsgi:app`."""

from forum_app import create_app

app = create_app()
