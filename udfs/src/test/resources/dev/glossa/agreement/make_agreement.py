#!/usr/bin/env python3
"""Makes agreement.json: small ratings, and what the reference implementations compute of them.

pip install krippendorff==0.8.2 scikit-learn==1.7.2 scipy==1.15.3 numpy==2.2.6
python make_agreement.py > agreement.json
"""
import json
import sys

import krippendorff
import numpy as np
from scipy import stats
from sklearn.linear_model import LinearRegression
from sklearn.metrics import cohen_kappa_score

rng = np.random.default_rng(20240102)


def ratings(raters, units, low, high, missing, noise):
    truth = rng.integers(low, high + 1, size=units)
    table = np.clip(truth + rng.integers(-noise, noise + 1, size=(raters, units)), low, high).astype(float)
    table[rng.random(table.shape) < missing] = np.nan
    return table


def rows(table):
    return [[None if np.isnan(x) else x for x in row] for row in table.tolist()]


alpha = []
for table in (
    # The example of Krippendorff's paper of 2011.
    np.array([
        [1, 2, 3, 3, 2, 1, 4, 1, 2, np.nan, np.nan, np.nan],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, np.nan, 3],
        [np.nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, np.nan],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, np.nan],
    ]),
    ratings(2, 20, 1, 3, 0, 1),
    ratings(5, 15, 0, 3, 0.3, 1),
    ratings(3, 12, 1, 3, 0.6, 2),
    # Values that lie unevenly.
    np.array([[0, 0.5, 3, 3, 10, 0], [0, 3, 3, 0.5, 10, np.nan], [0.5, 0.5, 10, 3, 10, 3]]),
):
    alpha.append({
        "ratings": rows(table),
        **{level: krippendorff.alpha(reliability_data=table, level_of_measurement=level)
           for level in ("nominal", "ordinal", "interval")},
    })

kappa = []
for low, high, noise in ((1, 3, 1), (0, 3, 2), (1, 5, 1)):
    first, second = ratings(2, 25, low, high, 0, noise).astype(int).tolist()
    labels = list(range(low, high + 1))
    kappa.append({
        "lowest": low, "highest": high, "first": first, "second": second,
        "none": cohen_kappa_score(first, second, labels=labels),
        "linear": cohen_kappa_score(first, second, labels=labels, weights="linear"),
        "quadratic": cohen_kappa_score(first, second, labels=labels, weights="quadratic"),
    })
# Stars that nobody gave still lie between those that were given.
kappa.append({
    "lowest": 1, "highest": 3, "first": [1, 1, 3, 3, 1, 3], "second": [1, 3, 3, 3, 1, 1],
    **{str(name): cohen_kappa_score([1, 1, 3, 3, 1, 3], [1, 3, 3, 3, 1, 1], labels=[1, 2, 3], weights=weights)
       for name, weights in (("none", None), ("linear", "linear"), ("quadratic", "quadratic"))},
})

correlation = []
for ties in (1, 4):
    x = (rng.integers(1, 40, size=16) // ties).tolist()
    y = (np.array(x) // 10 + rng.integers(0, 3, size=16)).tolist()
    correlation.append({"x": x, "y": y, "rho": stats.spearmanr(x, y).statistic})

# Least squares with a dummy for each thing.
things = rng.integers(0, 6, size=30)
places = rng.integers(0, 5, size=30)
stars = rng.integers(1, 4, size=30)
design = np.column_stack([places, np.eye(6)[things]])
slope = LinearRegression(fit_intercept=False).fit(design, stars).coef_[0]
position = {"things": things.tolist(), "places": places.tolist(), "ratings": stars.tolist(), "slope": slope}

values = rng.integers(1, 4, size=40).tolist()
interval = stats.bootstrap(
    (np.array(values, dtype=float),), np.mean, n_resamples=200_000, method="percentile", rng=rng)
bootstrap = {
    "values": values,
    "low": interval.confidence_interval.low, "high": interval.confidence_interval.high,
    "standard_error": interval.standard_error,
}

json.dump(
    {"alpha": alpha, "kappa": kappa, "correlation": correlation, "position": position, "bootstrap": bootstrap},
    sys.stdout, indent=None, separators=(",", ":"))
print()
