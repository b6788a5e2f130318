"""A provider that never was: HTTPS on loopback, one path for each kind of answer.

usage: stub.py FOLDER NAME...

Makes a certificate authority and a certificate for the NAMEs in FOLDER, prints the port, and serves until its
standard input ends. Every request is noted in FOLDER/requests (method, path, status), without headers or body.
"""
import gzip
import json
import os
import socketserver
import ssl
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

folder, names = sys.argv[1], sys.argv[2:]


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def certify():
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "2",
            "-subj", "/CN=leakage test authority", "-addext", "basicConstraints=critical,CA:TRUE")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=stub")
    with open(os.path.join(folder, "server.ext"), "w") as file:
        file.write("subjectAltName=" + ",".join("DNS:" + name for name in names) + "\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out",
            "server.pem", "-days", "2", "-extfile", "server.ext")


class Stub(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body are two packets: the second must not wait for an acknowledgement of the first.
    disable_nagle_algorithm = True
    lock = threading.Lock()
    counts = {}

    def log_message(self, *arguments):
        pass

    def note(self, status):
        path = self.path.split("?")[0]
        if self.headers.get("Cookie"):
            path += "+cookie"
        with Stub.lock:
            with open(os.path.join(folder, "requests"), "a") as file:
                file.write(f"{self.command} {path} {status}\n")

    def reply(self, status, body=b"", kind="application/json", headers=()):
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
        self.note(status)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", "session=1; Path=/")
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    # Values that hold LIVE live, those that hold LMTD are limited, all others are dead.
    def judged(self):
        secret = self.headers.get("Authorization", "")
        if "LIVE" in secret:
            self.reply(200, {"login": "ada@stub.test", "created_at": "2024-05-06T07:08:09.123Z", "echo": secret,
                             "expires_at": "2031-01-01T00:00:00Z", "last_used_at": 1717171717})
        elif "LMTD" in secret:
            self.reply(403, {"error": {"code": "missing_scope"}})
        else:
            self.reply(401, {"error": "bad " + secret})

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.do_GET()

    def do_GET(self):
        path = self.path.split("?")[0]
        # Only a real value meets the odd answers: a control is refused as usual.
        if path not in ("/me", "/anything") and "LIVE" not in self.headers.get("Authorization", ""):
            return self.reply(401, {"error": "bad"})
        if path == "/me":
            self.judged()
        elif path == "/anything":
            self.reply(200, {"login": "everybody"})
        elif path == "/html403":
            self.reply(403, b"<html>Access denied</html>", "text/html")
        elif path == "/html200":
            self.reply(200, b"<html>login</html>", "text/html")
        elif path == "/429":
            with Stub.lock:
                Stub.counts["429"] = Stub.counts.get("429", 0) + 1
                first = Stub.counts["429"] == 1
            if first:
                self.reply(429, {"error": "slow down"}, headers=[("Retry-After", "1")])
            else:
                self.judged()
        elif path == "/429always":
            self.reply(429, {"error": "slow down"}, headers=[("Retry-After", "3600")])
        elif path == "/500":
            self.reply(500, {"error": "oops"})
        elif path == "/redirect":
            self.reply(302, b"", headers=[("Location", "http://169.254.169.254/latest/meta-data/")])
        elif path == "/moved":
            self.reply(307, b"", headers=[("Location", "/me")])
        elif path == "/echo":
            secret = self.headers.get("Authorization", "")
            self.reply(200, {"login": None, "error": secret, "created_at": secret}, headers=[("X-Echo", secret)])
        elif path == "/wrongjson":
            self.reply(200, b'{"message": "hello", "login": null}')
        elif path == "/brokenjson":
            self.reply(200, b"{{{{")
        elif path == "/oversize":
            self.reply(200, b'{"padding": "' + b"x" * (1 << 20) + b'", "login": "late"}')
        elif path == "/bomb":
            self.reply(200, gzip.compress(b'{"padding": "' + b"x" * (16 << 20)), headers=[("Content-Encoding", "gzip")])
        elif path == "/slow":
            self.note(200)
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "1000")
            self.end_headers()
            try:
                for _ in range(1000):
                    self.wfile.write(b" ")
                    self.wfile.flush()
                    time.sleep(0.3)
            except OSError:
                pass
        else:
            self.reply(404, {"error": "no such path"})


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, address):
        pass

    def finish_request(self, request, address):
        try:
            request.do_handshake()
        except (OSError, ssl.SSLError):
            return
        super().finish_request(request, address)


certify()
server = Server(("127.0.0.1", 0), Stub)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(os.path.join(folder, "server.pem"), os.path.join(folder, "server.key"))
server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
