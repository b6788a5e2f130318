"""Services that verify signatures, on loopback over TLS: Azure Blob storage and Google's service accounts.

usage: signing.py FOLDER (with server.pem and server.key in it)

The signatures are computed again from the services' documentation, with nothing of the product. Prints the port, then
the storage account's key, then the service account's file in one line. Each line of standard input is a command and is
answered with `done`: `regenerate` (another storage key), `firewall` (no address is allowed), `revoke` (Google refuses
the key's signature), `remove` (its certificate is gone), `leave` (the account is gone). Requests are noted in
FOLDER/requests.
"""
import base64
import hashlib
import hmac
import json
import os
import secrets
import ssl
import sys
import threading
import time
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

folder = sys.argv[1]
state = set()
account_key = secrets.token_bytes(64)
private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
key_id = secrets.token_hex(20)
email = "deploy@proj-stub.iam.gserviceaccount.com"


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def azure_signature(method, target, headers, account, key):
    """Authorize with Shared Key, version 2015-02-21 and later."""
    length = headers.get("Content-Length", "")
    names = ["Content-Encoding", "Content-Language", None, "Content-MD5", "Content-Type", "Date", "If-Modified-Since",
             "If-Match", "If-None-Match", "If-Unmodified-Since", "Range"]
    standard = [("" if length == "0" else length) if name is None else headers.get(name, "") for name in names]
    special = sorted((name.lower(), value.strip()) for name, value in headers.items() if name.lower().startswith("x-ms-"))
    address = urlsplit(target)
    query = sorted((name.lower(), value) for name, value in parse_qsl(address.query))
    text = "\n".join([method] + standard) + "\n"
    text += "".join(f"{name}:{value}\n" for name, value in special)
    text += f"/{account}{address.path}" + "".join(f"\n{name}:{value}" for name, value in query)
    return base64.b64encode(hmac.new(key, text.encode(), hashlib.sha256).digest()).decode()


class Service(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *arguments):
        pass

    def reply(self, status, body, kind):
        with open(os.path.join(folder, "requests"), "a") as file:
            file.write(f"{self.command} {self.headers['Host']}{self.path.split('?')[0]} {status}\n")
        body = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def storage(self):
        def refuse(code):
            self.reply(403, f"<?xml version=\"1.0\"?><Error><Code>{code}</Code></Error>", "application/xml")
        if "firewall" in state:
            return refuse("AuthorizationFailure")
        account = self.headers["Host"].split(".")[0]
        age = time.time() - parsedate_to_datetime(self.headers["x-ms-date"]).timestamp()
        expected = "SharedKey " + account + ":" + azure_signature(
            self.command, self.path, self.headers, account, account_key)
        if abs(age) > 900 or not hmac.compare_digest(expected, self.headers.get("Authorization", "")):
            return refuse("AuthenticationFailed")
        self.reply(200, "<StorageServiceProperties><Logging><Version>1.0</Version></Logging></StorageServiceProperties>",
                   "application/xml")

    def certificates(self):
        if unquote(self.path) != "/robot/v1/metadata/x509/" + email or "leave" in state:
            return self.reply(404, {"error": {"code": 404}}, "application/json")
        ids = [secrets.token_hex(20)] + ([] if "remove" in state else [key_id])
        self.reply(200, {id: "-----BEGIN CERTIFICATE-----" for id in ids}, "application/json")

    def token(self):
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        head, claims, signature = form["assertion"][0].split(".")
        try:
            assert form["grant_type"] == ["urn:ietf:params:oauth:grant-type:jwt-bearer"]
            assert json.loads(decoded(head)) == {"alg": "RS256", "typ": "JWT", "kid": key_id}
            told = json.loads(decoded(claims))
            assert told["iss"] == email and told["aud"] == "https://oauth2.googleapis.com/token"
            assert 0 < told["exp"] - told["iat"] <= 3600 and abs(told["iat"] - time.time()) < 60
            assert told["scope"] == "openid"
            private.public_key().verify(decoded(signature), f"{head}.{claims}".encode(), padding.PKCS1v15(), hashes.SHA256())
        except (AssertionError, InvalidSignature):
            return self.reply(400, {"error": "invalid_request"}, "application/json")
        if "revoke" in state:
            return self.reply(400, {"error": "invalid_grant", "error_description": "Invalid JWT Signature."},
                              "application/json")
        self.reply(200, {"access_token": "made-" + secrets.token_hex(8), "token_type": "Bearer"}, "application/json")

    def do_GET(self):
        self.storage() if self.headers["Host"].endswith(".blob.core.windows.net") else self.certificates()

    def do_POST(self):
        self.token()


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(os.path.join(folder, "server.pem"), os.path.join(folder, "server.key"))
server.socket = context.wrap_socket(server.socket, server_side=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
pem = private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
print(server.server_port, flush=True)
print(base64.b64encode(account_key).decode(), flush=True)
print(json.dumps({"type": "service_account", "project_id": "proj-stub", "private_key_id": key_id,
                  "private_key": pem.decode(), "client_email": email}), flush=True)
for line in sys.stdin:
    state.add(line.strip())
    if line.strip() == "regenerate":
        account_key = secrets.token_bytes(64)
    print("done", flush=True)
