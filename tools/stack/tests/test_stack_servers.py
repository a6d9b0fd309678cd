import socket
import time

import asyncpg
import psutil
import pytest

from wardbell_stack import Stack, StackError


async def test_kafka_takes_a_record_and_gives_it_back(stack, kafka_of):
    kafka = kafka_of(stack)
    await kafka.make_topic("words")
    await kafka.produce("words", b"hello")
    assert await kafka.consume("words", 1) == [b"hello"]


async def test_kafka_takes_a_record_of_three_megabytes(stack, kafka_of):
    kafka, large = kafka_of(stack), b"x" * 3_000_000
    await kafka.make_topic("large")
    await kafka.produce("large", large)
    assert await kafka.consume("large", 1) == [large]


async def test_postgres_answers_and_has_the_extensions_the_services_use(stack, postgres_of):
    postgres = postgres_of(stack)
    assert await postgres.run("select current_database() || ' ' || current_user") == (
        "wardbell wardbell"
    )
    assert await postgres.run("show server_version_num") >= "180000"
    for extension in ("btree_gist", "pg_trgm", "unaccent"):
        await postgres.run(f"create extension {extension}")


async def test_the_role_without_a_password_can_run_no_programs_of_the_machine(stack, postgres_of):
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await postgres_of(stack).run("copy pg_am to program 'cat'")
    with pytest.raises(asyncpg.InvalidAuthorizationSpecificationError):
        await asyncpg.connect(stack.database_url.replace("wardbell@", "postgres@"))


async def test_the_role_can_make_a_role_for_a_service_and_act_as_it(stack, postgres_of):
    postgres = postgres_of(stack)
    await postgres.run("create role a_service login")
    await postgres.run("create schema a_service authorization a_service")
    await postgres.run("do 'begin set role a_service; create table a_service.a (); end'")


async def test_two_stacks_run_at_once_and_know_nothing_of_each_other(
    stack, data, kafka_of, postgres_of
):
    with Stack(data, durable=False) as other:
        await postgres_of(other).run("create table only_here ()")
    assert not await postgres_of(stack).run("select to_regclass('only_here')")


async def test_data_and_ports_survive_kill_9_of_both_servers(stack, kafka_of, postgres_of):
    kafka, postgres = kafka_of(stack), postgres_of(stack)
    await kafka.make_topic("kept")
    await kafka.produce("kept", b"before")
    await postgres.run("create table kept as select 'before'::text as word")
    addresses = stack.kafka_bootstrap_servers, stack.database_url
    old = [psutil.Process(pid) for pid in (stack.kafka_pid, stack.postgres_pid)]
    old += old[1].children()

    stack.kill_kafka()
    stack.kill_postgres()
    assert not any(process.is_running() and process.status() != "zombie" for process in old)
    started = time.monotonic()
    stack.start_kafka()
    stack.start_postgres()
    assert time.monotonic() - started < 8  # 2 s; Kafka's own settings would make it 10

    assert (stack.kafka_bootstrap_servers, stack.database_url) == addresses
    await kafka.produce("kept", b"after")
    assert await kafka.consume("kept", 2) == [b"before", b"after"]
    assert await postgres.run("select word from kept") == "before"


async def test_data_survives_a_stop_and_other_ports(data, kafka_of, postgres_of):
    with Stack(data, durable=False) as stack:
        await kafka_of(stack).make_topic("kept")
        await kafka_of(stack).produce("kept", b"before")
        await postgres_of(stack).run("create table kept as select 'before'::text as word")
    with Stack(data) as stack:
        assert await kafka_of(stack).consume("kept", 1) == [b"before"]
        assert await postgres_of(stack).run("select word from kept") == "before"


def test_the_ports_asked_for_are_used(data):
    with (
        socket.create_server(("127.0.0.1", 0)) as one,
        socket.create_server(("127.0.0.1", 0)) as two,
    ):
        kafka_port, postgres_port = one.getsockname()[1], two.getsockname()[1]
    with Stack(data, kafka_port=kafka_port, postgres_port=postgres_port) as stack:
        assert stack.kafka_bootstrap_servers == f"127.0.0.1:{kafka_port}"
        assert stack.database_url.endswith(f"127.0.0.1:{postgres_port}/wardbell")


def test_a_stack_that_is_not_started_says_so(data):
    with pytest.raises(StackError, match="not started"):
        Stack(data).database_url  # noqa: B018
