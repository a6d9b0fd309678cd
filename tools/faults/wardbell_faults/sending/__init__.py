"""The way out to WhatsApp under random scripts."""
