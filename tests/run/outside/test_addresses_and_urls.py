"""Which addresses and URLs the door refuses."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.run.outside import Door, Policy, Refused, is_private, is_public, read_target

PUBLIC = ["1.1.1.1", "8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450:4001::1"]
NOT_PUBLIC = [
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1"),
    *("127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1"),
    *("192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1"),
    *("224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::7f00:1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
    *("::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::8.8.8.8", "64:ff9b:1::a00:1"),
    *("100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1"),
    *("2002:7f00:1::", "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254"),
    *("fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "2606:4700::5efe:7f00:1"),
    *("2606:4700::200:5efe:a00:1", "4000::1", "2606:4700::1%eth0"),
]


@pytest.mark.parametrize("text", PUBLIC)
def test_an_address_of_the_internet_is_public(text):
    assert is_public(ip_address(text)) and not is_private(ip_address(text))


@pytest.mark.parametrize("text", NOT_PUBLIC)
def test_every_other_address_is_not(text):
    assert not is_public(ip_address(text))


@pytest.mark.parametrize(
    "text", ["169.254.169.254", "fe80::1", "::ffff:169.254.169.254", "0.0.0.0"]
)
def test_not_even_an_administrator_opens_the_door_to_link_local(text):
    door = Door(Policy(private_hosts=frozenset({"meta.test"})), resolve=lambda h, p: [text])
    with pytest.raises(Refused):
        door.call("GET", "https://meta.test/latest/meta-data/")


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_is_judged_by_what_it_is(address):
    mapped = ip_address(f"::ffff:{address}")
    assert is_public(mapped) == is_public(address)
    for inside in (f"64:ff9b::{address}", f"::{address}"):
        assert not is_public(ip_address(inside))


@given(st.ip_addresses())
def test_nothing_public_is_private(address):
    assert not (is_public(address) and is_private(address))


@pytest.mark.parametrize("bad", ["10.0.0.1", "::1", "not an address", ""])
def test_one_bad_address_among_good_ones_closes_the_door(bad):
    door = Door(resolve=lambda host, port: ["93.184.216.34", bad])
    with pytest.raises(Refused) as caught:
        door.call("GET", "https://rebind.test/")
    assert caught.value.permanent


@pytest.mark.parametrize(
    "url, code",
    [
        ("http://a.test/", "url-not-https"),
        ("ftp://a.test/", "url-not-https"),
        ("file:///etc/passwd", "url-not-https"),
        ("gopher://a.test/", "url-not-https"),
        ("//a.test/", "url-not-https"),
        ("a.test", "url-not-https"),
        ("", "url-not-https"),
        ("https://", "url-without-host"),
        ("https:///path", "url-without-host"),
        ("https://.", "url-without-host"),
        ("https://u:p@a.test/", "url-with-credentials"),
        ("https://u@a.test/", "url-with-credentials"),
        ("https://@a.test/", "url-with-credentials"),
        ("https://a.test@127.0.0.1/", "url-with-credentials"),
        ("https://a.test:8443/", "url-port-closed"),
        ("https://a.test:80/", "url-port-closed"),
        ("https://a.test:0/", "url-port-closed"),
        ("https://a.test:99999/", "url-malformed"),
        ("https://a.test:x/", "url-malformed"),
        ("https://[::1/", "url-malformed"),
        ("https://a.test/\r\nX: y", "url-malformed"),
        ("https://a.test/ x", "url-malformed"),
        ("https://a.test\\@b.test/", "url-malformed"),
        ("https://a\u3002test/", "url-malformed"),
        ("https://[fe80::1%25eth0]/", "url-without-host"),
        ("https://a.test/" + "x" * 3000, "url-malformed"),
    ],
)
def test_a_url_that_is_not_plainly_harmless_is_refused(url, code):
    with pytest.raises(Refused) as caught:
        read_target(url, Policy())
    assert caught.value.code == code and str(caught.value)


def test_port_80_is_opened_by_the_policy_alone():
    assert read_target("http://a.test/x?y=1", Policy(plain_http=True)).path == "/x?y=1"


def test_a_list_of_hosts_closes_all_others():
    policy = Policy(hosts=frozenset({"a.test", "*.b.test"}))
    for host in ("a.test", "A.TEST.", "x.b.test", "y.x.b.test"):
        assert read_target(f"https://{host}/", policy).host == host.rstrip(".").lower()
    for host in ("b.test", "xa.test", "a.test.evil.test", "notb.test"):
        with pytest.raises(Refused):
            read_target(f"https://{host}/", policy)


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "localhost"])
def test_odd_spellings_of_this_machine_are_refused_by_where_they_lead(host):
    with pytest.raises(Exception) as caught:  # a resolver may also not know the spelling
        Door(Policy(seconds=5)).call("GET", f"https://{host}/")
    assert caught.value.code in ("address-not-public", "host-unreached")


@pytest.mark.parametrize(
    "headers",
    [{"X": "a\r\nY: b"}, {"X\r\n": "a"}, {"Host": "b.test"}, {"": "a"}, {"a b": "c"}, {"x": "é"}],
)
def test_a_header_that_would_become_two_is_refused(headers):
    with pytest.raises(Refused):
        Door(resolve=lambda h, p: ["1.1.1.1"]).call("GET", "https://a.test/", b"", headers)


def test_a_method_nobody_needs_is_refused():
    with pytest.raises(Refused):
        Door(resolve=lambda h, p: ["1.1.1.1"]).call("CONNECT", "https://a.test/")


@given(st.text(max_size=60))
def test_any_text_as_url_is_a_target_or_refused(text):
    for url in (text, f"https://{text}", f"https://a.test{text}"):
        try:
            target = read_target(url, Policy())
        except Refused:
            continue
        assert target.scheme == "https" and target.port == 443 and target.host
