"""Jobs that a worker does later. They wait in Redis; without Redis they are not kept."""
import json
import logging
import os

import redis

QUEUE = "jobs"
logger = logging.getLogger(__name__)


def connection():
    return redis.Redis(host=os.getenv("REDIS_HOSTNAME", "localhost"), port=6379, decode_responses=True)


def enqueue(kind, subject):
    try:
        connection().rpush(QUEUE, json.dumps({"kind": kind, "subject": subject}))
    except redis.exceptions.ConnectionError as error:
        logger.warning("The job %s %s is not kept: %s", kind, subject, error)
