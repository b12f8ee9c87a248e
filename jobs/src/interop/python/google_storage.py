"""A server with the interface of Google Cloud Storage on loopback, in memory, whose errors have the bodies that Google's have.

Usage: google_storage.py PORT BUCKET
"""

import sys

from gcp_storage_emulator import server

REASONS = {404: "notFound", 409: "conflict", 412: "conditionNotMet"}

close = server.Response.close


def close_with_reason(response):
    status = response.status
    if status >= 400 and not response._content:
        error = {"reason": REASONS.get(status.value, "backendError"), "message": status.phrase}
        response.json({"error": {"code": status.value, "message": status.phrase, "errors": [error]}})
    close(response)


server.Response.close = close_with_reason
server.create_server("127.0.0.1", int(sys.argv[1]), in_memory=True, default_bucket=sys.argv[2]).run()
