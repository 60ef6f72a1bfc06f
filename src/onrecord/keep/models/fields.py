"""A column for whole documents, packed."""

import json
import zlib
from typing import Any

from django.db import models


class PackedJSON(models.BinaryField):  # type: ignore[type-arg]  # Django has no such thing
    """A JSON value kept as deflated UTF-8: a document takes a fifth of its size.

    For what is always read whole; nothing inside can be searched by the database.
    """

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Any:
        """The JSON value of the packed bytes."""
        return None if value is None else json.loads(zlib.decompress(bytes(value)))

    def get_prep_value(self, value: Any) -> Any:
        """The packed bytes of a JSON value; halves of surrogate pairs stay escaped."""
        if value is None:
            return None
        return zlib.compress(json.dumps(value, separators=(",", ":")).encode("ascii"), 6)
