"""Django's settings for the site; everything that may differ comes from the environment.

`docs/serving.md` lists the variables; `DEBUG` is no setting of this site and is never on.
"""

from onrecord.keep.settings import settings as keep_settings
from onrecord.serve import environment

_KEEP = keep_settings()
_ORIGIN = environment.origin()

DEBUG = False
SECRET_KEY = environment.LAZY_SECRET_KEY
ALLOWED_HOSTS = environment.allowed_hosts()
CSRF_TRUSTED_ORIGINS = [_ORIGIN] if _ORIGIN else []

DATABASES = _KEEP["DATABASES"]
INSTALLED_APPS = (
    *_KEEP["INSTALLED_APPS"],
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "onrecord.serve.apps.ServeConfig",
)
MIDDLEWARE = (
    "django.middleware.security.SecurityMiddleware",
    "onrecord.serve.security.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
)
ROOT_URLCONF = "onrecord.serve.urls"
WSGI_APPLICATION = "onrecord.serve.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": (
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "onrecord.serve.context.site",
            ),
            "builtins": ["django.templatetags.static", "onrecord.serve.templatetags.record"],
        },
    }
]

USE_TZ = True
TIME_ZONE = environment.time_zone()
LANGUAGE_CODE = "en-gb"
USE_I18N = False
DEFAULT_AUTO_FIELD = _KEEP["DEFAULT_AUTO_FIELD"]

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "onrecord.serve.assets.FingerprintedFiles"},
}
# Files are served out of the package itself: nothing is to be collected first.  Their
# addresses hold a fingerprint of what they say, so browsers may keep them for a year.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 31_536_000
WHITENOISE_ALLOW_ALL_ORIGINS = False

# On where the site is served over TLS, told by ONRECORD_ORIGIN.
_SECURE = _ORIGIN.startswith("https://")
SESSION_COOKIE_SECURE = _SECURE
CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "onrecord_session"
CSRF_COOKIE_NAME = "onrecord_csrf"
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if environment.behind_proxy():
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/review/sign-in/"
LOGIN_REDIRECT_URL = "/review/"
LOGOUT_REDIRECT_URL = "/"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
