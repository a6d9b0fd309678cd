"""A faithful WhatsApp Cloud API and phones in the browser, to try the product against."""

from wardbell_simulator.settings import Settings
from wardbell_simulator.simulator import Simulator, start

__all__ = ["Settings", "Simulator", "start"]
