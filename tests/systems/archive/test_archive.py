"""The complete set of a case, sealed, in a table, a folder and a real S3-compatible store."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.run.jobs import BusinessError
from tests import tools
from tests.systems.house import House

SET = [
    {"name": "application", "data": {"goal": "launch", "amount": 12.5}},
    {"name": "minutes.md", "text": "We agreed.\n"},
    {"name": "offer.pdf", "content": base64.b64encode(b"%PDF-1.7").decode()},
]


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def kept(house: House, number: int) -> bytes:
    from guiju.systems.archive.models import Archive, Content

    return bytes(Content.objects.get(location=Archive.objects.get(pk=number).location).content)


def test_apr_06_a_complete_set_is_kept_with_manifest_hashes_and_what_the_case_holds(house) -> None:
    house("messages.send", to="ann", about="A", text="B")
    contact = house("contacts.record", customer="c-1", text="Said.", person="ann")["contact"]
    house("contacts.attach", contact=contact, kind="recording", name="call.wav", text="sound")
    answer = house("archive.keep", title="Launch", documents=SET, required=["minutes", "offer.pdf"])
    with opened(kept(house, answer["archive"])) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert sorted(archive.namelist()) == sorted(["manifest.json", *answer["files"]])
        assert json.loads(archive.read("documents/application.json"))["amount"] == 12.5
        (recording,) = [n for n in archive.namelist() if n.startswith("case/attachments/")]
        assert archive.read(recording) == b"sound"
        assert json.loads(archive.read("case/messages.json"))[0]["text"] == "B"
    assert (manifest["title"], manifest["case"]) == ("Launch", "case-1")
    assert all(len(each["sha256"]) == 64 for each in manifest["files"])
    assert house("archive.verify", archive=answer["archive"]) == {"whole": True, "damaged": []}


def test_apr_06_an_incomplete_set_is_refused_with_the_list(house: House) -> None:
    documents = [*SET, {"name": "opinions", "data": []}]
    with pytest.raises(BusinessError) as error:
        house("archive.keep", documents=documents, required=["minutes", "opinions", "budget"])
    assert error.value.code == "set-incomplete"
    assert error.value.values == {"missing": ["opinions", "budget"], "empty": ["opinions.json"]}
    found = house("archive.check", documents=documents, required=["budget"])
    assert (found["complete"], found["missing"]) == (False, ["budget"])
    assert house("archive.list")["count"] == 0


def test_a_job_tried_again_archives_once_and_the_same_set_gives_the_same_bytes(house) -> None:
    first = house("archive.keep", job=3, title="T", documents=SET)
    assert house("archive.keep", job=3, title="T", documents=SET) == first
    assert house("archive.list")["count"] == 1
    other = house("archive.keep", title="T", documents=SET)
    assert (other["sha256"], other["archive"] != first["archive"]) == (first["sha256"], True)


def test_an_archive_that_was_changed_names_what_was_changed(house: House) -> None:
    from guiju.systems.archive import Label, write_set
    from guiju.systems.archive.models import Content

    number = house("archive.keep", documents=SET)["archive"]
    whole = kept(house, number)
    at = whole.index(b"We agreed.")
    Content.objects.update(content=whole[:at] + b"No" + whole[at + 2 :])
    with pytest.raises(BusinessError) as error:
        house("archive.verify", archive=number, must=True)
    assert error.value.values == {"damaged": ["documents/minutes.md"]}
    Content.objects.update(content=b"not a zip")
    assert house("archive.verify", archive=number)["damaged"] == ["manifest.json"]
    made_anew = write_set(Label("T", "case-1", house.now), {"documents/other.md": b"x"})
    Content.objects.update(content=made_anew)  # whole in itself, but not what was archived
    assert house("archive.verify", archive=number)["whole"] is False
    with pytest.raises(BusinessError, match="archive-unknown"):
        house("archive.verify", archive=999)


def test_names_never_lead_out_of_the_folder_and_stand_once(house: House, tmp_path: Path) -> None:
    house.settings["archive"] = {"to": "folder", "folder": str(tmp_path / "kept")}
    documents = [{"name": "../../etc/pass:wd", "text": "x"}, {"name": "a/b.txt", "text": "y"}]
    answer = house("archive.keep", case="../evil/1", documents=documents)
    assert "documents/etc/pass_wd.txt" in answer["files"]
    (file,) = (tmp_path / "kept").rglob("*.zip")
    assert answer["location"] == str(file.relative_to(tmp_path / "kept"))
    assert house("archive.verify", archive=answer["archive"])["whole"] is True
    assert [each for each in tmp_path.rglob("*") if each.suffix == ".part"] == []
    with pytest.raises(BusinessError, match="document-twice"):
        house("archive.keep", documents=[{"name": "a", "text": "x"}, {"name": "./a", "text": "y"}])
    with pytest.raises(BusinessError, match="document-malformed"):
        house("archive.keep", documents=[{"name": "a", "content": "%"}])


def test_the_journal_of_the_case_is_in_the_archive(sqlite: str) -> None:
    import random

    from guiju.journal.store import open_store
    from guiju.run import Engine, Worker

    model = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
      xmlns:gj="https://guiju.org/schema/2026" targetNamespace="t"><process id="p"
      isExecutable="true"><startEvent id="s"/><serviceTask id="keep" gj:job="archive.keep"/>
      <endEvent id="e"/><sequenceFlow id="a" sourceRef="s" targetRef="keep"/>
      <sequenceFlow id="b" sourceRef="keep" targetRef="e"/></process></definitions>"""
    house = House()
    engine = Engine(open_store(sqlite), lambda: house.now, random.Random(1))
    house = House(engine=engine)
    deployed, problems = engine.deploy(model)
    assert deployed is not None, problems
    engine.start("p", {"title": "Launch"}, case="p-1")
    Worker(engine, "w", house.systems.handlers).settle()
    (archive,) = house("archive.list", case="p-1")["archives"]
    with opened(kept(house, archive["archive"])) as content:
        lines = content.read("case/journal.jsonl").decode().splitlines()
        assert json.loads(lines[0])["kind"] == "CaseStarted"
        assert json.loads(content.read("case/values.json")) == {"title": "Launch"}
    assert engine.record("p-1").state.status == "completed"
    engine.close()


@given(st.dictionaries(st.sampled_from(["a.txt", "b/c.bin", "d"]), st.binary(max_size=30)),
       st.data())  # fmt: skip
@settings(max_examples=60)
def test_any_changed_byte_of_a_file_in_a_set_is_found(files, data: st.DataObject) -> None:
    from guiju.systems.archive.sets import Label, verify, write_set

    label = Label("T", "c", datetime(2026, 3, 2, tzinfo=UTC))
    whole = write_set(label, files)
    assert whole == write_set(label, dict(reversed(files.items())))
    assert verify(whole) == []
    long = [name for name, content in files.items() if len(content) > 8]
    if long:
        name = data.draw(st.sampled_from(long))
        at = whole.index(files[name])
        assert verify(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory):
    """A running SeaweedFS with one identity and one bucket; the settings that lead to it."""
    program = tools.environment("s3") / "weed"
    folder, port = tmp_path_factory.mktemp("weed"), tools.free_port()
    identity = {"name": "g", "credentials": [{"accessKey": "gk", "secretKey": "gs"}],
                "actions": ["Admin", "Read", "Write", "List"]}  # fmt: skip
    (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
    ports = {name: tools.free_port() for name in ("master", "volume", "filer")}
    command = [str(program), "server", f"-dir={folder}", "-ip=127.0.0.1", "-s3", f"-s3.port={port}",
               f"-s3.config={folder / 's3.json'}", "-volume.max=5", "-master.volumeSizeLimitMB=64",
               *(f"-{name}.port={number}" for name, number in ports.items()),
               *(f"-{name}.port.grpc={tools.free_port()}" for name in [*ports, "s3"])]  # fmt: skip
    log = (folder / "log").open("wb")
    process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    yield {"address": f"http://127.0.0.1:{port}", "bucket": "guiju", "region": "us-east-1",
           "key": "gk", "secret": "gs", "private": True, "process": process,
           "ready": lambda: tools.wait_for(port, process)}  # fmt: skip
    if process.poll() is None:
        process.kill()
        process.wait(10)


def test_archives_go_to_a_real_s3_store_and_come_back(sqlite: str, s3) -> None:
    from guiju.systems.archive.s3 import Bucket

    house = House()
    house.now = datetime.now(UTC)  # the store checks the moment of a signature
    s3["ready"]()
    bucket = Bucket.of(s3, lambda: house.now)
    for attempt in range(60):
        try:
            bucket.put("", b"")
            break
        except OSError:
            assert attempt < 59
            __import__("time").sleep(0.5)
    house.settings["archive"] = {"to": "s3", "s3": s3}
    answer = house("archive.keep", case="案件 1", documents=SET)
    assert answer["location"].startswith("s3://guiju/")
    assert house("archive.verify", archive=answer["archive"])["whole"] is True
    assert bucket.get("nothing/here.zip") is None
    wrong = Bucket.of({**s3, "secret": "other"}, lambda: house.now)
    with pytest.raises(OSError, match="403"):
        wrong.put("x", b"y")


def test_a_store_that_is_away_fails_the_job_and_the_next_try_archives_once(sqlite, s3) -> None:
    house = House()
    house.now = datetime.now(UTC)
    away = {**s3, "address": f"http://127.0.0.1:{tools.free_port()}"}
    house.settings["archive"] = {"to": "s3", "s3": away}
    with pytest.raises(OSError, match="expected"):
        house("archive.keep", job=4, documents=SET)
    assert house("archive.list")["count"] == 0
    house.settings["archive"] = {"to": "s3", "s3": s3}
    house("archive.keep", job=4, documents=SET)
    assert house("archive.list")["count"] == 1
