"""Every file is HTML without a parse error, and contains only the elements and attributes of the template."""

import sys

import html5lib

ELEMENTS = set(
    "html head meta title style body header main footer section article form fieldset legend label input select "
    "option button h1 h2 h3 p ul li a b code pre span mark strong".split()
)
ATTRIBUTES = set(
    "lang dir charset http-equiv content name class id for type value checked selected href autocomplete".split()
)

for path in sys.argv[1:]:
    with open(path, "rb") as file:
        text = file.read()
    assert b"\0" not in text and b"\r" not in text, path
    parser = html5lib.HTMLParser(strict=True)
    tree = parser.parse(text, transport_encoding="utf-8")
    for element in tree.iter():
        tag = str(element.tag).removeprefix("{http://www.w3.org/1999/xhtml}")
        assert tag in ELEMENTS, f"{path}: <{tag}>"
        for name, value in element.attrib.items():
            assert name in ATTRIBUTES, f"{path}: {name} of <{tag}>"
            assert name != "href" or value.startswith("#"), f"{path}: a link to {value}"
    print(f"{path.rpartition('/')[2]}: valid, {len(text):,} bytes")
