"""Time turned into messages: reminders of visits."""
