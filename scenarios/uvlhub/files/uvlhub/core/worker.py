"""python -m core.worker: takes jobs out of Redis, one after the other."""
import json
import time

import redis

from core.services.queue import QUEUE, connection


def main():
    queue = connection()
    print("worker: waiting for jobs", flush=True)
    while True:
        try:
            job = queue.blpop(QUEUE, timeout=5)
        except redis.exceptions.ConnectionError as error:
            print(f"worker: {error}", flush=True)
            time.sleep(2)
            continue
        if job is not None:
            work = json.loads(job[1])
            print(f"worker: {work['kind']} {work['subject']}", flush=True)


if __name__ == "__main__":
    main()
