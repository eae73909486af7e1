"""Writes payloads with findings of every severity, and values that try to break out of the page."""

import json
import os
import sys
from pathlib import Path

root = Path(sys.argv[1])
KEY = "trk_" + "0123456789abcdef" * 2
URL = "https://track.acme.io/c"


def write(name, text):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))


def create(name, text):
    write(f"folder/tracklysms/create-offer/{name}", text)


BREAKOUTS = [
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "</pre></article></body></html>",
    "<!-- --!> ]]> <![CDATA[",
    "\"'><svg/onload=alert(1)>",
    "&lt;b&gt;&amp;&#0;&bogus;",
    "{{title}} {{style}}",
    "::error::x ##[group]",
    "`code` ` `<i>`",
]
for number, text in enumerate(BREAKOUTS):
    payload = {"name": text, text: 1, "tracking_url": "javascript:" + text, "payout": text, "key": KEY}
    create(f"breakout-{number}.json", json.dumps(payload, indent=1))
characters = "\u202e\u2066\u200b\ufeff\u0085\ufdd0\uffff\U0001fffe\u0627\u0644"
create("characters.json", '{"name": "a%s",\n "b%s": "%s"}' % ((characters,) * 3))
create("nul.json", b'{"name": "a\0b", "payout": "\xff\xfe", \r "x": 1}')
create("broken.json", b'{"name": "Summer", \xed\xa0\x80 nul')
create("one-line.json", json.dumps({"name": "é" * 5000, "x" * 3000: 1, "tracking_url": URL}, ensure_ascii=False))
create("promo.json", json.dumps({"name": "Summer", "tracking_ulr": URL, "external_platform": "TUNE", "payout": "2.50"}, indent=2))
create("lines.ndjson", "\n".join(json.dumps({"name": f"n{n}", "payout": "1"}) for n in range(5)))
if os.name == "posix":
    create("a<b>\"'&\u202e.json", '{"name": 1}')
write("clean/tracklysms/create-offer/clean.json", json.dumps({"name": "Summer", "tracking_url": URL}))
# Warnings first: the errors behind them take their places in a report that is too long.
line = json.dumps({"name": "a", "tracking_url": URL, "unknown": 1})
write("large/a/tracklysms/create-offer/warnings.ndjson", "\n".join([line] * 3000))
write("large/b/tracklysms/create-offer/errors.ndjson", "\n".join(['{"name": "a"}'] * 700))
