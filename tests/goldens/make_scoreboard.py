"""Write `scoreboard.json`, the numbers of the scoreboard in the lesson on regularization: half a minute of training.

python tests/goldens/make_scoreboard.py
"""

import json
from pathlib import Path

from dlcourse.remedies import gains

# each remedy as the lesson's cells call for it
REMEDIES = {
    "none": {},
    "l1": {"l1": 0.001},
    "l2": {"l2": 0.003},
    "elastic net": {"l1": 0.001, "l2": 0.001},
    "dropout": {"dropped": 0.5},
    "batch normalization": {"normalized": True},
    "early stopping": {"watched_by": 15},
    "augmentation": {"copies": 9},
    "width": {"width": 16},
    "points": {"points": 240},
}
KEPT = Path(__file__).with_name("scoreboard.json")

if __name__ == "__main__":
    KEPT.write_text(json.dumps({name: gains(remedy) for name, remedy in REMEDIES.items()}, indent=1) + "\n")
