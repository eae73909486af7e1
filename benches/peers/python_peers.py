"""Bytes to verdict in this process: jsonschema-rs after two readers of JSON, and msgspec's typed
reading. Processor time counts. python python_peers.py CONTRACT SCHEMA NDJSON ROUNDS"""

import json
import sys
import time

import jsonschema_rs
import msgspec
import orjson

import typed_payloads

contract, schema, file, rounds = sys.argv[1:]
validator = jsonschema_rs.validator_for(json.load(open(schema)), validate_formats=True)
decoder = msgspec.json.Decoder(typed_payloads.TYPES[contract])
lines = open(file, "rb").read().splitlines()


def with_schema(loads):
    is_valid = validator.is_valid
    return lambda: sum(is_valid(loads(line)) for line in lines)


def with_types():
    decode, valid = decoder.decode, 0
    for line in lines:
        try:
            decode(line)
            valid += 1
        except msgspec.ValidationError:
            pass
    return valid


contenders = {
    "jsonschema-rs after json.loads": with_schema(json.loads),
    "jsonschema-rs after orjson.loads": with_schema(orjson.loads),
    "msgspec": with_types,
}
times = {name: [] for name in contenders}
verdicts = {}
for turn in range(int(rounds) + 1):
    for name, judge in contenders.items():
        start = time.process_time()
        verdicts[name] = judge()
        seconds = time.process_time() - start
        # The first round warms up.
        if turn > 0:
            times[name].append(seconds)
size = sum(map(len, lines))
print(
    json.dumps(
        {
            name: [sorted(taken)[len(taken) // 2], size, verdicts[name], len(lines)]
            for name, taken in times.items()
        }
    )
)
