"""A few lines that read the mined BPMN models: tasks, exclusive and parallel gateways only."""

from pathlib import Path

from lxml import etree

from guiju.standard.steps.net import Net, net_of

KINDS = {
    "task": "task",
    "exclusiveGateway": "exclusive",
    "parallelGateway": "parallel",
    "startEvent": "start",
    "endEvent": "end",
}


def read_net(path: Path) -> Net:
    nodes, flows, names = [], [], {}
    for element in etree.parse(str(path)).iter():
        tag = etree.QName(element).localname
        if tag in KINDS:
            nodes.append((element.get("id"), KINDS[tag]))
            names[element.get("id")] = element.get("name")
        elif tag == "sequenceFlow":
            flows.append((element.get("id"), element.get("sourceRef"), element.get("targetRef")))
    return net_of(nodes, flows, names)
