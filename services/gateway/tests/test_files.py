"""A file is asked for beside the message that brought it; a sticker is no file."""

import pytest

from wardbell_events import topics

IMAGE = {"id": "1003383421387256", "mime_type": "image/jpeg", "sha256": "x"}


@pytest.mark.parametrize("caption", ["my knee", "I cannot breathe"])
async def test_a_file_is_asked_for_whoever_answers_the_message(gateway, room, a_message, caption):
    sticker = a_message(type="sticker", sticker={**IMAGE, "id": "1"})
    photo = a_message(type="image", image={**IMAGE, "caption": caption})
    for body in (sticker, photo):
        assert (await gateway.post(body)).status_code == 200
    async with room.listening(topics.INBOUND_MEDIA) as heard:
        envelope, asked = await heard.next()

    assert (asked.media, asked.media_id) == ("image", IMAGE["id"])
    assert str(asked.message_id) == envelope.causation_id
