"""Files and images: uploaded, sent, downloaded."""

import io
import json
import struct
from dataclasses import replace

import aiohttp
import pytest

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 12, 12) + b"rest"
MB = 1024 * 1024


async def test_a_file_is_uploaded_sent_and_downloaded(lark):
    key = (await upload(lark, b"one,two", file_type="xls", file_name="表.csv")).data["file_key"]

    message_id = (await lark.send(lark.group.chat_id, json.dumps({"file_key": key}), "file")).data[
        "message_id"
    ]

    assert key.startswith("file_v3_")
    answer = await lark.im("GET", f"messages/{message_id}/resources/{key}", type="file")
    assert (answer.status, answer.json) == (200, b"one,two")


async def test_an_image_is_uploaded_sent_and_downloaded(lark):
    key = (await upload_image(lark, PNG)).data["image_key"]

    message_id = (await lark.send(lark.group.chat_id, json.dumps({"image_key": key}), "image")).data[
        "message_id"
    ]

    assert key.startswith("img_v3_")
    answer = await lark.im("GET", f"messages/{message_id}/resources/{key}", type="image")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.json == PNG


async def test_a_resource_is_found_only_in_its_message(lark):
    key = (await upload(lark, b"x")).data["file_key"]
    other = await lark.send_text()
    card = await lark.send_card()

    assert (await lark.im("GET", f"messages/{other}/resources/{key}", type="file")).code == 234003
    assert (await lark.im("GET", f"messages/{card}/resources/{key}", type="file")).code == 234043
    assert (await lark.im("GET", f"messages/{other}/resources/{key}", type="film")).code == 234001


async def test_a_resource_is_out_of_reach_with_its_message(lark):
    key = (await upload(lark, b"x")).data["file_key"]
    sent = (await lark.send(lark.group.chat_id, json.dumps({"file_key": key}), "file")).data["message_id"]
    path = f"messages/{sent}/resources/{key}"
    lark.sandbox.tenant.put_chat(replace(lark.group, bot_member=False))
    assert (await lark.im("GET", path, type="file")).code == 234004
    lark.sandbox.tenant.put_chat(lark.group)

    await lark.im("DELETE", f"messages/{sent}")

    assert (await lark.im("GET", path, type="file")).code == 230110


async def test_an_app_without_a_bot_uploads_nothing(lark):
    await lark.control("POST", "app", {"bot_active": False})

    assert (await upload(lark, b"x")).code == 234007


@pytest.mark.parametrize(
    ("data", "fields", "code"),
    [
        (b"", {}, 234010),
        (b"x", {"file_type": "zip"}, 234001),
        (b"x", {"file_type": ""}, 234001),
        (b"x", {"file_name": ""}, 234001),
        (b"x", {"duration": "long"}, 234001),
        (None, {}, 234001),
    ],
)
async def test_bad_uploads_are_refused(lark, data, fields, code):
    assert (await upload(lark, data, **fields)).code == code


async def test_a_file_may_have_30_mb(lark):
    assert (await upload(lark, bytes(30 * MB))).code == 0
    assert (await upload(lark, bytes(30 * MB + 1))).code == 234006


async def test_an_image_may_have_10_mb(lark):
    assert (await upload_image(lark, PNG + bytes(10 * MB))).code == 234006


async def test_what_is_no_image_is_refused(lark):
    wide = PNG[:16] + struct.pack(">II", 12001, 10)

    assert (await upload_image(lark, b"<svg/>")).code == 234011
    assert (await upload_image(lark, wide)).code == 234039
    assert (await upload_image(lark, PNG, image_type="poster")).code == 234001


async def test_a_file_needs_no_name_of_its_own(lark):
    part = b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    body = part % (b"image_type", b"message") + part % (b"image", PNG) + b"--x--\r\n"
    headers = {"Authorization": f"Bearer {lark.token}", "Content-Type": "multipart/form-data; boundary=x"}

    answer = await lark.request("POST", "/open-apis/im/v1/images", data=body, headers=headers)

    assert answer.code == 0


async def test_a_broken_upload_is_refused(lark):
    headers = {"Authorization": f"Bearer {lark.token}", "Content-Type": "multipart/form-data; boundary=x"}

    for data in (b"", b"--x", b"nonsense", b"--x\r\nContent-Disposition: form-data\r\n\r\nv\r\n--x--\r\n"):
        answer = await lark.request("POST", "/open-apis/im/v1/files", data=data, headers=headers)
        assert answer.code == 234001


async def test_an_upload_must_be_multipart(lark):
    assert (await lark.im("POST", "files", {"file_type": "pdf"})).code == 234001


@pytest.mark.parametrize(("file_type", "msg_type"), [("mp4", "file"), ("pdf", "media"), ("pdf", "audio")])
async def test_a_file_suits_its_message(lark, file_type, msg_type):
    key = (await upload(lark, b"x", file_type=file_type)).data["file_key"]

    assert (await lark.send(lark.group.chat_id, json.dumps({"file_key": key}), msg_type)).code == 230055


@pytest.mark.parametrize(("file_type", "msg_type"), [("mp4", "media"), ("opus", "audio"), ("stream", "file")])
async def test_each_kind_of_file_is_sent_as_its_own(lark, file_type, msg_type):
    key = (await upload(lark, b"x", file_type=file_type, duration="2000")).data["file_key"]

    assert (await lark.send(lark.group.chat_id, json.dumps({"file_key": key}), msg_type)).code == 0


async def test_the_bot_sends_only_its_own_files(lark):
    key = (await lark.control("POST", "files", data=b"theirs")).json["key"]

    answer = await lark.send(lark.group.chat_id, json.dumps({"file_key": key}), "file")

    assert answer.code == 230017
    assert (await lark.im("GET", f"files/{key}")).code == 234008


async def test_the_bot_downloads_its_own_files_and_images(lark):
    file = (await upload(lark, b"mine")).data["file_key"]
    image = (await upload_image(lark, PNG)).data["image_key"]

    assert (await lark.im("GET", f"files/{file}")).json == b"mine"
    assert (await lark.im("GET", f"images/{image}")).json == PNG
    assert (await lark.im("GET", f"images/{file}")).code == 234001


async def test_the_page_sees_images_and_is_safe_from_files(lark):
    image = (await upload_image(lark, PNG)).data["image_key"]
    file = (await upload(lark, b"<script>", file_name="a.html")).data["file_key"]

    shown = await lark.control("GET", f"files/{image}")
    hidden = await lark.control("GET", f"files/{file}")

    assert (shown.headers["Content-Type"], shown.json) == ("image/png", PNG)
    assert hidden.headers["Content-Type"] == "application/octet-stream"
    assert (await lark.control("GET", "files/unknown")).status == 404


async def upload(lark, data, **fields):
    form = aiohttp.FormData({"file_type": "stream", "file_name": "a.bin", **fields})
    if data is not None:
        form.add_field("file", io.BytesIO(data), filename="a.bin")
    return await lark.request("POST", "/open-apis/im/v1/files", data=form)


async def upload_image(lark, data, image_type="message"):
    form = aiohttp.FormData({"image_type": image_type})
    form.add_field("image", io.BytesIO(data), filename="a.png")
    return await lark.request("POST", "/open-apis/im/v1/images", data=form)
