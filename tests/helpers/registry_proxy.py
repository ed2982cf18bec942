#!/usr/bin/env python3
"""Usage: registry_proxy.py FOLDER REGISTRY_PORT

An HTTP proxy on 127.0.0.1, behind which *.icr.io is the registry on REGISTRY_PORT, so that a client finds it under the
right name. Credentials count while the `exp` of their token is in the future; the registry itself checks the rest.
FOLDER/port holds the port of the proxy. FOLDER/log gets a line per request: user, status, method, URL.
"""

import base64
import http.client
import http.server
import json
import os
import sys
import time
from urllib.parse import urlsplit

folder, registry_port = sys.argv[1], int(sys.argv[2])
HOP_BY_HOP = ("connection", "keep-alive", "proxy-connection", "transfer-encoding")


def credentials_of(headers):
    scheme, _, value = headers.get("Authorization", "").partition(" ")
    user, _, password = base64.b64decode(value if scheme == "Basic" else "").decode().partition(":")
    return user, password


def has_expired(token):
    claims = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["exp"] <= time.time()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    def answer(self, status, headers, body=b""):
        user = credentials_of(self.headers)[0] or "-"
        with open(os.path.join(folder, "log"), "a", encoding="utf-8") as log:
            log.write(f"{user} {status} {self.command} {self.path}\n")
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        if "content-length" not in (name.lower() for name, _ in headers):
            self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def forward(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        url = urlsplit(self.path)
        user, token = credentials_of(self.headers)
        if not (url.hostname or "").endswith(".icr.io"):
            self.answer(502, [])
        elif user and has_expired(token):
            self.answer(401, [("WWW-Authenticate", 'Basic realm="expired"')])
        else:
            registry = http.client.HTTPConnection("127.0.0.1", registry_port, timeout=60)
            registry.putrequest(self.command, url.path + ("?" + url.query if url.query else ""), skip_host=True,
                                skip_accept_encoding=True)
            for name, value in self.headers.items():
                if name.lower() not in HOP_BY_HOP:
                    registry.putheader(name, value)
            registry.endheaders(body)
            answer = registry.getresponse()
            kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in HOP_BY_HOP]
            self.answer(answer.status, kept, answer.read())

    do_DELETE = do_GET = do_HEAD = do_PATCH = do_POST = do_PUT = forward

    def do_CONNECT(self):
        # Nothing here speaks TLS. A client that need not verify it then tries without.
        self.answer(502, [])

    def log_message(self, *_):
        pass


with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
    with open(os.path.join(folder, "port.new"), "w", encoding="utf-8") as file:
        file.write(f"{server.server_address[1]}\n")
    os.rename(os.path.join(folder, "port.new"), os.path.join(folder, "port"))
    server.serve_forever()
