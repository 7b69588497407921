"""What the components of a card do when a person uses them."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.drawing import body, draw, pressed
from tests.browser.gallery import GALLERY
from tests.browser.gallery_blocks import button

HOLD_ANSWERS = "() => { window.pressed.push = () => new Promise((answer) => (window.answer = answer)); }"
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_form_hands_over_its_values_by_name(page: Page, origin: str) -> None:
    await draw(page, origin, GALLERY["form"])
    await page.locator("[data-name=title] input").fill("日报")
    await page.locator("[data-name=frequency] select").select_option("weekday")
    await page.locator("[data-name=from] input").fill("2026-03-05")
    await page.locator("[data-name=save_btn]").click()
    [action] = await pressed(page)
    assert (action["action"], action["value"]) == ("save_btn", {"op": "save_form"})
    assert action["form_value"] == {
        "title": "日报",
        "prompt": "总结昨天的销售数据",
        "frequency": "weekday",
        "days": ["mon", "wed"],
        "from": "2026-03-05",
        "at": "09:00",
        "until": "2026-12-31 18:00",
        "owner": "",
        "readers": [],
        "holidays": True,
    }


async def test_a_form_with_a_gap_says_so_and_calls_nobody(page: Page, origin: str) -> None:
    await draw(page, origin, GALLERY["form"])
    await page.locator("[data-name=save_btn]").click()
    await expect(page.locator("[data-name=title] [role=alert]")).to_have_text("请填写")
    await expect(page.locator("[data-name=title] input")).to_be_focused()
    assert await pressed(page) == []


async def test_reset_brings_back_what_the_card_said(page: Page, origin: str) -> None:
    await draw(page, origin, GALLERY["form"])
    await page.locator("[data-name=prompt] textarea").fill("别的")
    await page.locator("[data-name=holidays] input").uncheck()
    await page.locator("[data-name=reset_btn]").click()
    await expect(page.locator("[data-name=prompt] textarea")).to_have_value("总结昨天的销售数据")
    await expect(page.locator("[data-name=holidays] input")).to_be_checked()
    assert await pressed(page) == []


async def test_a_press_with_a_question_waits_for_the_answer(page: Page, origin: str) -> None:
    await draw(page, origin, GALLERY["task"])
    delete = page.locator("[data-element-id=delete]")
    await delete.click()
    await expect(page.get_by_role("dialog")).to_contain_text("删除这个任务？")
    await page.keyboard.press("Escape")
    assert await pressed(page) == []
    await delete.click()
    await page.get_by_role("dialog").get_by_role("button", name="确认").click()
    await expect(page.locator("[data-pressed='1']")).to_be_visible()


async def test_a_menu_hands_over_the_chosen_option(page: Page, origin: str) -> None:
    await draw(page, origin, GALLERY["task"])
    await page.locator("[data-element-id=more] > button").press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    [action] = await pressed(page)
    assert (action["action"], action["option"]) == ("more", "clone")


async def test_a_button_with_only_a_link_opens_a_tab_and_calls_nobody(page: Page, origin: str) -> None:
    address = f"{origin}/page/favicon.svg"
    await draw(
        page, origin, body(button("go", "去", behaviors=[{"type": "open_url", "default_url": address}]))
    )
    async with page.context.expect_page() as opened:
        await page.locator("[data-element-id=go]").click()
    assert (await opened.value).url == address
    assert await pressed(page) == []


async def test_a_pressed_button_is_busy_until_it_is_answered(page: Page, origin: str) -> None:
    await draw(page, origin, GALLERY["confirm"])
    await page.evaluate(HOLD_ANSWERS)
    save = page.locator("[data-element-id=save]")
    await save.click()
    await expect(save).to_be_disabled()
    await page.evaluate("window.answer()")
    await expect(save).to_be_enabled()


async def test_a_choice_outside_a_form_calls_back_at_once(page: Page, origin: str) -> None:
    await draw(page, origin, GALLERY["others"])
    await page.locator("[data-element-id=zone] select").select_option("ny")
    await page.locator("[data-element-id=remark] input").fill("备注")
    await page.keyboard.press("Enter")
    await page.locator("[data-element-id=done] input").check()
    zone, remark, done = await pressed(page)
    assert (zone["option"], remark["input_value"], done["checked"]) == ("ny", "备注", True)


async def test_a_table_turns_its_pages(page: Page, origin: str) -> None:
    await draw(page, origin, GALLERY["history"])
    rows = page.locator(".lc-datatable tbody tr")
    await expect(rows).to_have_count(3)
    await page.get_by_role("button", name="下一页").click()
    await page.get_by_role("button", name="下一页").click()
    await expect(rows).to_have_count(1)
    await expect(page.get_by_role("button", name="下一页")).to_be_disabled()
