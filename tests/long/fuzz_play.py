"""Plays mutated models: whatever compiles must run to an outcome, never to an exception or a hang.

    python tests/long/fuzz_play.py [--count 20000] [--seed 1]

Mutants are well-formed: an element is dropped, doubled, moved or renamed, an attribute is taken from
another element. Prints counts; a finding is written to `tests/long/findings/`.
"""

import argparse
import copy
import json
import random
import sys
import time
import traceback
from collections import Counter
from datetime import timedelta
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import guiju  # noqa: E402

SHARED = ROOT.parent / "shared"


def seeds():
    files = sorted(ROOT.glob("tests/**/*.bpmn")) + sorted(SHARED.glob("bpmn-cases/*/*.bpmn"))
    return [etree.fromstring(file.read_bytes()) for file in files]


def mutant(dice, trees):
    tree = copy.deepcopy(dice.choice(trees))
    for _ in range(dice.randrange(1, 4)):
        dice.choice(MUTATIONS)(dice, tree)
    return etree.tostring(tree)


def elements(tree):
    return [
        each for each in tree.iter() if isinstance(each.tag, str) and each.getparent() is not None
    ]


def drop(dice, tree):
    found = elements(tree)
    if found:
        one = dice.choice(found)
        one.getparent().remove(one)


def double(dice, tree):
    found = elements(tree)
    if found:
        one = dice.choice(found)
        copied = copy.deepcopy(one)
        if copied.get("id") and dice.random() < 0.8:
            copied.set("id", copied.get("id") + str(dice.randrange(99)))
        one.getparent().append(copied)


def move(dice, tree):
    found = elements(tree)
    if len(found) > 1:
        one, other = dice.sample(found, 2)
        if one not in list(other.iterancestors()):
            other.append(one)


KINDS = (
    "userTask",
    "scriptTask",
    "serviceTask",
    "receiveTask",
    "sendTask",
    "subProcess",
    "transaction",
    "adHocSubProcess",
    "callActivity",
    "exclusiveGateway",
    "parallelGateway",
    "inclusiveGateway",
    "complexGateway",
    "eventBasedGateway",
    "startEvent",
    "endEvent",
    "intermediateCatchEvent",
    "intermediateThrowEvent",
    "boundaryEvent",
    "timerEventDefinition",
    "signalEventDefinition",
    "errorEventDefinition",
    "compensateEventDefinition",
    "terminateEventDefinition",
    "escalationEventDefinition",
)


def rename(dice, tree):
    found = elements(tree)
    if found:
        one = dice.choice(found)
        namespace = etree.QName(one).namespace
        one.tag = f"{{{namespace}}}{dice.choice(KINDS)}"


def attribute(dice, tree):
    having = [each for each in elements(tree) if each.attrib]
    if len(having) > 1:
        one, other = dice.sample(having, 2)
        name = dice.choice(list(one.attrib))
        value = dice.choice(list(other.attrib.values()))
        if dice.random() < 0.3:
            value = dice.choice(["true", "false", "0", "2", "null", "x", "", "9" * 12])
        one.set(name, value)


def text(dice, tree):
    having = [each for each in elements(tree) if each.text and each.text.strip()]
    if having:
        dice.choice(having).text = dice.choice(
            [
                "true",
                "null",
                "integerVariable > 1",
                "PT1S",
                "R/PT1S",
                "R3/PT1H",
                "[1,2,3]",
                "1/0",
                "{a: 1}",
                "-3",
                "3",
            ]
        )


MUTATIONS = (drop, double, move, rename, attribute, attribute, text)


def on_script(text_, format_, variables):
    if text_.strip() == "THROW_ERROR":
        raise ValueError(text_)
    number = variables.get("integerVariable")
    if "INCREMENT" in text_ and isinstance(number, int):
        return {"integerVariable": number + 1}
    return {}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    guiju.load(b"")  # so that no mutant pays for the imports
    dice, trees, found = random.Random(options.seed), seeds(), Counter()
    slowest = 0.0
    for number in range(options.count):
        data = mutant(dice, trees)
        begun = time.perf_counter()
        try:
            loaded = guiju.load(data)
            if loaded.standard is None:
                found["refused"] += 1
            else:
                played = guiju.play(
                    loaded.standard, {"integerVariable": 0, "test": "ab"}, on_script=on_script,
                    horizon=timedelta(days=2), most_steps=2_000,
                )  # fmt: skip
                found[played.outcome] += 1
        except ValueError as error:
            found["no process" if "no process" in str(error) else "crash"] += 1
            if "no process" not in str(error):
                keep(data, number)
        except Exception:
            found["crash"] += 1
            keep(data, number)
        spent = time.perf_counter() - begun
        slowest = max(slowest, spent)
        if spent > 2:
            found["slow"] += 1
            keep(data, number)
    print(
        json.dumps(
            {"seed": options.seed, "count": options.count, "slowest_s": round(slowest, 2), **found}
        )
    )


def keep(data, number):
    folder = ROOT / "tests" / "long" / "findings"
    folder.mkdir(exist_ok=True)
    (folder / f"play-{number}.bpmn").write_bytes(data)
    traceback.print_exc()


if __name__ == "__main__":
    main()
