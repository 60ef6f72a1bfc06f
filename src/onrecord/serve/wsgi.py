"""The site for a WSGI server: `gunicorn onrecord.serve.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onrecord.serve.settings")

application = get_wsgi_application()
