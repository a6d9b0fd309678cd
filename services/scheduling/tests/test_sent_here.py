"""Another service sends somebody here, straight to a service's next free times."""

from wardbell_events.inbound import Tap


def soonest(service):
    return Tap(service="scheduling", action="soonest", argument=service, title="Next free times")


async def test_whoever_is_sent_here_reads_the_next_free_times_at_once(world):
    ada = world.patient()

    await ada.says(soonest("check-up"))
    assert all(id_.startswith("scheduling:book:check-up/") for id_, _ in ada.choices[:1])
    await ada.taps(0)
    assert "is booked" in await ada.taps("Yes")


async def test_a_service_that_is_no_more_leads_to_those_there_are(world):
    ada = world.patient()
    await ada.says(soonest("no-such-service"))

    assert any(title == "Check-up" for _, title in ada.choices)
