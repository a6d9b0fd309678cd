import time, asyncio, random
from uuid import uuid4
from wardbell_events import topics, MessageReceived
from wardbell_runtime import Service

TS = (topics.WHATSAPP_URGENT, topics.WHATSAPP_MESSAGES, topics.OUTBOUND_URGENT, topics.OUTBOUND_REPLIES, topics.WHATSAPP_DELIVERIES)

def dump():
    for task in asyncio.all_tasks():
        print('---', task.get_name(), [f"{f.f_code.co_filename.rsplit('/',2)[-1]}:{f.f_lineno}" for f in task.get_stack()], task.get_coro().__qualname__, (task.get_coro().cr_await))

async def h(tx, e): pass

async def test_stop(scribe):
    await scribe.room.topics(*TS)
    def more(m):
        for t in TS: m.consume(t, {MessageReceived: h})
    for k in range(3):
        s = scribe.service(more=more)
        async with scribe.at_work(s):
            await asyncio.sleep(random.uniform(0, 1.5))
            t = time.monotonic()
            asyncio.get_running_loop().call_later(2, dump)
        print("stopped in", round(time.monotonic() - t, 2))
