"""Computes expected.json: the statistics of three small invented data sets by SciPy.

Run: python3 -m venv v && v/bin/pip install scipy==1.17.1 numpy==2.4.6 && v/bin/python scipy_values.py > expected.json
Sources: scipy.stats.kendalltau (tau-b), binomtest (exact McNemar), permutation_test (sign flips),
Holm's correction written out from Holm 1979, bootstrap (percentile) with 20,000 resamples.
"""
import json
import sys

import numpy as np
import scipy
from scipy import stats

SETS = {
    "twelve patients": {
        "passed_a": [41, 38, 52, 60, 33, 47, 29, 55, 48, 36, 44, 50],
        "passed_b": [40, 35, 50, 61, 30, 47, 25, 54, 45, 36, 40, 49],
        "total": [50, 45, 60, 70, 40, 55, 35, 66, 57, 44, 52, 61],
        "leak_a": [0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0],
        "leak_b": [1, 0, 1, 1, 1, 0, 1, 0, 1, 1, 0, 0],
    },
    "uneven patients": {
        "passed_a": [900, 12, 8, 77, 3, 150, 6, 20],
        "passed_b": [700, 12, 9, 70, 5, 149, 2, 18],
        "total": [1000, 13, 9, 80, 6, 151, 7, 22],
        "leak_a": [1, 1, 0, 0, 1, 0, 1, 0],
        "leak_b": [0, 1, 0, 1, 0, 0, 1, 1],
    },
    "forty patients": {
        "passed_a": [int(x) for x in np.random.default_rng(1).integers(60, 100, 40)],
        "passed_b": [int(x) for x in np.random.default_rng(2).integers(55, 98, 40)],
        "total": [100] * 40,
        "leak_a": [int(x) for x in np.random.default_rng(3).integers(0, 2, 40)],
        "leak_b": [int(x) for x in np.random.default_rng(4).integers(0, 2, 40) * np.random.default_rng(5).integers(0, 2, 40)],
    },
}


def holm(p):
    order = np.argsort(p, kind="stable")
    out, largest = np.ones(len(p)), 0.0
    for step, i in enumerate(order):
        largest = max(largest, min(1.0, (len(p) - step) * p[i]))
        out[i] = largest
    return out.tolist()


def ratio(part, whole, axis=-1):
    return np.sum(part, axis=axis) / np.sum(whole, axis=axis)


def evaluate(name, data):
    a, b, total = (np.array(data[k]) for k in ("passed_a", "passed_b", "total"))
    la, lb = np.array(data["leak_a"]), np.array(data["leak_b"])
    only_a, only_b = int(np.sum((la == 1) & (lb == 0))), int(np.sum((la == 0) & (lb == 1)))
    mcnemar = stats.binomtest(only_a, only_a + only_b, 0.5).pvalue if only_a + only_b else 1.0
    # failures differ by passed_b - passed_a
    diff = (total - a) - (total - b)
    flips = stats.permutation_test(
        (diff,), np.sum, permutation_type="samples", n_resamples=2**13 if len(diff) <= 14 else 200_000, alternative="two-sided",
        rng=np.random.default_rng(0),
    ).pvalue
    boot = stats.bootstrap(
        (a, total), ratio, paired=True, method="percentile", n_resamples=20_000, confidence_level=0.95, rng=np.random.default_rng(0), vectorized=True,
    ).confidence_interval
    return {
        "name": name, **data,
        "expected": {
            "kendall": float(stats.kendalltau(a, b).statistic),
            "mcnemar": float(mcnemar), "onlyA": only_a, "onlyB": only_b,
            "signFlip": float(flips),
            "bootstrap": [float(boot.low), float(boot.high)],
            "quantiles": [float(q) for q in np.quantile(a, [0.025, 0.5, 0.975])],
            "normalTail": float(stats.norm.sf(abs(diff.sum()) / np.sqrt((diff.astype(float) ** 2).sum()))),
        },
    }


sets = [evaluate(name, data) for name, data in SETS.items()]
p = [s["expected"]["mcnemar"] for s in sets] + [s["expected"]["signFlip"] for s in sets]
json.dump({"source": f"scipy {scipy.__version__}, numpy {np.__version__}, scipy_values.py", "sets": sets, "holm": {"p": p, "expected": holm(p)}}, sys.stdout, indent=1)
sys.stdout.write("\n")
