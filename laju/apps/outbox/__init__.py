"""Messages to people: one outbox, written with the change they belong to, sent afterwards."""
