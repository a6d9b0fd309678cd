"""A patient fills in a Flow: encrypted steps to the business's endpoint, `nfm_reply` in the end.

Source: Meta, Flows, implementing your Flow endpoint (docs/reference/whatsapp.md, Flows).
"""

import json
from base64 import b64decode, b64encode

import pytest
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from wardbell_simulator.flow_client import Sealed

# pywa's published test vector: what its key opens, and what it answers.
KEY = bytes.fromhex("712727b6b509f2e1ba62d9b91989ecc3")
IV = bytes.fromhex("e5e0a60e3b3e540270768e5c699b606f")
ANSWER = (
    b"FBEoV73B8mnSt+nzfurVK704zkwHsr1uu/m953h5vNdri5G4Pe/BoDTh6SgzgjrrZ4iP12GO3kti8YW7Tn1KibKa"
    b"Rf8LE/gps2ATJq3nWSCI"
)


def pem(key):
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


class Endpoint:
    """The business's: opens requests on its own, and answers as it is told."""

    def __init__(self, signed):
        self.key = generate_private_key(65537, 2048)
        self.asked = []
        self.answers = []  # (status, answer)
        self.then = None  # done before the next answer
        self._signed = signed

    async def post(self, request):
        raw = await request.read()
        assert request.headers["X-Hub-Signature-256"] == self._signed("the-app-secret", raw)
        parts = {name: b64decode(part) for name, part in json.loads(raw).items()}
        padding = OAEP(MGF1(SHA256()), SHA256(), None)
        key = self.key.decrypt(parts["encrypted_aes_key"], padding)
        iv = parts["initial_vector"]
        assert (len(key), len(iv)) == (16, 16)
        self.asked.append(json.loads(AESGCM(key).decrypt(iv, parts["encrypted_flow_data"], None)))
        status, answer = self.answers.pop(0)
        if self.then:
            await self.then()
            self.then = None
        turned = bytes(byte ^ 0xFF for byte in iv)
        sealed = AESGCM(key).encrypt(turned, json.dumps(answer).encode(), None)
        return web.Response(status=status, text=b64encode(sealed).decode())


@pytest.fixture
async def endpoint(signed):
    made = Endpoint(signed)
    app = web.Application()
    app.router.add_post("/flow", made.post)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/flow"
    yield made
    await runner.cleanup()


@pytest.fixture
def give_key(hospital):
    async def give(text, token=None):
        headers = {"Authorization": f"Bearer {token or hospital.token}"}
        url = f"{hospital.url}/v23.0/{hospital.number}/whatsapp_business_encryption"
        form = {"business_public_key": text}
        async with hospital.session.post(url, data=form, headers=headers) as response:
            return response.status

    return give


@pytest.fixture
async def flow_id(hospital, endpoint, give_key):
    assert await give_key(pem(endpoint.key)) == 200
    asked = {"name": "book", "categories": ["APPOINTMENT_BOOKING"], "endpoint_uri": endpoint.url}
    status, made = await hospital.manages("POST", f"{hospital.account}/flows", asked)
    assert status == 200, made
    return made["id"]


@pytest.fixture
def sent(hospital, ada, flow_id):
    """`sent(…)`: a Flow on Ada's phone; its id."""

    async def send(**more):
        parameters = {
            "flow_message_version": "3",
            "flow_id": flow_id,
            "flow_cta": "Book",
            "flow_token": "token-1",
            "flow_action": "data_exchange",
            **more,
        }
        action = {"name": "flow", "parameters": parameters}
        interactive = {"type": "flow", "body": {"text": "Your visit"}, "action": action}
        return await hospital.send(ada.wa_id, type="interactive", interactive=interactive)

    return send


@pytest.fixture
def step(world, ada):
    async def take(wamid, action, expect=200, **more):
        body = {"id": wamid, "action": action, **more}
        return await world.post(f"users/{ada.wa_id}/flow", body, expect=expect)

    return take


def test_an_answer_is_read_as_the_published_vector_says():
    said = {"version": "3.0", "screen": "SUCCESS", "data": {"key": "value"}}

    assert Sealed(KEY, IV).read(ANSWER) == said


async def test_a_flow_from_its_first_screen_to_the_reply(sent, step, endpoint, webhook):
    """Meta: INIT, data_exchange, BACK; SUCCESS ends it, its params come as `nfm_reply`."""
    end = {"extension_message_response": {"params": {"flow_token": "token-1", "day": "Friday"}}}
    endpoint.answers = [
        (200, {"version": "3.0", "screen": "DAY", "data": {"days": ["Friday"]}}),
        (200, {"version": "3.0", "screen": "TIME", "data": {}}),
        (200, {"version": "3.0", "screen": "DAY", "data": {}}),
        (200, {"version": "3.0", "screen": "SUCCESS", "data": end}),
    ]
    wamid = await sent()

    first = await step(wamid, "INIT")
    await step(wamid, "data_exchange", screen="DAY", data={"day": "Friday"})
    await step(wamid, "BACK", screen="TIME")
    last = await step(wamid, "data_exchange", screen="DAY", data={"day": "Friday"})
    await webhook.until(lambda: webhook.messages)

    assert (first["screen"], last["screen"]) == ("DAY", "SUCCESS")
    assert [asked["action"] for asked in endpoint.asked] == [
        "INIT",
        "data_exchange",
        "BACK",
        "data_exchange",
    ]
    assert endpoint.asked[1] == {
        "version": "3.0",
        "action": "data_exchange",
        "screen": "DAY",
        "data": {"day": "Friday"},
        "flow_token": "token-1",
    }
    [told] = webhook.messages
    reply = told["interactive"]["nfm_reply"]
    assert (reply["name"], reply["body"]) == ("flow", "Sent")
    assert json.loads(reply["response_json"]) == {"flow_token": "token-1", "day": "Friday"}
    assert told["context"]["id"] == wamid


async def test_a_flow_that_ends_on_the_phone(sent, step, endpoint, webhook):
    wamid = await sent(flow_action="navigate")

    await step(wamid, "complete", data={"stars": 5})
    await webhook.until(lambda: webhook.messages)

    reply = webhook.messages[0]["interactive"]["nfm_reply"]["response_json"]
    assert json.loads(reply) == {"flow_token": "token-1", "stars": 5}
    assert endpoint.asked == []


async def test_after_421_the_phone_tries_once_more_with_the_key_of_now(
    sent, step, endpoint, give_key
):
    """Meta: 421, the payload cannot be decrypted: the client fetches the key and tries again."""
    another = generate_private_key(65537, 2048)

    async def rotate():
        assert await give_key(pem(another)) == 200
        endpoint.key = another

    endpoint.then = rotate
    endpoint.answers = [(421, {}), (200, {"version": "3.0", "screen": "DAY", "data": {}})]
    wamid = await sent()
    assert (await step(wamid, "INIT"))["screen"] == "DAY"

    endpoint.answers = [(421, {}), (421, {})]
    assert "cannot decrypt" in (await step(wamid, "INIT", expect=502))["error"]


async def test_after_427_the_flow_is_over(sent, step, endpoint):
    """Meta: 427, the token is not valid any more; the words are shown, the button does nothing."""
    endpoint.answers = [(427, {"error_msg": "This visit is booked."})]
    wamid = await sent()

    assert await step(wamid, "INIT") == {"closed": "This visit is booked."}
    assert await step(wamid, "INIT") == {"closed": "This visit is booked."}
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize(("status", "said"), [(432, "signature"), (500, "500")])
async def test_what_an_endpoint_refuses_is_said(sent, step, endpoint, status, said):
    """Meta: 432, the signature is not right."""
    endpoint.answers = [(status, {})]

    assert said in (await step(await sent(), "INIT", expect=502))["error"]


async def test_metas_health_check(world, endpoint, flow_id, hospital):
    endpoint.answers = [(200, {"data": {"status": "active"}})]

    answer = await world.post(f"flows/{hospital.number}/{flow_id}/ping")

    assert answer == {"data": {"status": "active"}}
    assert endpoint.asked == [{"version": "3.0", "action": "ping"}]


@pytest.mark.parametrize("key", ["", "not a key", "short"])
async def test_a_key_is_one_of_2048_bits(give_key, key):
    if key == "short":
        key = pem(generate_private_key(65537, 1024))

    assert await give_key(key) == 400


async def test_nobody_sets_a_key_without_the_token(give_key, endpoint):
    assert await give_key(pem(endpoint.key), token="another") == 401


async def test_what_cannot_be_is_said(sent, step, hospital, ada):
    wamid = await sent(flow_action="navigate")
    text = await hospital.writes(ada.wa_id, "Hello")

    assert "data_exchange" in (await step(wamid, "INIT", expect=400))["error"]
    assert "not of a Flow" in (await step(text, "INIT", expect=400))["error"]
    assert "action is one of" in (await step(wamid, "jump", expect=400))["error"]
    unknown = await sent(flow_id="1")
    assert "no endpoint" in (await step(unknown, "INIT", expect=400))["error"]
