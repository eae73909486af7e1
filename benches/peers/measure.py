"""Runs every peer in turns, round by round, and prints medians. Called by `run`.

Processor time is what ratios are made of: unlike the time on the wall it does not depend on what
else the machine does."""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

root, work, rounds = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
corpus = work / "corpus"
files = sorted((corpus / "files/gokart/update-offer").iterdir())
offerlint = os.environ.get("OFFERLINT", str(root / "target/release/offerlint"))
python = str(work / "python/bin/python")
jsonschema_cli = str(work / "cargo/bin/jsonschema-cli")
check_jsonschema = str(work / "python/bin/check-jsonschema")
CONTRACTS = ["tracklysms/create-offer", "gokart/update-offer"]
ONE_CORE = ["taskset", "-c", "0"]
ENV = {**os.environ, "PEERS_NODE": str(work / "node")}


def schema(contract):
    return str(root / f"schemas/{contract}.json")


def lines(contract, kind):
    return str(corpus / f"{contract.replace('/', '-')}.{kind}.ndjson")


def spent(command, statuses=(0,)):
    """Seconds that a process takes, of the processor and on the wall, and what it prints."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in statuses:
        sys.exit(f"{command[:4]} ended with {done.returncode}: {done.stderr.decode()[:500]}")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return processor, wall, done.stdout


def in_process(contract, kind, inner):
    """What the peers that stay in their process say: name to seconds, bytes, clean, all."""
    arguments = [schema(contract), lines(contract, kind), str(inner)]
    found = json.loads(spent([*ONE_CORE, "node", "ajv.mjs", *arguments])[2])
    command = [*ONE_CORE, python, "python_peers.py", contract, *arguments]
    return {**found, **json.loads(spent(command)[2])}


def refused_by_offerlint(contract):
    command = [offerlint, "check", "--contract", contract, "--format", "jsonl"]
    text = spent([*command, lines(contract, "defective")], (1,))[2]
    findings = [json.loads(line) for line in text.splitlines()]
    errors = [found for found in findings if found.get("severity") == "error"]
    return len({found["line"] for found in errors})


def table(head, rows):
    print("\n| " + " | ".join(head) + " |")
    print("| --- |" + " ---: |" * (len(head) - 1))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")


def throughput():
    for contract in CONTRACTS:
        times, size, count, clean, refused = {}, 0, 0, {}, {}
        own = "offerlint (a process: start-up, reading the file, printing)"
        for _ in range(rounds):
            command = [*ONE_CORE, offerlint, "check", "--contract", contract, "--quiet"]
            times.setdefault(own, []).append(spent([*command, lines(contract, "clean")])[0])
            for name, (seconds, size, valid, count) in in_process(contract, "clean", 3).items():
                times.setdefault(name, []).append(seconds)
                clean[name] = valid
        for name, (_, _, valid, defective) in in_process(contract, "defective", 1).items():
            refused[name] = f"{defective - valid} of {defective}"
        refused[own] = f"{refused_by_offerlint(contract)} of {defective}"
        clean[own] = count
        base = statistics.median(times[own])
        rows = []
        for name, taken in sorted(times.items(), key=lambda item: statistics.median(item[1])):
            seconds = statistics.median(taken)
            rate, each = size / seconds / 1e6, seconds / count * 1e6
            row = [name, f"{rate:.0f}", f"{each:.2f}", f"{seconds / base:.1f}"]
            rows.append([*row, f"{clean[name]} of {count}", refused[name]])
        print(f"\n{contract}: {count} clean payloads of {size / count:.0f} bytes, one core")
        head = ["bytes to verdict", "MB/s", "µs each", "time, offerlint = 1"]
        table([*head, "found clean", "of defective ones refused"], rows)


def processes(commands, count, title):
    """Commands in turns: the medians as rows."""
    times = {name: [] for name in commands}
    for turn in range(count + 1):
        for name, (command, _) in commands.items():
            processor, wall, _ = spent(command)
            # The first round warms up.
            if turn > 0:
                times[name].append((processor, wall))

    def medians(name):
        return [statistics.median(taken) for taken in zip(*times[name])]

    base = medians("offerlint")[0] / commands["offerlint"][1]
    rows = []
    for name, (_, payloads) in commands.items():
        processor, wall = medians(name)
        each = processor / payloads
        row = [name, payloads, f"{wall * 1e3:.1f}", f"{processor * 1e3:.1f}", f"{each * 1e6:.0f}"]
        rows.append([*row, f"{each / base:.2f}"])
    print(f"\n{title}")
    head = ["process", "files", "ms on the wall", "ms of processor"]
    table([*head, "µs of processor a file", "offerlint = 1"], rows)


def start_up():
    contract, file = "gokart/update-offer", str(files[0])
    commands = {
        "/bin/true": (["/bin/true"], 1),
        "offerlint": ([offerlint, "check", "--contract", contract, file], 1),
        "jsonschema-cli": ([jsonschema_cli, "validate", schema(contract), "-i", file], 1),
        "check-jsonschema": ([check_jsonschema, "--schemafile", schema(contract), file], 1),
    }
    processes(commands, 4 * rounds + 1, "Start-up and one small file")


def many_files():
    contract = "gokart/update-offer"
    all_files = [str(file) for file in files]
    cli = [jsonschema_cli, "validate", schema(contract)]
    check = [check_jsonschema, "--schemafile", schema(contract)]
    for prefix, title in [(ONE_CORE, "on one core"), ([], "on all cores")]:
        some = all_files[:1000]
        commands = {
            "offerlint": ([offerlint, "check", str(corpus / "files")], len(files)),
            "offerlint, files named": (
                [offerlint, "check", "--contract", contract, *all_files],
                len(files),
            ),
            "jsonschema-cli": (
                [*cli, *[part for file in all_files for part in ("-i", file)]],
                len(files),
            ),
            "check-jsonschema": ([*check, *some], len(some)),
        }
        commands = {name: ([*prefix, *line], count) for name, (line, count) in commands.items()}
        processes(commands, rounds, f"Small GoKart files, {title}")


os.chdir(Path(__file__).parent)
throughput()
start_up()
many_files()
