"""A faithful WhatsApp Cloud API and phones in the browser, to try the product against."""

from wardbell_simulator.settings import Settings
from wardbell_simulator.simulator import Simulator, start
from wardbell_simulator.traffic_limits import NO_TRAFFIC_LIMITS, TrafficLimits

__all__ = ["NO_TRAFFIC_LIMITS", "Settings", "Simulator", "TrafficLimits", "start"]
