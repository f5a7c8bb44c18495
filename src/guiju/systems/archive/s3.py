"""An S3-compatible store, by its HTTP interface and signature version 4, through the one door."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final
from urllib.parse import quote, urlsplit

from guiju.run.jobs import GivenUp
from guiju.run.outside import Door, Policy, Trouble
from guiju.systems.asked import text

LARGEST: Final = 1 << 30
_NOTHING: Final = sha256(b"").hexdigest()


class Away(OSError):
    """The store did not answer as it should; later it may."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket, addressed by path.

    Attributes:
        address: scheme and host, `https://s3.example.com`.
        clock: signatures name the moment.
    """

    address: str
    bucket: str
    region: str
    key: str
    secret: str
    clock: Callable[[], datetime]
    door: Door

    @classmethod
    def of(cls, settings: Mapping[str, Any], clock: Callable[[], datetime]) -> Bucket:
        """A bucket from settings: `address`, `bucket`, `region`, `key`, `secret`, `private`.

        Raises:
            GivenUp: one of them is not there.
        """
        names = ("address", "bucket", "region", "key", "secret")
        known = {name: text(settings, name) for name in names}
        known["region"] = known["region"] or "us-east-1"
        missing = [name for name, value in known.items() if not value]
        if missing:
            raise GivenUp(f"archive: expected the settings s3.{', s3.'.join(missing)}")
        private: frozenset[str] = frozenset()
        if settings.get("private") is True:
            parts = urlsplit(known["address"])
            private = frozenset({parts.netloc, parts.hostname or ""})
        door = Door(Policy(private_hosts=private, seconds=60, body_max=LARGEST))
        return cls(clock=clock, door=door, **{**known, "address": known["address"].rstrip("/")})

    def put(self, name: str, content: bytes) -> str:
        """Keep an object.

        Raises:
            Away: the store did not take it.
        """
        self._call("PUT", name, content)
        return f"s3://{self.bucket}/{name}"

    def get(self, location: str) -> bytes | None:
        """An object; None where there is none.

        Raises:
            Away: the store did not answer.
        """
        return self._call("GET", location.removeprefix(f"s3://{self.bucket}/"), b"")

    def _call(self, method: str, name: str, content: bytes) -> bytes | None:
        path = quote(f"/{self.bucket}/{name}", safe="/-_.~")
        headers = self._signed(method, path, sha256(content).hexdigest() if content else _NOTHING)
        try:
            answer = self.door.call(method, self.address + path, content, headers)
        except Trouble as trouble:
            raise Away(f"{method} {path}: {trouble}") from trouble
        if answer.status == 404 and method == "GET":
            return None
        if not answer.ok:
            said = answer.body[:200].decode("utf-8", "replace")
            raise Away(f"{method} {path}: expected 2xx, found {answer.status} {said}")
        return answer.body

    def _signed(self, method: str, path: str, digest: str) -> dict[str, str]:
        """The headers of a call, the signature among them (AWS Signature Version 4)."""
        stamp = self.clock().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        host = urlsplit(self.address).netloc
        signed = {"host": host, "x-amz-content-sha256": digest, "x-amz-date": stamp}
        names = ";".join(sorted(signed))
        listed = "".join(f"{name}:{signed[name]}\n" for name in sorted(signed))
        request = f"{method}\n{path}\n\n{listed}\n{names}\n{digest}"
        scope = f"{stamp[:8]}/{self.region}/s3/aws4_request"
        to_sign = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{sha256(request.encode()).hexdigest()}"
        key = f"AWS4{self.secret}".encode()
        for part in (stamp[:8], self.region, "s3", "aws4_request"):
            key = hmac.new(key, part.encode(), sha256).digest()
        mark = hmac.new(key, to_sign.encode(), sha256).hexdigest()
        credential = f"AWS4-HMAC-SHA256 Credential={self.key}/{scope}"
        return {
            "X-Amz-Content-Sha256": digest,
            "X-Amz-Date": stamp,
            "Authorization": f"{credential}, SignedHeaders={names}, Signature={mark}",
        }
