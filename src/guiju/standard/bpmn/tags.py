"""Tags of BPMN elements, by what they are (chapter 10)."""

GLOBAL_TASKS = (
    "globalTask", "globalUserTask", "globalManualTask", "globalScriptTask",
    "globalBusinessRuleTask",
)  # fmt: skip
TASKS = (
    "task", "userTask", "manualTask", "serviceTask", "scriptTask", "businessRuleTask",
    "sendTask", "receiveTask",
)  # fmt: skip
SUB_PROCESSES = ("subProcess", "transaction", "adHocSubProcess")
SCOPES = ("process", *SUB_PROCESSES)
ACTIVITIES = (*TASKS, *SUB_PROCESSES, "callActivity")
GATEWAYS = (
    "exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway",
    "complexGateway",
)  # fmt: skip
CATCHING = ("startEvent", "intermediateCatchEvent", "boundaryEvent")
THROWING = ("intermediateThrowEvent", "endEvent", "implicitThrowEvent")
EVENTS = (*CATCHING, *THROWING)
CHOREOGRAPHIES = ("choreography", "globalChoreographyTask")
CHOREOGRAPHY_ACTIVITIES = ("choreographyTask", "callChoreography", "subChoreography")
FLOW_NODES = (*ACTIVITIES, *GATEWAYS, *EVENTS)
