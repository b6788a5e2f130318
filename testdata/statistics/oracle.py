"""Estimates by lifelines, for comparison: oracle.py < request.json.

The request is {"times": [[days, event], …], "intervals": [[after, upTo or null], …], "at": [days, …], "competing":
[[days, cause], …]} with cause 0 for none. Prints survival by Kaplan-Meier and by the interval-censored NPMLE at each
of `at`, and the cumulative incidence of cause 1.
"""

import json
import sys
import warnings

warnings.filterwarnings("ignore")

import lifelines  # noqa: E402
import numpy  # noqa: E402


def main():
    request = json.load(sys.stdin)
    at = request["at"]
    days, events = zip(*request["times"])
    kaplan = lifelines.KaplanMeierFitter().fit(days, events)
    bounds = [(low, numpy.inf if high is None else high) for low, high in request["intervals"]]
    npmle = lifelines.KaplanMeierFitter().fit_interval_censoring(*map(list, zip(*bounds)))
    curve = npmle.survival_function_
    days, causes = zip(*request["competing"])
    johansen = lifelines.AalenJohansenFitter(calculate_variance=False).fit(days, causes, event_of_interest=1)
    incidence = johansen.cumulative_density_

    def last(frame, day):
        rows = frame[frame.index <= day]
        return float(rows.iloc[-1, 0]) if len(rows) else None

    json.dump({
        "kaplanMeier": [float(kaplan.predict(day)) for day in at],
        "lower": [last(kaplan.confidence_interval_.iloc[:, [0]], day) for day in at],
        "upper": [last(kaplan.confidence_interval_.iloc[:, [1]], day) for day in at],
        "npmleLower": [last(curve.iloc[:, [0]], day) for day in at],
        "npmleUpper": [last(curve.iloc[:, [1]], day) for day in at],
        "incidence": [last(incidence, day) for day in at],
    }, sys.stdout)


if __name__ == "__main__":
    main()
