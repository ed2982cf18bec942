#!/usr/bin/env python3
"""Usage: http_server.py FOLDER

A web server on 127.0.0.1 that keeps what it is asked. FOLDER/port holds its port, FOLDER/request.1, FOLDER/request.2 and
so on the head of each request, byte for byte. It answers 200 to every path but these:

    /hang         no answer before there is a file FOLDER/go-on
    /elsewhere    to be had under another name of this host
"""

import itertools
import os
import socketserver
import sys
import time

folder = sys.argv[1]
numbers = itertools.count(1)


def write_in_one_step(name, data):
    path = os.path.join(folder, name)
    with open(path + ".new", "wb") as file:
        file.write(data)
    os.rename(path + ".new", path)


class Handler(socketserver.StreamRequestHandler):
    timeout = 60

    def handle(self):
        lines = list(iter(self.rfile.readline, b"\r\n"))
        if not lines or not lines[-1].endswith(b"\r\n"):
            return
        write_in_one_step(f"request.{next(numbers)}", b"".join(lines))
        fields = dict(line.lower().split(b":", 1) for line in lines[1:])
        self.rfile.read(int(fields.get(b"content-length", 0)))
        path = lines[0].split()[1]
        while path == b"/hang" and not os.path.exists(os.path.join(folder, "go-on")):
            time.sleep(0.05)
        answer = b"200 OK"
        if path == b"/elsewhere":
            answer = b"302 Found\r\nLocation: http://localhost:%d/" % self.server.server_address[1]
        self.wfile.write(b"HTTP/1.1 " + answer + b"\r\nContent-Length: 3\r\nConnection: close\r\n\r\n{}\n")


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True


with Server(("127.0.0.1", 0), Handler) as server:
    write_in_one_step("port", b"%d\n" % server.server_address[1])
    server.serve_forever()
