"""docs/spec.md: how options are written, filtered and read from a file."""

from __future__ import annotations

_EXAMPLE = """\
fieldpact: 1
app: {id: com.example.outlets, name: Outlets, version: 1.0.0}
choices:
  region: {east: East, west: West}
  channel:
    kiosk: {label: Kiosk, region: east}
    hall: {label: Market hall, region: west}
tables:
  visit:
    fields:
      region: {type: choice, options: region}
      channel: {type: choice, options: channel, where: =region = Form.region}"""


def options() -> list[str]:
    """The section; its example is checked with the others of the page."""
    return [
        "## Options",
        "",
        "An option is a label, a label for each language, or a map with `label` and columns of its own to filter by. "
        "A field takes its own options, or names a list under `choices:` that others use too.",
        "",
        "```yaml",
        _EXAMPLE,
        "```",
        "",
        "- `where` says which options may be picked. Bare names are the option's: `value`, `label` and its columns. "
        "All are texts. `Form.` leads to the record, and a row's name to the row. A picked option that no longer "
        "fits says so and stops the save.",
        "- `city: {from: data/cities.csv}` reads the list from a file beside the spec. Its first row names the "
        "columns: `value`, `label` (and `label:sv` for another language) and any others to filter by. A mistake is a "
        "finding in its row.",
        "- Up to four short options are chips, up to 30 a list that drops down. A list of more is searched in.",
        "",
    ]
