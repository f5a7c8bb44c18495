"""Messages reach people over the first channel that takes them, over a real SMTP server."""

from __future__ import annotations

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from guiju.run.jobs import BusinessError
from tests import tools
from tests.systems.house import House
from tests.systems.messages.servers import smtp

PEOPLE = {
    "people": {
        "ann": {"name": "Ann Li", "mail": "ann@house.example", "language": "zh-Hant"},
        "bob": {"name": "Bob Wu", "mail": "bob@house.example", "channels": ["chat", "mail", "app"]},
        "cai": {"name": "Cai", "roles": ["risk-control"]},
    }
}
MEI = {"id": "c-1", "name": "Mei Lin", "mail": "mei@shop.example", "phone": "+8613800000001"}


@pytest.fixture
def post(house: House):
    house.give(directory=PEOPLE)
    with smtp() as (server, settings):
        house.settings["messages"] = {"mail": settings}
        yield server


def by_state(answer) -> dict[str, tuple[str, str]]:
    return {each["to"]: (each["channel"], each["state"]) for each in answer["sent"]}


def test_ord_15_a_mail_goes_to_a_real_server_with_text_attachment_and_an_id(house, post) -> None:
    content = base64.b64encode(b"%PDF").decode()
    answer = house(
        "messages.send", to=["ann", MEI], about={"en": "Sent", "zh-Hant": "已出貨"},
        text={"en": "Your order is on its way.", "zh-Hant": "訂單已出貨。"},
        attachments=[{"name": "../waybill.pdf", "content": content}],
    )  # fmt: skip
    assert by_state(answer) == {"ann": ("mail", "delivered"), "c-1": ("mail", "delivered")}
    assert answer["delivered"] is True and answer["todo"] is None
    to_ann, to_mei = post.mails
    assert (str(to_ann["Subject"]), str(to_mei["Subject"])) == ("已出貨", "Sent")
    assert to_mei["X-Guiju-Case"] == "case-1" and to_ann["Message-ID"] != to_mei["Message-ID"]
    assert to_ann.get_body(("plain",)).get_content().strip() == "訂單已出貨。"
    (file,) = to_mei.iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("waybill.pdf", b"%PDF")


def test_a_job_tried_again_sends_nothing_a_second_time(house: House, post) -> None:
    first = house("messages.send", job=7, to="ann", about="A", text="B")
    again = house("messages.send", job=7, to="ann", about="A", text="B")
    assert (again, len(post.mails)) == (first, 1)
    assert house("messages.kept")["count"] == 1


def test_a_channel_that_is_set_up_by_nobody_keeps_the_message_and_nothing_leaves(house) -> None:
    answer = house("messages.send", to=MEI, about="A", text="B")
    assert by_state(answer) == {"c-1": ("mail", "kept")}


def test_ord_15_what_mail_does_not_take_goes_to_the_next_channel(house: House, post) -> None:
    post.refuses.add("mei@shop.example")
    answer = house("messages.send", to=MEI, about="A", text="B")
    assert by_state(answer) == {"c-1": ("text", "kept")}
    assert answer["sent"][0]["not_delivered"] == ["mail"]
    assert "no such mailbox" in answer["sent"][0]["reason"]


def test_ord_15_when_no_channel_is_left_there_is_a_to_do_and_the_case_may_be_told(house, post):
    post.refuses.add("x@shop.example")
    answer = house("messages.send", to="x@shop.example", about="A", text="B", todo_for="eve")
    assert answer["delivered"] is False
    (todo,) = house("messages.todos")["todos"]
    assert (todo["id"], todo["todo_for"], todo["what"]) == (answer["todo"], "eve", "undelivered")
    with pytest.raises(BusinessError) as error:
        house("messages.send", to="x@shop.example", about="A", text="C", must_arrive=True)
    assert error.value.code == "undelivered" and error.value.values["todo"]
    house("messages.settle", todo=todo["id"], person="eve", how="called")
    assert all(each["id"] != todo["id"] for each in house("messages.todos")["todos"])


def test_col_04_a_chat_that_is_down_means_mail_and_notice_and_is_marked_not_delivered(house, post):
    house.settings["messages"]["down"] = ["chat"]
    answer = house("messages.send", to="bob", about="A", text="B")
    assert answer["sent"][0] | {"reason": None} == {
        "to": "bob", "channel": "mail", "state": "delivered", "reason": None,
        "not_delivered": ["chat"],
    }  # fmt: skip
    from guiju.systems.messages.models import Attempt

    tried = Attempt.objects.order_by("id").values_list("channel", "state")
    assert list(tried) == [("chat", "failed"), ("app", "delivered"), ("mail", "delivered")]


def test_a_server_that_is_gone_leaves_people_of_the_house_their_inbox(house: House) -> None:
    house.give(directory=PEOPLE)
    house.settings["messages"] = {
        "mail": {"host": "127.0.0.1", "port": tools.free_port(), "security": "none"}
    }
    assert by_state(house("messages.send", to="ann", about="A", text="B")) == {
        "ann": ("app", "delivered")
    }


def test_a_role_is_everyone_who_has_it_and_an_empty_role_is_not_reached(house: House) -> None:
    house.give(directory=PEOPLE)
    answer = house("messages.send", to="risk-control", about="A", text="B")
    assert by_state(answer) == {"cai": ("app", "delivered")}
    with pytest.raises(BusinessError, match="undelivered"):
        house("messages.send", to="nobody-has-it", about="A", text="B", must_arrive=True)


def test_what_cannot_be_sent_is_refused_by_name(house: House) -> None:
    with pytest.raises(BusinessError, match="no-recipient"):
        house("messages.send", to=[], about="A", text="B")
    with pytest.raises(BusinessError, match="text-missing"):
        house("messages.send", to="ann", about="A", text="")
    with pytest.raises(BusinessError, match="attachment-malformed"):
        house("messages.send", to="ann", text="B", attachments=[{"name": "a", "content": "%"}])


def test_a_line_break_in_an_address_or_subject_adds_no_header(house: House, post) -> None:
    house("messages.send", to="mei@shop.example", about="A\r\nBcc: x@y.z", text="B")
    assert post.mails[0]["Bcc"] is None
    answer = house("messages.send", to="mei@shop.example\r\nRCPT TO:<x@y.z>", about="A", text="B")
    assert by_state(answer).popitem()[1][1] == "undelivered"


class Robot(BaseHTTPRequestHandler):
    """Takes what is posted."""

    taken: list = []  # noqa: RUF012

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.taken.append((self.path, dict(self.headers), body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def robot():
    Robot.taken.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Robot)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()


def test_a_chat_robot_gets_title_and_text_over_http(house: House, robot: int) -> None:
    house.give(directory=PEOPLE)
    house.settings["messages"] = {"chat": {"default": f"json://127.0.0.1:{robot}/room"}}
    answer = house("messages.send", to="bob", about="審批", text="請覆核")
    assert by_state(answer) == {"bob": ("chat", "delivered")}
    ((path, _, body),) = Robot.taken
    sent = json.loads(body)
    assert (path, sent["title"], sent["message"]) == ("/room", "審批", "請覆核")


def test_ord_15_the_customers_own_system_gets_a_signed_webhook(house: House, robot: int) -> None:
    from guiju.run.outside import read_secret, verify, write_secret

    secret = write_secret(bytes(32))
    house.settings["messages"] = {
        "webhook": {"secret": secret, "private_hosts": [f"127.0.0.1:{robot}"]}
    }
    to = {"id": "c-1", "webhook": f"http://127.0.0.1:{robot}/in"}
    assert by_state(house("messages.send", to=to, about="A", text="B", kind="dispatched")) == {
        "c-1": ("webhook", "delivered")
    }
    ((_, headers, body),) = Robot.taken
    assert verify([read_secret(secret)], headers, body, house.now) is None
    assert json.loads(body)["type"] == "message.dispatched"


def test_col_04_a_talk_elsewhere_is_kept_once_and_in_order(house: House) -> None:
    house("messages.keep", channel="chat", person="ann", text="later", id="m2",
          at="2026-03-02T10:00:00+08:00")  # fmt: skip
    house("messages.keep", channel="chat", person="bob", text="first", id="m1",
          at="2026-03-02T09:00:00+08:00")  # fmt: skip
    house("messages.keep", channel="chat", person="bob", text="first", id="m1")
    assert [each["text"] for each in house("messages.kept")["messages"]] == ["first", "later"]
