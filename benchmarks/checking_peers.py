"""One peer aligns one log with one model: started by checking.py in an environment of its own.

    PYTHON checking_peers.py pm4py|r4pm LOG.xes MODEL.bpmn

Prints CPU seconds of grouping the cases into variants and of aligning these (reading the log and
making the net are not counted), the total cost of all cases and how many variants were given up, as
JSON on the last line. pm4py is AGPL and is used here alone, never by the project itself.
"""

import json
import sys
import time


def net_of(model):
    import pm4py

    return pm4py.convert_to_petri_net(pm4py.read_bpmn(model))


def by_pm4py(log, model):
    """Its exact variant that was fastest on every shared log: Dijkstra with less memory.

    It groups the cases within the call.
    """
    import pm4py
    from pm4py.algo.conformance.alignments.petri_net import algorithm

    traces = pm4py.convert_to_event_log(pm4py.read_xes(log, return_legacy_log_object=True))
    net = net_of(model)
    chosen = algorithm.Variants.VERSION_DIJKSTRA_LESS_MEMORY
    begin = time.process_time()
    found = algorithm.apply_log(
        traces, *net, variant=chosen, parameters={"show_progress_bar": False}
    )
    seconds = time.process_time() - begin
    given_up = sum(each is None for each in found)
    return 0.0, seconds, sum(round(each["cost"] // 10_000) for each in found if each), given_up


def best(run):
    """(CPU seconds of the fastest run, its result): five runs, more while they are short."""
    seconds = []
    while len(seconds) < 5 or (len(seconds) < 40 and sum(seconds) < 0.5):
        begin = time.process_time()
        found = run()
        seconds.append(time.process_time() - begin)
    return min(seconds), found


def by_r4pm(log, model):
    import r4pm
    from r4pm import bindings
    from r4pm.petri_net import from_pm4py

    net = from_pm4py(*net_of(model))
    events = r4pm.import_item("EventLog", log)
    costs = {
        "log_move_cost": 1, "model_move_cost": 1, "sync_move_cost": 0, "silent_move_cost": 0,
    }  # fmt: skip
    chosen = {"cost_fn": costs, "max_states": 5_000_000}
    grouping, projection = best(lambda: bindings.log_to_activity_projection(events))
    seconds, found = best(lambda: bindings.align_variants(net, projection, chosen))
    good = [each for each in found if "Ok" in each["result"]]
    cost = sum(each["frequency"] * each["result"]["Ok"]["cost"] for each in good)
    return grouping, seconds, cost, len(found) - len(good)


def main():
    peer, log, model = sys.argv[1:]
    grouping, seconds, cost, given_up = {"pm4py": by_pm4py, "r4pm": by_r4pm}[peer](log, model)
    told = {"group_seconds": round(grouping, 4), "seconds": round(seconds, 4)}
    print(json.dumps(told | {"cost": cost, "given_up": given_up}))


if __name__ == "__main__":
    main()
