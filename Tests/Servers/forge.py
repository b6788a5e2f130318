"""A forge that never was: the list endpoints of GitHub (as Enterprise Server has them), GitLab, Gitea, Bitbucket and its
Data Center, and git over smart HTTP through `git http-backend`, on loopback.

No real forge is packaged for Debian or on PyPI, so this speaks their documentation: paths, parameters, paging, limits of
requests, authentication and statuses. What it serves depends on the owner that is asked for:

    acme       an organisation of 237 repositories; the private ones with the token only
    ada        a user with 3
    hidden     not found without the token
    limited    used up at first: limit ends in a second
    spent      each answer uses up the limit for a second
    secondary  refused at first without a time (GitHub's secondary limit), then with one
    throttled  429 at first, with a time
    exhausted  429 always, for an hour
    flaky      502 twice
    down       503 always
    moved      redirects to acme at this place
    away-PORT  redirects to another port, and names a next page there: away-PORT-page
    endless    ever the next page, with ever new repositories
    circle     ever the next page, with the same repositories
    hostile    addresses to clone that nobody should clone
    odd        entries in other forms than documented
    broken     no JSON
    large      an answer without end

usage: forge.py FOLDER TOKEN [CERTIFICATES]

With a folder that holds `server.pem` and `server.key`, over TLS.

Serves the repositories in FOLDER/repositories; those under `private/` want a user and TOKEN as password. Prints the
port, and serves until its standard input ends. Every request is noted in FOLDER/requests: method, path, status, and the
kind of authentication with the user's name, never the password.
"""
import base64
import json
import os
import ssl
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

folder, token = sys.argv[1], sys.argv[2]
certificates = sys.argv[3] if len(sys.argv) > 3 else None
COUNTS = {"acme": 237, "ada": 3}
lock = threading.Lock()
counts = {}


def repositories(owner, base, shows_private):
    for number in range(COUNTS.get(owner, 12)):
        visibility = ("public", "private", "internal")[number % 3]
        if visibility == "private" and not shows_private:
            continue
        name = f"{owner}/repo-{number:03}"
        yield {"name": name, "visibility": visibility, "archived": number % 10 == 0, "fork": number % 7 == 0,
               "size": number * 10, "clone": f"{base}/{name}.git", "web": f"{base}/{name}",
               "pushed": (datetime(2024, 1, 1, tzinfo=timezone.utc) + timedelta(days=number)).isoformat()}


HOSTILE = ["ext::sh -c touch% /tmp/leakage-was-here", "file:///etc", "--upload-pack=touch /tmp/leakage-was-here",
           "https://elsewhere.example/hostile/repo.git", "BASE/hostile/../../etc.git", "BASE/a\u001b[2Jb.git",
           "ssh://-oProxyCommand=id/x", "http://169.254.169.254/latest/meta-data.git", "/etc/passwd"]


def github(item):
    return {"full_name": item["name"], "clone_url": item["clone"], "html_url": item["web"], "default_branch": "main",
            "archived": item["archived"], "fork": item["fork"], "visibility": item["visibility"],
            "private": item["visibility"] != "public", "size": item["size"], "pushed_at": item["pushed"]}


def gitlab(item):
    entry = {"path_with_namespace": item["name"], "http_url_to_repo": item["clone"], "web_url": item["web"],
             "default_branch": "main", "archived": item["archived"], "visibility": item["visibility"],
             "statistics": {"repository_size": item["size"] * 1024}, "last_activity_at": item["pushed"]}
    if item["fork"]:
        entry["forked_from_project"] = {"id": 1}
    return entry


def gitea(item):
    entry = github(item)
    del entry["pushed_at"], entry["visibility"]
    return {**entry, "internal": item["visibility"] == "internal", "updated_at": item["pushed"]}


def bitbucket(item):
    entry = {"full_name": item["name"], "mainbranch": {"name": "main"}, "is_private": item["visibility"] != "public",
             "size": item["size"] * 1024, "updated_on": item["pushed"],
             "links": {"html": {"href": item["web"]}, "clone": [
                 {"name": "https", "href": item["clone"].replace("://", "://somebody@")},
                 {"name": "ssh", "href": "git@example.org:x.git"}]}}
    if item["fork"]:
        entry["parent"] = {"full_name": "other/x"}
    return entry


def server(item):
    owner, name = item["name"].split("/", 1)
    entry = {"slug": name, "project": {"key": owner}, "public": item["visibility"] == "public", "archived": item["archived"],
             "links": {"self": [{"href": item["web"]}], "clone": [
                 {"name": "ssh", "href": "ssh://git@example.org:7999/x.git"}, {"name": "http", "href": item["clone"]}]}}
    if item["fork"]:
        entry["origin"] = {"slug": "other"}
    return entry


class Forge(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *arguments):
        pass

    def note(self, status):
        kind = "-"
        authorization = self.headers.get("Authorization", "")
        if authorization.startswith("Basic "):
            kind = "basic:" + base64.b64decode(authorization[6:]).decode().split(":")[0]
        elif authorization:
            kind = authorization.split(" ")[0].lower()
        elif self.headers.get("PRIVATE-TOKEN"):
            kind = "private-token"
        with lock, open(os.path.join(folder, "requests"), "a") as file:
            file.write(f"{self.command} {self.path} {status} {kind}\n")

    def reply(self, status, body, headers=()):
        if not isinstance(body, bytes):
            body = json.dumps(body).encode()
        self.note(status)
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def nth(self, key):
        with lock:
            counts[key] = counts.get(key, 0) + 1
            return counts[key]

    # None without credentials, else whether they are right.
    def authenticated(self, kind):
        authorization = self.headers.get("Authorization", "")
        given = self.headers.get("PRIVATE-TOKEN") if kind == "gitlab" else None
        if authorization.startswith("Basic "):
            given = base64.b64decode(authorization[6:]).decode().split(":", 1)[1]
        elif authorization.startswith("Bearer ") or (authorization.startswith("token ") and kind in ("github", "gitea")):
            given = authorization.split(" ", 1)[1]
        return None if not given else given == token

    def do_POST(self):
        self.git()

    def do_GET(self):
        self.base = f"{'https' if certificates else 'http'}://{self.headers['Host']}"
        parts = urlsplit(self.path)
        self.query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        for prefix, kind in (("/api/v3/", "github"), ("/api/v4/", "gitlab"), ("/api/v1/", "gitea"), ("/2.0/", "bitbucket"),
                             ("/rest/api/1.0/", "server")):
            if parts.path.startswith(prefix):
                return self.api(kind, prefix, parts.path[len(prefix):])
        self.git()

    def api(self, kind, prefix, path):
        self.right = self.authenticated(kind)
        if self.right is False:
            return self.reply(401, {"message": "Bad credentials " + (self.headers.get("Authorization") or "")})
        words = [unquote(word) for word in path.split("/")]
        if kind == "github" and words == ["user"]:
            return self.reply(200, {"login": "Ada"}) if self.right else self.reply(401, {"message": "Requires authentication"})
        if kind == "github" and words == ["user", "repos"]:
            return self.list(kind, prefix, path, "ada")
        single = self.single(kind, words)
        if single:
            owner, name = single
            found = [item for item in repositories(owner, self.base, self.right) if item["name"] == f"{owner}/{name}"]
            if owner not in COUNTS or not found:
                return self.reply(404, {"message": "Not Found"})
            return self.reply(200, globals()[kind](found[0]))
        owner = self.owner(kind, words)
        if owner is None:
            return self.reply(404, {"message": "Not Found"})
        self.scenario(kind, prefix, path, owner)

    def single(self, kind, words):
        if kind in ("github", "gitea") and words[0] == "repos" and len(words) == 3:
            return words[1], words[2]
        if kind == "bitbucket" and words[0] == "repositories" and len(words) == 3:
            return words[1], words[2]
        if kind == "server" and words[0] == "projects" and len(words) == 4:
            return words[1], words[3]
        if kind == "gitlab" and words[0] == "projects" and "/" in words[1]:
            return words[1].rsplit("/", 1)
        return None

    # The owner of a list, None where there is none of that kind: ada is a user, all others are organisations.
    def owner(self, kind, words):
        if kind == "bitbucket":
            return words[1] if words[0] == "repositories" and len(words) == 2 else None
        if kind == "server":
            return words[1] if words[0] == "projects" and words[2:] == ["repos"] else None
        listed = "projects" if kind == "gitlab" else "repos"
        if len(words) != 3 or words[2] != listed:
            return None
        if words[0] == ("groups" if kind == "gitlab" else "orgs") and words[1] != "ada" and "/" not in words[1]:
            return words[1]
        if words[0] == "users" and words[1].lower() == "ada":
            return "ada"
        return None

    def scenario(self, kind, prefix, path, owner):
        now = int(time.time())
        names = ("X-RateLimit-Remaining", "X-RateLimit-Reset") if kind != "gitlab" else ("RateLimit-Remaining", "RateLimit-Reset")
        refused = 403 if kind == "github" else 429
        first = self.nth(f"{kind} {owner}")
        if owner == "hidden" and not self.right:
            return self.reply(404, {"message": "Not Found"})
        if owner == "limited" and first == 1:
            return self.reply(refused, {"message": "API rate limit exceeded"}, [(names[0], "0"), (names[1], str(now + 1))])
        if owner == "secondary" and first == 1:
            return self.reply(403, {"message": "You have exceeded a secondary rate limit. Please wait a few minutes."})
        if owner == "secondary" and first == 2:
            return self.reply(403, {"message": "You have exceeded a secondary rate limit."}, [("Retry-After", "2")])
        if owner == "throttled" and first == 1:
            return self.reply(429, {"message": "Too Many Requests"}, [("Retry-After", "1")])
        if owner == "exhausted":
            return self.reply(429, {"message": "Too Many Requests"}, [("Retry-After", "7200")])
        if owner == "flaky" and first <= 2:
            return self.reply(502, b"<html>Bad Gateway</html>")
        if owner == "down":
            return self.reply(503, b"")
        if owner == "forbidden":
            return self.reply(403, {"message": "Resource protected by organization SAML enforcement."}, [("X-GitHub-SSO", "required; url=https://x")])
        if owner == "moved":
            return self.reply(301, b"", [("Location", self.base + self.path.replace("moved", "acme"))])
        if owner.startswith("away-") and not owner.endswith("-page"):
            return self.reply(302, b"", [("Location", f"http://127.0.0.1:{owner[5:]}{self.path}")])
        if owner == "broken":
            return self.reply(200, b"<html>Sign in</html>")
        if owner == "object":
            return self.reply(200, {"message": "not a list"})
        if owner == "large":
            return self.reply(200, b"[" + b" " * (20 << 20) + b"]")
        if owner == "deep":
            return self.reply(200, b"[" * 100_000)
        self.list(kind, prefix, path, owner, [(names[0], "0"), (names[1], str(now + 1))] if owner == "spent" else [])

    def list(self, kind, prefix, path, owner, headers=()):
        if kind == "bitbucket":
            size, limit = "pagelen", 100
        elif kind == "gitea":
            size, limit = "limit", 50
        else:
            size, limit = "per_page", 100
        per = min(int(self.query.get("limit" if kind == "server" else size, 25)), limit)
        page = int(self.query["start"]) // per + 1 if kind == "server" else int(self.query.get("page", 1))
        self.per = per
        encode = globals()[kind]
        items = [encode(item) for item in repositories(owner, self.base, self.right)]
        if owner == "hostile":
            items = [encode({**item, "clone": address.replace("BASE", self.base)}) for item, address in
                     zip(repositories(owner, self.base, True), HOSTILE + [f"BASE/hostile/good.git"])]
        if owner == "odd":
            items = items[:2] + [{"id": 7}, None, "text", encode({**next(repositories(owner, self.base, True)), "name": "a/../b"})]
        if owner == "spent":
            per = 5
        part, last = items[(page - 1) * per:page * per], (len(items) + per - 1) // per
        if owner == "endless":
            part, last = [encode({**item, "name": f"endless/{page}-{item['name'][8:]}"}) for item in
                          repositories(owner, self.base, True)], page + 1
        if owner == "circle":
            part, last = items, page + 1
        total = 1_000_000 if last == page + 1 and owner in ("endless", "circle") else len(items)
        self.send_page(kind, prefix + path, owner, part, page, last, total, list(headers))

    def send_page(self, kind, path, owner, part, page, last, total, headers):
        def address(number):
            query = "&".join(f"{name}={value}" for name, value in {**self.query, "page": number}.items())
            place = f"http://127.0.0.1:{owner.split('-')[1]}" if owner.startswith("away-") else self.base
            return f"{place}{path}?{query}"
        following = page < last or owner.startswith("away-")
        if kind == "bitbucket":
            body = {"pagelen": len(part), "page": page, "size": total, "values": part}
            return self.reply(200, {**body, **({"next": address(page + 1)} if following else {})}, headers)
        if kind == "server":
            body = {"size": len(part), "limit": self.per, "isLastPage": not following, "start": (page - 1) * self.per,
                    "values": part, "nextPageStart": page * self.per if following else None}
            return self.reply(200, body, headers)
        links = [f'<{address(1)}>; rel="first"', f'<{address(last)}>; rel="last"']
        if page > 1:
            links.insert(0, f'<{address(page - 1)}>; rel="prev"')
        if following:
            links.insert(0, f'<{address(page + 1)}>; rel="next"')
        headers.append(("Link", ", ".join(links)))
        if kind == "gitlab":
            headers += [("X-Next-Page", str(page + 1) if following else ""), ("X-Page", str(page))]
        if kind == "gitea":
            headers.append(("X-Total-Count", str(total)))
        self.reply(200, part, headers)

    def git(self):
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        words = parts.path.split("/")
        if words[1] == "away":
            return self.reply(302, b"", [("Location", f"http://127.0.0.1:{words[2]}/{'/'.join(words[3:])}?{parts.query}")])
        if words[1] == "renamed" and not words[2].endswith(".git"):
            words[2] += ".git"
            return self.reply(301, b"", [("Location", f"http://{self.headers['Host']}{'/'.join(words)}?{parts.query}")])
        if words[1] == "echo":
            text = "fatal: \u001b[31m " + self.headers.get("Authorization", "")
            return self.reply(500, text.encode())
        if words[1] == "private":
            right = self.authenticated("git")
            if not right:
                return self.reply(401, b"", [("WWW-Authenticate", 'Basic realm="git"')])
        if words[1] == "slow" and self.command == "POST" and b"command=fetch" in body:
            with open(os.path.join(folder, "slow"), "a") as file:
                file.write("waiting\n")
            while not os.path.exists(os.path.join(folder, "go-on")):
                time.sleep(0.05)
        environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "GIT_PROJECT_ROOT": os.path.join(folder, "repositories"),
                       "GIT_HTTP_EXPORT_ALL": "1", "PATH_INFO": unquote(parts.path), "QUERY_STRING": parts.query,
                       "REQUEST_METHOD": self.command, "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                       "CONTENT_LENGTH": str(len(body)), "REMOTE_ADDR": "127.0.0.1", "GIT_CONFIG_NOSYSTEM": "1",
                       "GIT_CONFIG_GLOBAL": "/dev/null", "HOME": folder,
                       "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
                       "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", "")}
        answer = subprocess.run(["git", "http-backend"], input=body, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                env=environment).stdout
        head, _, content = answer.partition(b"\r\n\r\n")
        status, headers = 200, []
        for line in head.decode("latin-1").split("\r\n"):
            name, _, value = line.partition(": ")
            if name.lower() == "status":
                status = int(value.split(" ")[0])
            elif name:
                headers.append((name, value))
        self.note(status)
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, address):
        pass


os.makedirs(os.path.join(folder, "repositories"), exist_ok=True)
listener = Server(("127.0.0.1", 0), Forge)
if certificates:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(certificates, "server.pem"), os.path.join(certificates, "server.key"))
    listener.socket = context.wrap_socket(listener.socket, server_side=True, do_handshake_on_connect=False)
threading.Thread(target=listener.serve_forever, daemon=True).start()
print(listener.server_address[1], flush=True)
sys.stdin.read()
