"""A MongoDB server that never was, on loopback: it speaks the documented wire protocol (OP_MSG, and OP_QUERY for the
first hello) and SCRAM-SHA-256 (RFC 5802, RFC 7677), and holds no data. No distribution packages the real one.

usage: mongo.py FOLDER USER@DATABASE PASSWORD MODE

MODE is `plain`; `tls` (with server.pem and server.key in FOLDER); `mimic`, which ends every login as if it had been
right, but cannot prove that it knows the password; `arbiter`, which holds no users; `silent`, which never answers a
login. Prints the port, and serves until its standard input ends. Commands are noted in FOLDER/mongo. In every hello
it claims to be one of a set whose other members stand elsewhere.
"""
import base64
import hashlib
import hmac
import os
import socketserver
import ssl
import struct
import sys
import threading

import bson

folder, account, password, mode = sys.argv[1:5]
user, database = account.split("@")
ROUNDS = 4096
SALT = hashlib.sha256(b"salt of " + user.encode()).digest()[:28]
salted = hashlib.pbkdf2_hmac("sha256", password.encode(), SALT, ROUNDS)
lock = threading.Lock()


def note(text):
    with lock, open(os.path.join(folder, "mongo"), "a") as file:
        file.write(text + "\n")


def mac(key, text):
    return hmac.new(key, text, hashlib.sha256).digest()


def refusal():
    return {"ok": 0.0, "errmsg": "Authentication failed.", "code": 18, "codeName": "AuthenticationFailed"}


class Session:
    def __init__(self):
        self.user = None
        self.bare = self.first = self.nonce = None

    def answer(self, command):
        name = next(iter(command))
        note(name)
        if name.lower() in ("hello", "ismaster"):
            return self.hello(command)
        if mode == "arbiter" and name == "saslStart":
            return refusal()
        if name == "saslStart":
            return self.start(command)
        if name == "saslContinue":
            return self.proceed(command)
        if name == "connectionStatus":
            users = [{"user": self.user, "db": database}] if self.user else []
            return {"authInfo": {"authenticatedUsers": users, "authenticatedUserRoles": []}, "ok": 1.0}
        return {"ok": 1.0} if name in ("ping", "endSessions") else {
            "ok": 0.0, "errmsg": "no such command", "code": 59, "codeName": "CommandNotFound"}

    def hello(self, command):
        answer = {"ismaster": True, "isWritablePrimary": True, "helloOk": True, "maxBsonObjectSize": 16777216,
                  "maxMessageSizeBytes": 48000000, "maxWriteBatchSize": 100000, "minWireVersion": 0,
                  "maxWireVersion": 17, "setName": "rs0", "hosts": ["elsewhere.leakage.test:27017"],
                  "primary": "elsewhere.leakage.test:27017", "me": "elsewhere.leakage.test:27017", "ok": 1.0}
        if mode == "arbiter":
            answer.update({"ismaster": False, "isWritablePrimary": False, "arbiterOnly": True})
        if "saslSupportedMechs" in command:
            answer["saslSupportedMechs"] = ["SCRAM-SHA-256"]
        return answer

    def start(self, command):
        if mode == "silent":
            return None
        text = bytes(command["payload"]).decode()
        if command["mechanism"] != "SCRAM-SHA-256" or not text.startswith("n,,"):
            return refusal()
        self.bare = text[3:]
        parts = dict(part.split("=", 1) for part in self.bare.split(","))
        name = parts["n"].replace("=2C", ",").replace("=3D", "=")
        if mode != "mimic" and (name != user or command["$db"] != database):
            return refusal()
        self.name, self.nonce = name, parts["r"] + base64.b64encode(os.urandom(18)).decode()
        self.first = f"r={self.nonce},s={base64.b64encode(SALT).decode()},i={ROUNDS}"
        return {"conversationId": 1, "done": False, "payload": self.first.encode(), "ok": 1.0}

    def proceed(self, command):
        text = bytes(command["payload"]).decode()
        if not text:
            return {"conversationId": 1, "done": True, "payload": b"", "ok": 1.0}
        plain, proof = text.rsplit(",p=", 1)
        message = f"{self.bare},{self.first},{plain}".encode()
        client = mac(salted, b"Client Key")
        signature = mac(hashlib.sha256(client).digest(), message)
        shown = bytes(a ^ b for a, b in zip(base64.b64decode(proof), signature))
        if mode != "mimic" and not hmac.compare_digest(shown, client):
            return refusal()
        self.user = self.name
        verifier = base64.b64encode(mac(mac(salted, b"Server Key"), message)).decode()
        return {"conversationId": 1, "done": False, "payload": f"v={verifier}".encode(), "ok": 1.0}


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        session = Session()
        note("connection")
        while len(head := self.rfile.read(16)) == 16:
            length, request, _, code = struct.unpack("<iiii", head)
            body = self.rfile.read(length - 16)
            if code == 2013:
                command, answer_code, lead = bson.decode(body[5:]), 2013, struct.pack("<IB", 0, 0)
            elif code == 2004:
                rest = body[body.index(b"\0", 4) + 9:]
                size = struct.unpack("<i", rest[:4])[0]
                command, answer_code, lead = bson.decode(rest[:size]), 1, struct.pack("<iqii", 8, 0, 0, 1)
            else:
                return
            answer = session.answer(command)
            if answer is None:
                continue
            text = lead + bson.encode(answer)
            self.wfile.write(struct.pack("<iiii", 16 + len(text), 1, request, answer_code) + text)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, *arguments):
        pass

    def get_request(self):
        connection, address = super().get_request()
        if mode == "tls":
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(os.path.join(folder, "server.pem"), os.path.join(folder, "server.key"))
            connection = context.wrap_socket(connection, server_side=True)
        return connection, address


server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
