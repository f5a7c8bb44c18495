"""A real Tryton server on SQLite, started and stopped as tests want, and spoken to over its API."""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import threading
import urllib.request
from pathlib import Path
from typing import Any

from tests import tools

PASSWORD = "pw-Admin-1"


def prepared() -> Path:
    """A database with the modules activated: minutes of work, so it is kept beside the programs."""
    programs = tools.environment("erp")
    kept = programs.parent / "prepared.sqlite"
    with tools.one_at_a_time("erp-prepared"):
        if not kept.exists():
            _prepare(programs, kept)
    return kept


def _prepare(programs: Path, kept: Path) -> None:
    folder = programs.parent / "preparing"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "erp.sqlite").touch()
    (folder / "password").write_text(PASSWORD)
    config = write_config(folder, 1)
    command = [str(programs / "trytond-admin"), "-c", str(config), "-d", "erp", "-u", "sale",
               "stock", "project", "--activate-dependencies", "--email", "a@example.com"]  # fmt: skip
    told = {**os.environ, "TRYTONPASSFILE": str(folder / "password")}
    subprocess.run(command, env=told, check=True, capture_output=True, timeout=1500)
    (folder / "erp.sqlite").replace(kept)


def write_config(folder: Path, port: int) -> Path:
    """The server's configuration."""
    path = folder / "trytond.conf"
    path.write_text(
        f"[database]\nuri = sqlite://\npath = {folder}\n[web]\nlisten = 127.0.0.1:{port}\n"
    )
    return path


class Tryton:
    """A server on a copy of the prepared database."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, tools.free_port()
        shutil.copy(prepared(), folder / "erp.sqlite")
        self.config = write_config(folder, self.port)
        self.process: subprocess.Popen[bytes] | None = None
        self.marks = ""

    @property
    def settings(self) -> dict[str, Any]:
        """What leads Guiju to it."""
        return {"mapping": "tryton", "address": f"http://127.0.0.1:{self.port}", "database": "erp",
                "user": "admin", "password": PASSWORD, "private": True, "seconds": 60,
                "options": {"company": self.company}}  # fmt: skip

    def start(self) -> None:
        log = (self.folder / "log").open("ab")
        command = [str(tools.environment("erp") / "trytond"), "-c", str(self.config), "-d", "erp"]
        self.process = subprocess.Popen(command, stdout=log, stderr=log)
        tools.wait_for(self.port, self.process, 200)

    def stop(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait(20)
        self.process = None

    def __call__(self, method: str, *parameters: Any) -> Any:
        """One call of its API, in the context of the company."""
        body = {"id": 1, "method": method, "params": [*parameters]}
        headers = {"Content-Type": "application/json"}
        if self.marks:
            headers["Authorization"] = f"Session {self.marks}"
        address = f"http://127.0.0.1:{self.port}/erp/rpc/"
        request = urllib.request.Request(address, json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=100) as answer:
            read = json.loads(answer.read())
        assert "result" in read, read
        return read["result"]

    def log_in(self) -> None:
        user, mark, *_ = self("common.db.login", "admin", {"password": PASSWORD})
        self.marks = base64.b64encode(f"admin:{user}:{mark}".encode()).decode()

    def found_house(self) -> None:
        """A company, a product with fifty pieces in the storage, and a customer."""
        self.log_in()
        rate = {"date": {"__class__": "date", "year": 2020, "month": 1, "day": 1}, "rate": exact(1)}
        currency = {"name": "Yuan", "code": "CNY", "symbol": "¥", "digits": 2,
                    "rounding": exact("0.01"), "rates": [["create", [rate]]]}  # fmt: skip
        self.currency = self("model.currency.currency.create", [currency], {})[0]
        party = self("model.party.party.create", [{"name": "House"}], {})[0]
        company = {"party": party, "currency": self.currency}
        self.company = self("model.company.company.create", [company], {})[0]
        self.context = {"company": self.company}
        self("model.res.user.write", [1],
             {"companies": [["add", [self.company]]], "company": self.company}, {})  # fmt: skip
        self.unit = self.first("product.uom", ["symbol", "=", "u"])
        self.warehouse = self.first("stock.location", ["type", "=", "warehouse"])
        self.product = self.make_product("4006381333931", 50)
        self.customer = self.make_customer("Mei Lin")

    def first(self, model: str, *domain: Any) -> int:
        return self(f"model.{model}.search", list(domain), 0, 1, None, {})[0]

    def make_product(self, code: str, stock: int) -> int:
        template = {"name": "Widget", "type": "goods", "default_uom": self.unit, "salable": True,
                    "sale_uom": self.unit, "list_price": exact("12.50"),
                    "products": [["create", [{"suffix_code": code}]]]}  # fmt: skip
        made = self("model.product.template.create", [template], self.context)[0]
        product = self.first("product.product", ["template", "=", made])
        (place,) = self("model.stock.location.read", [self.warehouse], ["storage_location"], {})
        move = {"product": product, "unit": self.unit, "quantity": stock, "company": self.company,
                "from_location": self.first("stock.location", ["type", "=", "lost_found"]),
                "to_location": place["storage_location"]}  # fmt: skip
        moves = self("model.stock.move.create", [move], self.context)
        self("model.stock.move.do", moves, self.context)
        return product

    def make_customer(self, name: str) -> int:
        address = {"street": "5 High St", "city": "Shanghai", "postal_code": "200000"}
        mail = {"type": "email", "value": "mei@shop.example"}
        party = {"name": name, "addresses": [["create", [address]]],
                 "contact_mechanisms": [["create", [mail]]]}  # fmt: skip
        return self("model.party.party.create", [party], self.context)[0]

    def sell(self, reference: str, quantity: float = 2) -> int:
        """A sale that is confirmed and processed, which makes its shipment."""
        address = self.first("party.address", ["party", "=", self.customer])
        line = {"type": "line", "product": self.product, "quantity": quantity, "unit": self.unit,
                "unit_price": exact("12.50")}  # fmt: skip
        sale = {"party": self.customer, "invoice_address": address, "shipment_address": address,
                "company": self.company, "currency": self.currency, "warehouse": self.warehouse,
                "invoice_method": "manual", "shipment_method": "order", "reference": reference,
                "lines": [["create", [line]]]}  # fmt: skip
        made = self("model.sale.sale.create", [sale], self.context)
        for step in ("quote", "confirm", "process"):
            self(f"model.sale.sale.{step}", made, self.context)
        return made[0]

    def tasks(self) -> list[dict[str, Any]]:
        return self("model.project.work.search_read", [], 0, None, None, ["name", "comment"],
                    self.context)  # fmt: skip


def exact(number: object) -> dict[str, str]:
    """A decimal as Tryton writes it."""
    return {"__class__": "Decimal", "decimal": str(number)}


class Relay:
    """A line to a server that can lose what the server answers, after the server has done it."""

    def __init__(self, port: int) -> None:
        self.target, self.losing = port, 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        with client, socket.create_connection(("127.0.0.1", self.target)) as server:
            asked = self._whole(client)
            server.sendall(asked)
            answered = b""
            while part := server.recv(65536):
                answered += part
            if self.losing and b".create" in asked:
                self.losing -= 1
                return
            client.sendall(answered)

    def _whole(self, client: socket.socket) -> bytes:
        taken = b""
        while b"\r\n\r\n" not in taken:
            taken += client.recv(65536)
        head, _, body = taken.partition(b"\r\n\r\n")
        length = next(int(row.split(b":")[1]) for row in head.split(b"\r\n")
                      if row.lower().startswith(b"content-length"))  # fmt: skip
        while len(body) < length:
            body += client.recv(65536)
        return head + b"\r\n\r\n" + body
