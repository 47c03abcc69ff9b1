"""What the SARIF 2.1.0 standard asks of a log beyond the shape that `pydantic_sarif` knows from its schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log

_PLACEHOLDER = re.compile(r"(?<!\{)\{(?:\{\{)*\d+\}(?!\})")
_LONE_BRACE = re.compile(r"(?<!\{)(?:\{\{)*\{(?!\{)|(?<!\})(?:\}\})*\}(?!\})")
_LINK = re.compile(r"\[[^\]]*\]\([^)]*\)")


def breaches(log: dict[str, Any]) -> list[str]:
    """Every SHALL that a log breaks, by section of the standard. Raises what the schema says against it."""
    Log.model_validate(_as_before_errata(log))
    return [say for run in log["runs"] for say in (*_run(run), *_results(run), *_messages(run))]


def _as_before_errata(log: dict[str, Any]) -> dict[str, Any]:
    """The reader's schema is older than the errata, which call a suppression's `state` `status`."""
    copy = json.loads(json.dumps(log))
    for run in copy["runs"]:
        for result in run["results"]:
            for suppression in result.get("suppressions", []):
                suppression["state"] = suppression.pop("status")
    return copy


def _run(run: dict[str, Any]) -> Iterator[str]:
    driver, standards = run["tool"]["driver"], run.get("taxonomies", [])
    ids = [rule["id"] for rule in driver["rules"]]
    if len(set(ids)) != len(ids):
        yield "3.19.23 rules are unique"
    for rule in driver["rules"]:
        for relation in rule.get("relationships", []):
            target = relation["target"]
            taxonomy = standards[target["toolComponent"]["index"]]
            if taxonomy["name"] != target["toolComponent"]["name"]:
                yield f"3.54.2 {rule['id']}: the standard of an index"
            if taxonomy["taxa"][target["index"]]["id"] != target["id"]:
                yield f"3.52.5 {rule['id']}: the id of an index"
    for named in driver.get("supportedTaxonomies", []):
        if standards[named["index"]]["name"] != named["name"]:
            yield "3.54.2 supported standards"
    for place in _named(run, "artifactLocation", "location"):
        yield from _address(place, run)


def _address(place: dict[str, Any], run: dict[str, Any]) -> Iterator[str]:
    uri = place.get("uri")
    if uri is None:
        return
    if uri.startswith("/") or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", uri) or ".." in uri.split("/"):
        yield f"3.4.3 {uri} is a relative reference without dot-dot"
    if re.search(r"[^A-Za-z0-9/._~!$&'()*+,;=@%-]", uri) or re.search(r"%(?![0-9A-F]{2})", uri):
        yield f"3.10.1 {uri} is a URI"
    if "uriBaseId" in place and place["uriBaseId"] not in run["originalUriBaseIds"]:
        yield f"3.4.4 {place['uriBaseId']} is known"


def _results(run: dict[str, Any]) -> Iterator[str]:
    rules = run["tool"]["driver"]["rules"]
    said = {"suppressions" in result for result in run["results"]}
    if len(said) > 1:
        yield "3.27.23 suppressions are given for all results or for none"
    for result in run["results"]:
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            yield "3.27.6 the rule of an index"
        numbers = [place["id"] for place in result.get("relatedLocations", [])]
        if len(set(numbers)) != len(numbers):
            yield "3.28.2 ids of locations are unique within a result"
        for place in result["locations"]:
            region = place["physicalLocation"]["region"]
            yield from _region(region)
        for fix in result.get("fixes", []):
            for change in fix["artifactChanges"]:
                if not change["replacements"]:
                    yield "3.56.3 a change replaces something"
                for replacement in change["replacements"]:
                    yield from _region(replacement["deletedRegion"])


def _region(region: dict[str, Any]) -> Iterator[str]:
    start = (region["startLine"], region.get("startColumn", 1))
    end = (region.get("endLine", start[0]), region.get("endColumn", 10**9))
    if min(*start, *end) < 1:
        yield "3.30.5 lines and columns count from 1"
    if end < start:
        yield "3.30.7 a region ends after it starts"


def _messages(run: dict[str, Any]) -> Iterator[str]:
    for message in _named(run, "message", "shortDescription", "fullDescription", "help", "description"):
        text = message["text"]
        if not text:
            yield "3.11.8 a text says something"
        if _LONE_BRACE.search(text) or _PLACEHOLDER.search(text):
            yield f"3.11.5 braces are doubled: {text}"
        if _LINK.search(text):
            yield f"3.11.6 nothing but a link looks like one: {text}"


def _named(node: Any, *names: str) -> Iterator[dict[str, Any]]:
    """Every object under one of these keys."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in names and isinstance(value, dict):
                yield value
            yield from _named(value, *names)
    elif isinstance(node, list):
        for each in node:
            yield from _named(each, *names)
