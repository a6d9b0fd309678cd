"""Files: patients send them, the hospital fetches them and sends its own (Meta's media guide)."""

import base64
import hashlib

import pytest

from wardbell_simulator.cloud_api import limits

PICTURE = b"\xff\xd8\xff picture"
DAY_S = 86_400


@pytest.fixture
async def picture(ada, webhook):
    """What a webhook tells of a picture of Ada's."""
    await ada.sends_file(PICTURE, "image/jpeg", "?caption=My rash")
    await webhook.until(lambda: webhook.messages)
    return webhook.messages[0]["image"]


async def test_a_picture_is_told_with_its_digest_and_address(picture, hospital):
    """Webhook reference, image; webhooks carry url since 2025."""
    assert picture["caption"] == "My rash"
    assert picture["mime_type"] == "image/jpeg"
    assert picture["sha256"] == base64.b64encode(hashlib.sha256(PICTURE).digest()).decode()
    assert await hospital.fetches(picture["url"]) == (200, PICTURE)


async def test_the_address_of_a_file_is_good_for_five_minutes_and_needs_the_token(
    picture, hospital, world
):
    """Media guide: URLs are valid for 5 minutes, and a download needs the access token."""
    _, about = await hospital.manages("GET", picture["id"])
    assert about["file_size"] == len(PICTURE)
    assert about["sha256"] == hashlib.sha256(PICTURE).hexdigest()

    assert await hospital.fetches(about["url"]) == (200, PICTURE)
    assert (await hospital.fetches(about["url"], token="another"))[0] == 401
    assert (await hospital.fetches(about["url"].replace("ext=1", "ext=2")))[0] == 404
    await world.post("clock", {"jump_s": 301})
    assert (await hospital.fetches(about["url"]))[0] == 404
    _, again = await hospital.manages("GET", picture["id"])
    assert (await hospital.fetches(again["url"]))[0] == 200


async def test_a_patients_file_is_kept_for_7_days_and_ours_for_30(picture, hospital, world):
    """Media guide: ids in webhooks live 7 days, those of uploads 30."""
    _, uploaded = await hospital.uploads(b"%PDF", "application/pdf")

    await world.post("clock", {"jump_s": 7 * DAY_S})
    status, body = await hospital.manages("GET", picture["id"])
    assert (status, body["error"]["error_subcode"]) == (400, 33)
    assert (await hospital.manages("GET", uploaded["id"]))[0] == 200
    await world.post("clock", {"jump_s": 23 * DAY_S})
    assert (await hospital.manages("GET", uploaded["id"]))[0] == 400


async def test_a_document_keeps_its_name(ada, webhook):
    await ada.sends_file(b"%PDF", "application/pdf", "?filename=letter.pdf")
    await webhook.until(lambda: webhook.messages)

    assert webhook.messages[0]["document"]["filename"] == "letter.pdf"


async def test_what_is_too_large_to_fetch_is_told_as_an_error(ada, webhook, monkeypatch):
    """Error codes: 131052, a user's file over 100 MB."""
    monkeypatch.setattr(limits, "RECEIVED_FILE", 100)

    await ada.sends_file(b"x" * 101, "image/jpeg")
    await webhook.until(lambda: webhook.messages)

    [error] = webhook.messages[0]["errors"]
    assert (webhook.messages[0]["type"], error["code"]) == ("unsupported", 131052)


async def test_an_uploaded_file_is_sent_and_deleted(hospital, ada, webhook):
    _, uploaded = await hospital.uploads(b"%PDF", "application/pdf")

    document = {"id": uploaded["id"], "filename": "letter.pdf"}
    wamid = await hospital.send(ada.wa_id, type="document", document=document)
    await webhook.told(wamid, "sent", "delivered")

    assert (await hospital.manages("DELETE", uploaded["id"]))[1] == {"success": True}
    message = {"messaging_product": "whatsapp", "to": ada.wa_id, "type": "document"}
    status, body = await hospital.request({**message, "document": document})
    assert (status, body["error"]["code"]) == (400, 100)
    assert "not a valid whatsapp business account media attachment ID" in body["error"]["message"]


async def test_a_file_of_another_kind_fails_later(hospital, ada, webhook):
    """Error codes: 131053, media upload error."""
    _, uploaded = await hospital.uploads(b"%PDF", "application/pdf")

    wamid = await hospital.send(ada.wa_id, type="image", image={"id": uploaded["id"]})

    await webhook.told(wamid, "failed")
    assert webhook.statuses(wamid)[0]["errors"][0]["code"] == 131053


@pytest.mark.parametrize(
    ("mime_type", "size", "code"),
    [
        ("image/jpeg", 5 * limits.MB, None),
        ("image/jpeg", 5 * limits.MB + 1, 131053),
        ("image/webp", 100 * 1024, None),
        ("image/webp", 100 * 1024 + 1, 131053),
        ("audio/ogg; codecs=opus", 16 * limits.MB + 1, 131053),
        ("image/gif", 1, 100),
        ("application/zip", 1, 100),
    ],
)
async def test_files_have_metas_types_and_sizes(mime_type, size, code, hospital):
    """Media guide: images 5 MB, audio and video 16 MB, stickers 100 KB, documents 100 MB."""
    _, body = await hospital.uploads(b"x" * size, mime_type)

    assert body.get("error", {}).get("code") == code


@pytest.mark.parametrize(("size", "code"), [(500 * 1024, None), (500 * 1024 + 1, 131053)])
async def test_animated_stickers_may_be_larger(size, code, hospital):
    """Media guide: "Animated sticker .webp image/webp 500 KB", "Static sticker … 100 KB"."""
    webp = b"RIFF____WEBPVP8X____\x02".ljust(size, b"x")
    _, body = await hospital.uploads(webp, "image/webp")

    assert body.get("error", {}).get("code") == code
