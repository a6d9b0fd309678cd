"""Topics and schemas: what has to be there before services start."""

from __future__ import annotations

from wardbell_cli.services import migrations
from wardbell_events import topics
from wardbell_runtime import Settings, database
from wardbell_runtime.kafka import create_topics


async def migrate_all() -> None:
    """Bring every service's schema up to date."""
    settings = Settings()
    for name, folder in sorted(migrations().items()):
        await database.migrate(
            settings.database_url.get_secret_value(),
            name + settings.wardbell_schema_suffix,
            folder,
        )


async def apply_topics(partitions: int | None) -> list[str]:
    """Create the topics that are missing; returns their names."""
    return await create_topics(Settings(), topics.ALL, partitions=partitions)
