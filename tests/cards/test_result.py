import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.result import result_post, split_result

POST_LIMIT = 30 * 1024  # Lark: bytes of the content of a post
texts = st.text(st.sampled_from('ab 中文。\n"\\<|-😀'), max_size=300)


def posted(part):
    return result_post(part)["zh_cn"]["content"][0][0]


@given(texts, st.integers(1, 400))
def test_parts_joined_are_the_text_and_each_fits(text, times):
    long = text * times
    parts = split_result(long)

    assert "".join(parts) == (long if long.strip() else "")
    assert all(
        len(json.dumps(result_post(part), ensure_ascii=False).encode()) <= POST_LIMIT for part in parts
    )


def test_a_short_result_is_one_part():
    assert split_result("done\n\nall of it") == ["done\n\nall of it"]


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_to_see_has_no_parts(text):
    assert split_result(text) == []


def test_a_long_result_is_cut_between_paragraphs():
    paragraph = "字" * 2_000 + "\n\n"

    parts = split_result(paragraph * 10)

    assert len(parts) > 1
    assert all(part.endswith("\n\n") for part in parts)


def test_a_paragraph_too_long_is_cut_between_words():
    parts = split_result("word " * 10_000)

    assert all(part.endswith(" ") for part in parts)


def test_one_endless_word_is_cut_all_the_same():
    assert len(split_result("字" * 20_000)) > 1


def test_a_post_is_markdown_that_mentions_nobody():
    part = posted('**done** <at user_id="all">everyone</at> <AT id=all></AT>')

    assert part["tag"] == "md"
    assert part["text"].startswith("**done**")
    assert "<at" not in part["text"].lower()
