import pytest

from wardbell_stack import StackError, stack_from_environment


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    for name in ("KAFKA_BOOTSTRAP_SERVERS", "DATABASE_URL", "WARDBELL_STACK"):
        monkeypatch.delenv(name, raising=False)


def test_given_addresses_are_used_and_nothing_is_started(data, monkeypatch):
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", "kafka.example:9092")
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/wardbell")
    with stack_from_environment(data) as stack:
        assert stack.kafka_bootstrap_servers == "kafka.example:9092"
        assert stack.database_url == "postgresql://db.example/wardbell"
    assert not data.exists()


async def test_a_given_kafka_leaves_only_a_postgres_to_start(data, monkeypatch, postgres_of):
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", "kafka.example:9092")
    with stack_from_environment(data) as stack:
        assert stack.kafka_bootstrap_servers == "kafka.example:9092"
        assert await postgres_of(stack).run("select 1") == 1
        with pytest.raises(StackError, match=r"not the stack's own: .*kafka\.example"):
            stack.kill_kafka()
    assert not (data / "kafka").exists()


def test_a_given_database_leaves_only_a_kafka_to_start(data, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/wardbell")
    with stack_from_environment(data) as stack:
        assert stack.kafka_pid
    assert not (data / "postgres").exists()


def test_an_unknown_kind_of_stack_is_refused(data, monkeypatch):
    monkeypatch.setenv("WARDBELL_STACK", "cloud")
    with pytest.raises(StackError, match="`embedded` or `containers`"):
        stack_from_environment(data)


def test_containers_without_docker_say_that_none_is_needed(data, monkeypatch):
    monkeypatch.setenv("WARDBELL_STACK", "containers")
    monkeypatch.setenv("DOCKER_HOST", "tcp://127.0.0.1:9")
    with pytest.raises(StackError, match="no Docker is needed"), stack_from_environment(data):
        pass
