"""The door against real servers that misbehave. A call ends in time, with the right name."""

import os
import shutil
import socket
import ssl
import time
import tracemalloc

import pytest

from guiju.run.outside import Broken, Door, Policy, Refused, Unreached
from tests.run.killing import busy

from . import servers as s

SECONDS = 0.6 * busy()
"""A call has this long; more where others use the machine too."""


def door(port: int, trust=ssl.create_default_context, **policy) -> Door:
    """A door whose administrator allowed ``hook.test`` on this port, in the house's network."""
    allowed = frozenset({f"hook.test:{port}"})
    return Door(
        Policy(private_hosts=allowed, **({"seconds": SECONDS} | policy)),
        resolve=lambda host, port: ["127.0.0.1"],
        trust=trust,
    )


def call(server: s.Server, **policy):
    return door(server.port, **policy).call("POST", server.url(), b"{}")


def test_an_answer_comes_back_whole():
    with s.serving(s.answers("201 Created", b"ok", "X-A: b")) as server:
        answer = call(server)
    assert (answer.status, answer.body, answer.headers["x-a"], answer.ok) == (201, b"ok", "b", True)
    assert b"Host: hook.test:" in server.heads[0]
    assert b"Accept-Encoding: identity" in server.heads[0]


@pytest.mark.parametrize(
    "misbehave, code",
    [
        (s.never_answers, "call-too-slow"),
        (s.one_byte_a_moment, "call-too-slow"),
        (s.one_byte_of_a_header_a_moment, "call-too-slow"),
        (s.continues_for_ever, "call-too-slow"),
        (s.a_gigabyte, "answer-too-large"),
        (s.a_gigabyte_in_chunks, "answer-too-large"),
        (s.no_http, "answer-broken"),
        (s.closes_at_once, "answer-broken"),
        (s.closes_in_the_body, "answer-broken"),
        (s.closes_in_a_chunk, "answer-broken"),
        (s.bad_chunks, "answer-broken"),
        (s.a_thousand_headers, "answer-broken"),
    ],
)
def test_a_bad_webhook_costs_no_more_than_its_time(misbehave, code):
    with s.serving(misbehave) as server:
        began = time.monotonic()
        with pytest.raises(Broken) as caught:
            call(server, seconds=5.0 if code == "answer-too-large" else SECONDS)
        took = time.monotonic() - began
    assert (caught.value.code, caught.value.permanent) == (code, False)
    assert str(caught.value).startswith("expected ")
    assert took < (5.0 if code == "answer-too-large" else SECONDS + 0.5)


def test_a_gigabyte_does_not_come_into_memory():
    with s.serving(s.a_gigabyte) as server:
        tracemalloc.start()
        with pytest.raises(Broken):
            call(server, seconds=5.0)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 4 << 20


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"])
def test_a_redirect_is_an_answer_and_not_followed(status):
    with s.serving(s.answers(status, b"", "Location: http://127.0.0.1/")) as server:
        answer = call(server)
        assert len(server.heads) == 1
    assert (answer.ok, answer.permanent) == (False, True)


@pytest.mark.parametrize(
    "status, permanent",
    [
        (500, False),
        (503, False),
        (429, False),
        (404, False),
        (401, False),
        (410, True),
        (422, True),
    ],
)
def test_a_refusal_says_whether_a_retry_helps(status, permanent):
    with s.serving(s.answers(f"{status} So")) as server:
        assert call(server).permanent == permanent


def test_nobody_there_is_not_permanent():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(Unreached) as caught:
        door(port).call("GET", f"http://hook.test:{port}/")
    assert not caught.value.permanent


def test_a_name_that_is_looked_up_for_ever_ends_in_time():
    def forever(host, port):
        time.sleep(5)
        return ["127.0.0.1"]

    slow = Door(Policy(seconds=0.2), resolve=forever)
    began = time.monotonic()
    with pytest.raises(Unreached):
        slow.call("GET", "https://hook.test/")
    assert time.monotonic() - began < 1.0


def test_a_name_nobody_knows_is_not_permanent():
    def unknown(host, port):
        raise socket.gaierror("unknown")

    with pytest.raises(Unreached):
        Door(resolve=unknown).call("GET", "https://hook.test/")


def test_no_proxy_of_the_environment_is_asked(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    with s.serving(s.answers()) as server:
        assert call(server).ok


def test_without_the_allowance_the_same_server_is_refused():
    with s.serving(s.answers()) as server:
        closed = Door(Policy(plain_http=True), resolve=lambda host, port: ["127.0.0.1"])
        with pytest.raises(Refused) as caught:
            closed.call("GET", "http://hook.test/")
        assert (caught.value.code, server.heads) == ("address-not-public", [])


def test_the_second_address_is_tried_when_the_first_is_silent():
    with s.serving(s.answers()) as server:
        two = Door(
            Policy(private_hosts=frozenset({f"hook.test:{server.port}"}), seconds=2),
            resolve=lambda host, port: ["127.0.0.2", "127.0.0.1"],
        )
        assert two.call("GET", server.url()).ok


@pytest.mark.long
@pytest.mark.parametrize(
    "misbehave",
    [
        *(s.never_answers, s.one_byte_a_moment, s.a_gigabyte, s.a_gigabyte_in_chunks),
        *(s.continues_for_ever, s.no_http, s.closes_at_once, s.closes_in_the_body),
        *(s.bad_chunks, s.a_thousand_headers),
    ],
)
def test_two_hundred_bad_webhooks_leave_nothing_open(misbehave):
    with s.serving(misbehave) as server:
        before = len(os.listdir("/proc/self/fd"))
        for _ in range(200):
            with pytest.raises(Broken):
                call(server, seconds=0.2)
            server.forget()
        assert len(os.listdir("/proc/self/fd")) <= before + 4


tls = pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make certificates")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificates")
    return {host: s.certificate(folder, host) for host in ("hook.test", "other.test")}


def trusting(path):
    return lambda: ssl.create_default_context(cafile=path)


@tls
def test_tls_is_made_with_the_name_though_the_call_goes_to_the_address(made):
    certificate, key = made["hook.test"]
    with s.serving(s.answers("200 OK", b"ok"), s.server_context(certificate, key)) as server:
        checked = door(server.port, trusting(certificate))
        assert checked.call("POST", server.url("https"), b"{}").body == b"ok"


@tls
def test_a_certificate_for_another_name_is_not_accepted(made):
    certificate, key = made["other.test"]
    with s.serving(s.answers(), s.server_context(certificate, key)) as server:
        with pytest.raises(Unreached):
            door(server.port, trusting(certificate)).call("POST", server.url("https"), b"{}")
        assert server.heads == []


@tls
def test_a_certificate_nobody_vouches_for_is_not_accepted(made):
    context = s.server_context(*made["hook.test"])
    with s.serving(s.answers(), context) as server, pytest.raises(Unreached):
        # It is about the certificate: a machine that stands still may not answer for it.
        door(server.port, seconds=20).call("POST", server.url("https"), b"{}")


@tls
@pytest.mark.parametrize("misbehave", [s.never_answers, s.one_byte_a_moment, s.a_gigabyte])
def test_behind_tls_a_bad_webhook_costs_no_more(made, misbehave):
    certificate, key = made["hook.test"]
    with s.serving(misbehave, s.server_context(certificate, key)) as server:
        began = time.monotonic()
        with pytest.raises(Broken):
            door(server.port, trusting(certificate)).call("POST", server.url("https"), b"{}")
    assert time.monotonic() - began < SECONDS + 0.5


@pytest.mark.parametrize("misbehave", [s.no_http, s.never_answers, s.answers(), s.closes_at_once])
def test_tls_garbage_is_nobody_reached(misbehave):
    with s.serving(misbehave) as server, pytest.raises(Unreached):
        door(server.port).call("POST", server.url("https"), b"{}")
