"""A rep takes two orders at one outlet on the screen, the second as last time; what is stored is what was shown."""

import asyncio
from pathlib import Path

import pytest

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from fieldapp.testing import running
from fieldpact.preview.workspace import Workspace

SPEC = Path(__file__).parents[2] / "examples" / "beverage_order" / "spec.yaml"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = Workspace.of(SPEC, tmp_path_factory.mktemp("beverage_day"))
    assert workspace.rebuild(), workspace.findings
    assert workspace.bundle is not None
    return workspace.bundle


def test_an_order_and_the_next_one_as_last_time(bundle, tmp_path):
    data = tmp_path / "data"

    async def day() -> None:
        async with running(bundle, data, "rep") as app:
            for again in (False, True):
                await app.go("new:order")
                await app.enter("field:date", "2027-02-10")
                await app.enter("field:deliver", "2027-02-12")
                await app.select("field:outlet", "Bar Spången, Stockholm")
                if again:
                    await app.tap("action:fill:lines")
                    assert "2 rows filled in as last time" in app.texts()
                else:
                    await app.enter("field:lines/0/cases", "12")
                    await app.enter("field:lines/1/cases", "3")
                assert any("9.31" in text for text in app.texts("field:lines/0/price"))
                assert any("4" in text for text in app.texts("field:free/0/bottles"))
                await app.tap("action:save")
            assert app.failures == []

    data.mkdir()
    asyncio.run(day())
    repository = Repository(load_bundle(bundle), data, bundle, me={"id": "rep", "role": "rep"})
    orders = repository.rows("order")
    assert [(len(order["lines"]), [gift["bottles"] for gift in order["free"]]) for order in orders] == [(2, [4])] * 2
    # 670.32 + 1605.60 goods, 167.58 + 401.40 VAT, 144 + 144 + 8 deposit: 3140.90, to whole kronor
    assert [str(order["total"]) for order in orders] == ["3141.00", "3141.00"]
    repository.close()
