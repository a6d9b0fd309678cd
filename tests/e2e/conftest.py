"""For tests of the whole: everything that runs, and what stands on patients' phones."""

import asyncio
import os
import shutil
import subprocess
import sys
from contextlib import asynccontextmanager

import pytest

from wardbell_cli.environment import ROOT
from wardbell_cli.system import System
from wardbell_faults import appointments
from wardbell_faults.phones import Phones
from wardbell_faults.run import own_stack
from wardbell_faults.talk import Chats


@pytest.fixture(scope="session")
def wardbell():
    """`wardbell("up")`: a command as a newcomer types it, in an environment that names no stack."""

    def typed(*words, seconds=150):
        clean = {
            k: v for k, v in os.environ.items() if not k.startswith(("KAFKA", "DATABASE", "WHATS"))
        }
        return subprocess.run(
            [sys.executable, "-m", "wardbell_cli.main", *words],
            cwd=ROOT,
            env=clean,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )

    return typed


@pytest.fixture(scope="module")
def whole_system(tmp_path_factory):
    """`async with whole_system(clinic, replicas={"scheduling": 2}) as system`."""

    @asynccontextmanager
    async def started(clinic, **more):
        file = tmp_path_factory.mktemp("clinic") / "clinic.yaml"
        file.write_text(clinic)
        folder = ROOT / "build" / "test" / f"e2e-{os.getpid()}"
        with own_stack():
            system = System(folder, clinic=file, durable=False, **more)
            # In a thread: it has an event loop of its own.
            await asyncio.to_thread(system.start)
            try:
                yield system
            finally:
                await asyncio.to_thread(system.stop)
        shutil.rmtree(folder, ignore_errors=True)

    return started


@pytest.fixture(scope="module")
def chatting():
    """`async with chatting(system) as (chats, conn)`: the phones, and scheduling's tables."""

    @asynccontextmanager
    async def opened(system):
        async with (
            Phones.at(system.env["SIMULATOR_URL"]) as phones,
            appointments.tables(system.env["DATABASE_URL"]) as conn,
        ):
            chats = Chats(phones)
            async with chats.listening():
                yield chats, conn

    return opened
