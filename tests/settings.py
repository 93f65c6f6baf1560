"""Settings of the test suite: the project's own, with plain http and a scratch home."""

import os
import tempfile

os.environ.setdefault("LAJU_HOME", tempfile.mkdtemp(prefix="laju-test-"))
os.environ.setdefault("LAJU_HTTPS", "0")

from laju.project.settings import *  # noqa: F403
from laju.project.settings import STATIC_ROOT

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns when there is none
