"""Appointments from the doctor's real schedule."""
