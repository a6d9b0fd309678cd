"""Our content as the Cloud API's JSON.

Source: Meta, Cloud API `POST /{phone-number-id}/messages` (docs/reference/whatsapp.md, outbound).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wardbell_events.outbound import (
    ButtonsContent,
    Content,
    FileContent,
    LinkContent,
    ListContent,
    Template,
    TextContent,
)

Json = dict[str, Any]


def payload(
    content: Content | Template,
    *,
    language: str,
    wa_id: str | None,
    user_id: str | None,
    contact_id: UUID,
    message_id: UUID,
    media_id: str | None = None,
) -> Json:
    """The body of one send. `wa_id` wins where both addresses are known, as at Meta.

    Args:
        media_id: WhatsApp's id of the content's file
    """
    address = {"to": f"+{wa_id}"} if wa_id else {"recipient": user_id}
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        **address,
        "biz_opaque_callback_data": f"{contact_id}.{message_id}",
        **_said(content, language, media_id),
    }


def _said(content: Content | Template, language: str, media_id: str | None) -> Json:
    match content:
        case Template():
            return _template(content, language)
        case FileContent():
            file = {"id": media_id, "caption": content.body}
            if content.kind == "document":
                file["filename"] = content.filename
            return {
                "type": content.kind,
                content.kind: {key: value for key, value in file.items() if value},
            }
        case _:
            return _typed(content)


def _template(template: Template, language: str) -> Json:
    components: list[Json] = []
    if template.parameters:
        parameters = [
            {"type": "text", "parameter_name": name, "text": text}
            for name, text in template.parameters.items()
        ]
        components.append({"type": "body", "parameters": parameters})
    components += [
        {
            "type": "button",
            "sub_type": "quick_reply",
            "index": str(n),
            "parameters": [{"type": "payload", "payload": payload}],
        }
        for n, payload in enumerate(template.payloads)
    ]
    said: Json = {"name": template.name, "language": {"code": language}}
    if components:
        said["components"] = components
    return {"type": "template", "template": said}


def _typed(content: TextContent | ButtonsContent | ListContent | LinkContent) -> Json:
    match content:
        case TextContent():
            return {"type": "text", "text": {"body": content.body, "preview_url": False}}
        case ButtonsContent():
            action: Json = {
                "buttons": [
                    {"type": "reply", "reply": {"id": b.id, "title": b.title}}
                    for b in content.buttons
                ]
            }
            return _interactive("button", content.body, action)
        case ListContent():
            rows = [
                {"id": row.id, "title": row.title}
                | ({"description": row.description} if row.description else {})
                for row in content.rows
            ]
            return _interactive(
                "list", content.body, {"button": content.button, "sections": [{"rows": rows}]}
            )
        case LinkContent():
            parameters = {"display_text": content.button, "url": content.url}
            return _interactive(
                "cta_url", content.body, {"name": "cta_url", "parameters": parameters}
            )


def _interactive(kind: str, body: str, action: Json) -> Json:
    return {
        "type": "interactive",
        "interactive": {"type": kind, "body": {"text": body}, "action": action},
    }
