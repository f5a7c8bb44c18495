"""BPMN's content model as one table: the types of BPMN20.xsd and Semantic.xsd (chapter 15).

A line is `type < base | attributes | children`. An attribute is `name:kind`, `!` makes it
required, `>` names what a reference may lead to. A child is `tag` (exactly one), `tag?`, `tag*`,
`tag+`, `tag{2}` (at least two) or `tag{1,2}`; `%group` stands for every element of a group. A
line that begins with blanks goes on with the one before it.

Kinds of attribute values: ID, IDREF, QName, NCName, string, anyURI, boolean, integer, or
the allowed words with `/` between them.
"""

TYPES = """
definitions      |id:ID name targetNamespace!:anyURI expressionLanguage:anyURI
    typeLanguage:anyURI exporter exporterVersion|documentation* extensionElements? import*
    extension* %rootElement* relationship*
import           |namespace!:anyURI location! importType!:anyURI|
extension        |definition:QName mustUnderstand:boolean|documentation*
base             |id:ID|documentation* extensionElements?
documentation    |id:ID textFormat|
relationship     <base|type! direction:None/Forward/Backward/Both|source+ target+
root             <base||
named            <root|name|

category         <named||categoryValue*
categoryValue    <base|value|
correlationProperty <named|type:QName|correlationPropertyRetrievalExpression+
correlationPropertyRetrievalExpression <base|messageRef!:QName>message|messagePath
correlationKey   <base|name|correlationPropertyRef*
correlationSubscription <base|correlationKeyRef!:QName>correlationKey|correlationPropertyBinding*
correlationPropertyBinding <base|correlationPropertyRef!:QName>correlationProperty|dataPath
dataStore        <named|capacity:integer isUnlimited:boolean
    itemSubjectRef:QName>itemDefinition|dataState?
endPoint         <root||
error            <named|errorCode structureRef:QName|
escalation       <named|escalationCode structureRef:QName|
signal           <named|structureRef:QName|
message          <named|itemRef:QName>itemDefinition|
itemDefinition   <root|structureRef:QName isCollection:boolean itemKind:Information/Physical|
interface        <root|name! implementationRef:QName|operation+
operation        <base|name! implementationRef:QName|inMessageRef outMessageRef? errorRef*
partnerEntity    <named||participantRef*
partnerRole      <named||participantRef*
resource         <root|name!|resourceParameter*
resourceParameter <base|name type:QName isRequired:boolean|

collaboration    <named|isClosed:boolean|participant* messageFlow* %artifact* %conversationNode*
    conversationAssociation* participantAssociation* messageFlowAssociation* correlationKey*
    choreographyRef* conversationLink*
choreography     <collaboration||%flowElement*
globalChoreographyTask <choreography|initiatingParticipantRef:QName>participant|
globalConversation <collaboration||
participant      <base|name processRef:QName>process|interfaceRef* endPointRef*
    participantMultiplicity?
participantMultiplicity <base|minimum:integer maximum:integer|
participantAssociation <base||innerParticipantRef outerParticipantRef
messageFlow      <base|name sourceRef!:QName>messageFlowEnd targetRef!:QName>messageFlowEnd
    messageRef:QName>message|
messageFlowAssociation <base|innerMessageFlowRef!:QName>messageFlow
    outerMessageFlowRef!:QName>messageFlow|
conversationNode <base|name|participantRef* messageFlowRef* correlationKey*
conversation     <conversationNode||
callConversation
    <conversationNode|calledCollaborationRef:QName>conversable|participantAssociation*
subConversation  <conversationNode||%conversationNode*
conversationAssociation <base|innerConversationNodeRef!:QName>conversationNode
    outerConversationNodeRef!:QName>conversationNode|
conversationLink <base|name sourceRef!:QName>conversationEnd targetRef!:QName>conversationEnd|

callable         <named||supportedInterfaceRef* ioSpecification? ioBinding*
process          <callable|processType:None/Public/Private isClosed:boolean isExecutable:boolean
    definitionalCollaborationRef:QName>collaboration|auditing? monitoring? property* laneSet*
    %flowElement* %artifact* %resourceRole* correlationSubscription* supports*
globalTask       <callable||%resourceRole*
globalBusinessRuleTask <globalTask|implementation|
globalManualTask <globalTask||
globalScriptTask <globalTask|scriptLanguage:anyURI|script?
globalUserTask   <globalTask|implementation|rendering*
auditing         <base||
monitoring       <base||
rendering        <base||
ioSpecification  <base||dataInput* dataOutput* inputSet+ outputSet+
ioBinding        <base|operationRef!:QName>operation inputDataRef!:IDREF>inputEnd
    outputDataRef!:IDREF>outputEnd|
dataInput        <base|name itemSubjectRef:QName>itemDefinition isCollection:boolean|dataState?
dataOutput       <base|name itemSubjectRef:QName>itemDefinition isCollection:boolean|dataState?
inputSet         <base|name|dataInputRefs* optionalInputRefs* whileExecutingInputRefs*
    outputSetRefs*
outputSet        <base|name|dataOutputRefs* optionalOutputRefs* whileExecutingOutputRefs*
    inputSetRefs*
property         <base|name itemSubjectRef:QName>itemDefinition|dataState?
dataState        <base|name|
resourceRole     <base|name|resourceRef? resourceParameterBinding* resourceAssignmentExpression?
resourceParameterBinding <base|parameterRef!:QName>resourceParameter|%expression
resourceAssignmentExpression <base||%expression
laneSet          <base|name|lane*
childLaneSet     <laneSet||
lane             <base|name partitionElementRef:QName>any|partitionElement? flowNodeRef*
    childLaneSet?
partitionElement <base||

flowElement      <base|name|auditing? monitoring? categoryValueRef*
sequenceFlow     <flowElement|sourceRef!:IDREF>flowEnd targetRef!:IDREF>flowEnd
    isImmediate:boolean|conditionExpression?
dataObject       <flowElement|itemSubjectRef:QName>itemDefinition isCollection:boolean|dataState?
dataObjectReference <flowElement|itemSubjectRef:QName>itemDefinition
    dataObjectRef:IDREF>dataObject|dataState?
dataStoreReference <flowElement|itemSubjectRef:QName>itemDefinition
    dataStoreRef:QName>dataStore|dataState?
flowNode         <flowElement||incoming* outgoing*

activity         <flowNode|isForCompensation:boolean startQuantity:integer
    completionQuantity:integer default:IDREF>sequenceFlow|ioSpecification? property*
    dataInputAssociation* dataOutputAssociation* %resourceRole* %loopCharacteristics?
task             <activity||
manualTask       <task||
userTask         <task|implementation|rendering*
businessRuleTask <task|implementation|
scriptTask       <task|scriptFormat|script?
serviceTask      <task|implementation operationRef:QName>operation|
sendTask         <task|implementation messageRef:QName>message operationRef:QName>operation|
receiveTask      <task|implementation messageRef:QName>message operationRef:QName>operation
    instantiate:boolean|
callActivity     <activity|calledElement:QName>callable|
subProcess       <activity|triggeredByEvent:boolean|laneSet* %flowElement* %artifact*
transaction      <subProcess|method|
adHocSubProcess  <subProcess|cancelRemainingInstances:boolean
    ordering:Parallel/Sequential|completionCondition?
dataAssociation  <base||sourceRef* targetRef transformation? assignment*
dataInputAssociation <dataAssociation||
dataOutputAssociation <dataAssociation||
assignment       <base||from to
standardLoopCharacteristics <base|testBefore:boolean loopMaximum:integer|loopCondition?
multiInstanceLoopCharacteristics <base|isSequential:boolean behavior:None/One/All/Complex
    oneBehaviorEventRef:QName>eventDefinition
    noneBehaviorEventRef:QName>eventDefinition|loopCardinality? loopDataInputRef?
    loopDataOutputRef? inputDataItem? outputDataItem? complexBehaviorDefinition*
    completionCondition?
inputDataItem    <dataInput||
outputDataItem   <dataOutput||
complexBehaviorDefinition <base||condition event?

anyEvent         <flowNode||property*
catchEvent       <anyEvent|parallelMultiple:boolean|dataOutput* dataOutputAssociation*
    outputSet? %eventDefinition* eventDefinitionRef*
throwEvent       <anyEvent||dataInput* dataInputAssociation* inputSet? %eventDefinition*
    eventDefinitionRef*
startEvent       <catchEvent|isInterrupting:boolean|
intermediateCatchEvent <catchEvent||
boundaryEvent    <catchEvent|cancelActivity:boolean attachedToRef!:QName>activity|
intermediateThrowEvent <throwEvent||
implicitThrowEvent <throwEvent||
endEvent         <throwEvent||
cancelEventDefinition <root||
compensateEventDefinition <root|waitForCompletion:boolean activityRef:QName>activity|
conditionalEventDefinition <root||condition
errorEventDefinition <root|errorRef:QName>error|
escalationEventDefinition <root|escalationRef:QName>escalation|
linkEventDefinition <root|name!|source* target?
messageEventDefinition <root|messageRef:QName>message|operationRef?
signalEventDefinition <root|signalRef:QName>signal|
terminateEventDefinition <root||
timerEventDefinition <root||timeDate? timeDuration? timeCycle?

gateway          <flowNode|gatewayDirection:Unspecified/Converging/Diverging/Mixed|
exclusiveGateway <gateway|default:IDREF>sequenceFlow|
inclusiveGateway <gateway|default:IDREF>sequenceFlow|
parallelGateway  <gateway||
complexGateway   <gateway|default:IDREF>sequenceFlow|activationCondition?
eventBasedGateway <gateway|instantiate:boolean eventGatewayType:Exclusive/Parallel|

choreographyActivity <flowNode|initiatingParticipantRef!:QName>participant
    loopType:None/Standard/MultiInstanceSequential/MultiInstanceParallel|participantRef{2}
    correlationKey*
choreographyTask <choreographyActivity||messageFlowRef{1,2}
callChoreography
    <choreographyActivity|calledChoreographyRef:QName>choreography|participantAssociation*
subChoreography  <choreographyActivity||%flowElement* %artifact*

association      <base|sourceRef!:QName>any targetRef!:QName>any
    associationDirection:None/One/Both|
group            <base|categoryValueRef:QName>categoryValue|
textAnnotation   <base|textFormat|text?

expression       <base||
formalExpression <base|language:anyURI evaluatesToTypeRef:QName|
"""

# Elements whose content is a reference; what it may lead to.
REFERENCES = """
incoming>sequenceFlow outgoing>sequenceFlow flowNodeRef>flowNode
    eventDefinitionRef>eventDefinition
categoryValueRef>categoryValue participantRef>participant messageFlowRef>messageFlow
correlationPropertyRef>correlationProperty choreographyRef>choreography interfaceRef>interface
endPointRef>endPoint innerParticipantRef>participant outerParticipantRef>participant
supportedInterfaceRef>interface supports>process inMessageRef>message outMessageRef>message
errorRef>error operationRef>operation resourceRef>resource sourceRef>itemAware targetRef>itemAware
loopDataInputRef>itemAware loopDataOutputRef>itemAware dataInputRefs>dataInput
optionalInputRefs>dataInput whileExecutingInputRefs>dataInput outputSetRefs>outputSet
dataOutputRefs>dataOutput optionalOutputRefs>dataOutput whileExecutingOutputRefs>dataOutput
inputSetRefs>inputSet source target
"""

# Elements that hold an expression, and those that hold text.
EXPRESSIONS = """
conditionExpression condition timeDate timeDuration timeCycle loopCondition loopCardinality
completionCondition activationCondition transformation from to messagePath dataPath
"""
TEXTS = "script text"

# Groups of elements that may stand in one place.
GROUPS = """
rootElement: category collaboration choreography globalChoreographyTask globalConversation
    correlationProperty dataStore endPoint error escalation %eventDefinition globalTask
    globalBusinessRuleTask globalManualTask globalScriptTask globalUserTask interface
    itemDefinition message partnerEntity partnerRole process resource signal
eventDefinition: cancelEventDefinition compensateEventDefinition conditionalEventDefinition
    errorEventDefinition escalationEventDefinition linkEventDefinition messageEventDefinition
    signalEventDefinition terminateEventDefinition timerEventDefinition
task: task manualTask userTask businessRuleTask scriptTask serviceTask sendTask receiveTask
activity: %task callActivity subProcess transaction adHocSubProcess
gateway: exclusiveGateway inclusiveGateway parallelGateway complexGateway eventBasedGateway
flowEvent: startEvent intermediateCatchEvent intermediateThrowEvent boundaryEvent endEvent
    implicitThrowEvent
choreographyActivity: choreographyTask callChoreography subChoreography
flowNode: %activity %gateway %flowEvent
flowEnd: %flowNode %choreographyActivity
flowElement: sequenceFlow dataObject dataObjectReference dataStoreReference %flowEnd
artifact: association group textAnnotation
conversationNode: conversation callConversation subConversation
conversationEnd: %conversationNode participant
messageFlowEnd: %activity %flowEvent participant %conversationNode
resourceRole: resourceRole performer humanPerformer potentialOwner
loopCharacteristics: standardLoopCharacteristics multiInstanceLoopCharacteristics
expression: expression formalExpression
callable: process globalTask globalBusinessRuleTask globalManualTask globalScriptTask
    globalUserTask
itemAware: dataObject dataObjectReference dataStore dataStoreReference property dataInput
    dataOutput inputDataItem outputDataItem
inputEnd: dataInput inputSet
outputEnd: dataOutput outputSet
choreography: choreography globalChoreographyTask
collaboration: collaboration choreography globalChoreographyTask globalConversation
correlationKey: correlationKey
conversable: collaboration globalConversation
"""

# Elements that share the type of another.
SAME = {
    "performer": "resourceRole",
    "humanPerformer": "resourceRole",
    "potentialOwner": "resourceRole",
}
