"""What a person can do about a job that failed."""

from laju.apps.jobs.actions.failed import discard_job, retry_job

__all__ = ["discard_job", "retry_job"]
