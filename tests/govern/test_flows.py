"""Where values go: every way is told with its kind, its class, its clearance and its place."""

from __future__ import annotations

import pytest

from fieldpact.govern.facts import facts_of

TABLES = """\
  client:
    title: =code
    fields:
      code: {type: text, search: true}
      ssn: {type: text, search: true, purpose: visit_planning}
      size: integer
      grade: {type: choice, options: {a: First, b: Second}}
      phone: {type: phone, purpose: visit_planning}
  order:
    title: =$"{buyer.ssn}"
    fields:
      code: text
      kind: {type: choice, options: {a: New, b: Old}}
      buyer: {type: link, to: client, where: =size > 3 && ssn = Form.code, filters: [grade]}
      looked: {type: integer, lookup: {in: client, match: {phone: =code}, take: size, none: blank}}
      same: {type: integer, formula: '=CountIf(client, ssn = "1")'}
      first: {type: text, formula: '=First(Sort(Filter(client, size > 1), phone)).code'}
      sum: {type: integer, formula: '=Sum(client, size)'}
      pad:
        type: lines
        row: line
        fields: {of: {type: link, to: client, where: =phone = Form.code}, copy: {type: text, formula: =of.phone}}
    workflow:
      states: {draft: Draft, sent: Sent}
      moves:
        - name: Send
          from: draft
          to: sent
          then:
            - {create: call, set: {topic: =buyer.ssn}}
            - {tell: {by: app, to: =owner, text: '=$"Call {buyer.phone}"'}}
views:
  all: {of: order, where: '=code = "x"', sort: [-code], filters: [kind], columns: [buyer]}
connectors:
  crm: {tables: [client]}
  own: {tables: [client], host: https://x.example}
"""


@pytest.fixture
def facts(model_of, governance):
    app = model_of(TABLES)
    return facts_of(app, governance.lexicon(app.languages)[0], governance.purposes, governance.connectors)


def ways(facts, kind):
    return {(row["source"], row["target"]) for row in facts.rows["flows"] if row["kind"] == kind}


@pytest.mark.parametrize(
    ("kind", "source", "target"),
    [
        ("title", "client.ssn", "order.title"),
        ("search", "client.ssn", "client"),
        ("filter", "client.ssn", "order.buyer"),
        ("filter", "client.grade", "order.buyer"),
        ("filter", "client.phone", "order.looked"),
        ("filter", "client.ssn", "order.same"),
        ("sort", "client.phone", "order.first"),
        ("filter", "client.size", "order.first"),
        ("filter", "client.phone", "order.pad.of"),
        ("formula", "client.phone", "order.pad.copy"),
        ("create", "client.ssn", "call.topic"),
        ("filter", "order.code", "all"),
        ("filter", "order.kind", "all"),
        ("sort", "order.code", "all"),
        ("view", "order.buyer", "all"),
        ("export", "client.phone", "client"),
        ("connector", "client.ssn", "crm"),
    ],
)
def test_a_way_is_seen(facts, kind, source, target):
    assert (source, target) in ways(facts, kind)


def test_what_is_only_added_up_orders_and_narrows_nothing(facts):
    assert ("client.size", "order.sum") in ways(facts, "formula")
    assert not {way for kind in ("filter", "sort") for way in ways(facts, kind) if way[1] == "order.sum"}
    assert ("client.code", "order.buyer") not in ways(facts, "filter")


def test_messages_carry_what_they_tell(facts):
    assert {source for source, _ in ways(facts, "message")} >= {"client.phone"}


def test_a_class_goes_along_or_meets_a_clearance(facts):
    flows = {(row["kind"], row["source"], row["target"]): row for row in facts.rows["flows"]}
    title = flows["title", "client.ssn", "order.title"]
    assert (title["class"], title["clearance"], title["class_rank"] > title["clearance_rank"]) == (
        "restricted",
        "personal",
        True,
    )
    assert flows["create", "client.ssn", "call.topic"]["clearance"] == "restricted"
    known, own = flows["connector", "client.ssn", "crm"], flows["connector", "client.ssn", "own"]
    assert (known["clearance"], known["known"]) == ("personal", True)
    assert (own["clearance"], own["known"]) == ("public", False)
    topic = next(row for row in facts.rows["fields"] if row["path"] == "call.topic")
    assert topic["effective_class"] == "restricted"


def test_every_way_has_its_place(facts):
    places = dict(zip([row["kind"] for row in facts.rows["flows"]], facts.places["flows"], strict=True))
    assert places["connector"] == ("connectors", "own")
    assert places["sort"][0] in ("views", "tables")
    assert all(at for at in facts.places["flows"])


def test_connectors_tell_what_it_knows_of_them(facts):
    crm, own = facts.rows["connectors"]
    assert (crm["known"], crm["group"], crm["region"], crm["carries_class"]) == (True, "business", "EU", "restricted")
    assert (own["known"], own["unlisted_hosts"], own["insecure"]) == (False, "x.example", False)
    assert facts.app["business_connectors"] == 1


@pytest.mark.parametrize(
    ("host", "unlisted", "insecure"),
    [
        ("https://crm.example.com", False, False),
        ("https://crm.example.com:443/", False, False),
        ("https://crm.example.com.evil.io", True, False),
        ("https://evil-crm.example.com", True, False),
        ("https://user@crm.example.com", True, False),
        ("https://crm.ex\u0430mple.com", True, False),
        ("https://CRM.EXAMPLE.COM.", True, False),
        ("https://*.example.com", True, False),
        ("http://crm.example.com", False, True),
        ("ftp://crm.example.com", False, True),
    ],
)
def test_only_a_host_that_is_the_same_letter_by_letter_is_listed(model_of, governance, host, unlisted, insecure):
    app = model_of(f"connectors:\n  own: {{tables: [call], host: '{host}'}}\n")
    found = facts_of(app, governance.lexicon(["en"])[0], governance.purposes, governance.connectors)
    row = found.rows["connectors"][0]
    assert (isinstance(row["unlisted_hosts"], str), row["insecure"]) == (unlisted, insecure)
