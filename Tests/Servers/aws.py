"""IAM and STS on loopback over TLS: moto, with requests authenticated.

usage: aws.py FOLDER (with server.pem and server.key in it)

Makes three users' keys and prints the port, then a line `id secret` for each. Each line of standard input is
`deactivate ID` or `delete ID` and is answered with a line; the server runs until the input ends.
"""
import os
import sys
import threading

import boto3
from moto.core import DEFAULT_ACCOUNT_ID
from moto.iam import access_control
from moto.iam.models import iam_backends
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto import settings
from werkzeug.serving import make_server

folder = sys.argv[1]
settings.INITIAL_NO_AUTH_ACTION_COUNT = 0

# AWS refuses a key that is inactive as if it were unknown; moto does not look at its status.
original = access_control.IAMUserAccessKey.__init__


def checked(self, account_id, partition, access_key_id, headers):
    original(self, account_id, partition, access_key_id, headers)
    for user in self.backend.list_users("/", None, None):
        for key in user.access_keys:
            if key.access_key_id == access_key_id and key.status != "Active":
                raise access_control.CreateAccessKeyFailure(reason="InvalidId")


access_control.IAMUserAccessKey.__init__ = checked

# A GET has no body; moto would hash its query as one.
create_request = access_control.IAMRequestBase._create_aws_request


def bare(self):
    if self._method == "GET":
        self._data, self._body = {}, b""
    return create_request(self)


access_control.IAMRequestBase._create_aws_request = bare
backend = iam_backends[DEFAULT_ACCOUNT_ID]["aws"]
keys = {}
for name in ["ada", "ben", "cyn"]:
    backend.create_user("us-east-1", name) if backend.create_user.__code__.co_argcount > 2 else backend.create_user(name)
    key = backend.create_access_key(name)
    keys[key.access_key_id] = name

moto = DomainDispatcherApplication(create_backend_app)


def app(environment, start):
    """Says text/xml as AWS does, where moto leaves the web framework's default."""
    def begin(status, headers, *rest):
        return start(status, [(n, "text/xml" if n.lower() == "content-type" else v) for n, v in headers], *rest)
    return moto(environment, begin)


server = make_server("127.0.0.1", 0, app, threaded=True,
                     ssl_context=(os.path.join(folder, "server.pem"), os.path.join(folder, "server.key")))
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)
for user in backend.list_users("/", None, None):
    for key in user.access_keys:
        print(key.access_key_id, key.secret_access_key, flush=True)
for line in sys.stdin:
    verb, id = line.split()
    if verb == "deactivate":
        backend.update_access_key(keys[id], id, "Inactive")
    else:
        backend.delete_access_key(id, keys[id])
    print("done", flush=True)
