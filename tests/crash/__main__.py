"""`python -m tests.crash [--kills 200] [--node-kills 60] [--seed N]`: a table of deaths; exit 1 if anything is missing."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.crash.campaign import Table, campaign, plan
from tests.crash.node_campaign import NodeTable, NodeWorld, node_campaign
from tests.crash.power import power_cuts
from tests.crash.world import World

SLOWEST_RESUME_MS = 5000
POWER_CUTS = 6


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--node-kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    options = parser.parse_args()
    draw = random.Random(options.seed)
    shares = plan(options.kills, draw)
    table = Table()
    started = time.monotonic()
    print(f"seed {options.seed}, {sum(map(len, shares))} kills, {len(shares)} candidates", flush=True)
    with tempfile.TemporaryDirectory() as folder, World(Path(folder), len(shares) + POWER_CUTS) as world:
        campaign(world, shares, draw, table, world.pc)
        power = power_cuts(world, world.seats[len(shares) :], draw, table)
    show(table, power, time.monotonic() - started)
    with tempfile.TemporaryDirectory() as folder, NodeWorld(Path(folder)) as room:
        node_campaign(room, options.node_kills, draw)
    show_node(room.table)
    return 1 if table.faults or room.table.faults or table.slowest_resume_ms > SLOWEST_RESUME_MS else 0


def show(table: Table, power: str, seconds: float) -> None:
    width = max(map(len, table.kills), default=0)
    for point, kills in sorted(table.kills.items()):
        print(f"  {point:<{width}}  {kills:>4}")
    print(f"kills                          {sum(table.kills.values())}")
    print(f"power cuts                     {power}")
    print(f"answers, notes shown saved       {table.shown}")
    print(f"files among them               {table.files}")
    print(f"answers shown and missing      {table.missing}")
    print(f"slowest resume                 {table.slowest_resume_ms} ms")
    print(f"most time given back           {table.most_given_back_ms} ms")
    print(f"took                           {seconds:.0f} s")
    for fault in table.faults:
        print(f"FAULT  {fault}")


def show_node(table: NodeTable) -> None:
    print(f"kills of the room node         {len(table.kills)}")
    print(f"power cuts of its PC           {table.power_cuts}")
    print(f"acts it answered for           {len(table.accepted)}")
    print(f"segments it countersigned      {table.countersigned}")
    print(f"segments at the centre         {table.receipted}")
    for fault in table.faults:
        print(f"FAULT  {fault}")


if __name__ == "__main__":
    sys.exit(main())
