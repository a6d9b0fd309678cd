"""The addresses of the Cloud API, under any version."""

from __future__ import annotations

from aiohttp import web

from wardbell_simulator import media_store
from wardbell_simulator.cloud_api import errors
from wardbell_simulator.cloud_api.access import Access
from wardbell_simulator.cloud_api.analytics import Analytics
from wardbell_simulator.cloud_api.flows import Flows
from wardbell_simulator.cloud_api.handler import CloudApi
from wardbell_simulator.cloud_api.media_files import MediaFiles
from wardbell_simulator.cloud_api.message_templates import MessageTemplates
from wardbell_simulator.cloud_api.shape import Json

VERSION = r"/{version:v\d+(?:\.\d+)?}"


def cloud_routes(
    access: Access,
    cloud_api: CloudApi,
    templates: MessageTemplates,
    files: MediaFiles,
    analytics: Analytics,
    flows: Flows,
) -> list[web.AbstractRouteDef]:
    async def read(request: web.Request) -> Json:
        """Read whatever has this id."""
        found = templates.read(request) or files.read(request) or analytics.read(request)
        if found is None:
            raise errors.unknown_object(request.match_info["id"], "get")
        return found

    account = f"{VERSION}/{{waba_id}}/message_templates"
    return [
        web.post(f"{VERSION}/{{phone_number_id}}/messages", cloud_api.messages),
        web.get(account, access.guarded(templates.every)),
        web.post(account, access.guarded(templates.create)),
        web.delete(account, access.guarded(templates.delete)),
        web.get(f"{VERSION}/{{waba_id}}/template_analytics", access.guarded(analytics.templates)),
        web.post(f"{VERSION}/{{waba_id}}/flows", access.guarded(flows.create)),
        web.post(
            f"{VERSION}/{{phone_number_id}}/whatsapp_business_encryption",
            access.guarded(flows.set_key),
        ),
        web.post(f"{VERSION}/{{phone_number_id}}/media", access.guarded(files.upload)),
        web.get(f"{VERSION}/{{id}}", access.guarded(read)),
        web.delete(f"{VERSION}/{{id}}", access.guarded(files.delete)),
        web.get(media_store.PATH, files.download),
    ]
