"""The state of the programme, one app for each part of it."""
