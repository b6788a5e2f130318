"""Opens a page of leakage in headless Chromium and tries it: page.py FILE [--shots FOLDER].

Prints one JSON object: what was rendered, what filters and sorting gave, every console message, every request, and
how long things took. It speaks the DevTools protocol over a pipe, so nothing but Chromium and Python is needed.
"""

import argparse
import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time


class Browser:
    def __init__(self, program):
        self.profile = tempfile.mkdtemp(prefix="leakage-chromium-")
        (read_commands, self.commands), (self.answers, write_answers) = os.pipe(), os.pipe()

        def wire():
            # The browser reads commands on 3 and answers on 4; both ends may sit on those numbers already.
            first, second = os.dup(read_commands), os.dup(write_answers)
            first, second = os.dup2(first, 63), os.dup2(second, 64)
            os.dup2(first, 3), os.dup2(second, 4)
            os.set_inheritable(3, True), os.set_inheritable(4, True)

        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
             "--disable-extensions", "--disable-background-networking", "--disable-component-update",
             "--disable-dev-shm-usage", f"--user-data-dir={self.profile}", "--remote-debugging-pipe", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, close_fds=False, preexec_fn=wire)
        os.close(read_commands), os.close(write_answers)
        self.buffer, self.number, self.events, self.session = b"", 0, [], None

    def _read(self):
        while b"\0" not in self.buffer:
            piece = os.read(self.answers, 1 << 16)
            if not piece:
                sys.exit("the browser ended")
            self.buffer += piece
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.commands, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def run(self, script):
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            sys.exit(f"{script}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def close(self):
        self.call("Browser.close")
        self.process.wait(20)
        shutil.rmtree(self.profile, ignore_errors=True)


WAIT = "new Promise(done => setTimeout(done, {}))"


def open_page(browser, address):
    target = browser.call("Target.createTarget", url="about:blank")["targetId"]
    browser.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ("Page", "Runtime", "Network", "Log"):
        browser.call(f"{domain}.enable")
    begin = time.monotonic()
    browser.call("Page.navigate", url=address)
    for _ in range(600):
        browser.run(WAIT.format(20))
        if browser.run("document.readyState") == "complete":
            break
    return time.monotonic() - begin


def shoot(browser, folder):
    for name, width, scheme in (("desktop-light", 1280, "light"), ("desktop-dark", 1280, "dark"),
                                ("phone-light", 390, "light"), ("phone-dark", 390, "dark")):
        browser.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1,
                     mobile=width < 500)
        browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        browser.run(WAIT.format(150))
        height = min(6000, browser.run("document.documentElement.scrollHeight"))
        image = browser.call("Page.captureScreenshot", captureBeyondViewport=True,
                             clip={"x": 0, "y": 0, "width": width, "height": height, "scale": 1})
        (folder / f"{name}.png").write_bytes(base64.b64decode(image["data"]))
        browser.run("{const a=document.querySelector('#rows a');if(a)location.hash=a.getAttribute('href')}")
        browser.run(WAIT.format(150))
        image = browser.call("Page.captureScreenshot")
        (folder / f"{name}-finding.png").write_bytes(base64.b64decode(image["data"]))
        browser.run("document.getElementById('detail').open && document.getElementById('detail').close()")


def attempt(browser):
    """Uses the page as a reader would."""
    def rows():
        return browser.run("[...document.querySelectorAll('#rows tbody tr')].map(r=>r.innerText).slice(0,5)")

    def count():
        return browser.run("document.getElementById('count').textContent")

    def timed(script):
        # The best of three: what else the machine does is not the page's.
        return browser.run(
            "(()=>{let best=1e9;for(let i=0;i<3;i++){const t=performance.now();" + script
            + ";best=Math.min(best,performance.now()-t)}return Math.round(best)})()")

    result = {"title": browser.run("document.title"), "h1": browser.run("document.querySelector('h1').innerText"),
              "count": count(), "drawn": browser.run("document.querySelectorAll('#rows tbody tr').length"),
              "figures": browser.run("document.querySelectorAll('figure svg').length"),
              "wide": browser.run("document.documentElement.scrollWidth - document.documentElement.clientWidth")}
    result["sortMilliseconds"] = timed("document.querySelector('[data-sort=age]').click()")
    ages = "[...document.querySelectorAll('#rows tbody tr .c-since')].map(r=>r.innerText)"
    result["sinceByAge"] = browser.run(ages)[:20]
    browser.run("document.querySelector('[data-sort=age]').click()")
    result["sinceByAgeReversed"] = browser.run(ages)[:20]
    result["sorted"] = browser.run("document.querySelector('[aria-sort]').className")
    word = browser.run("document.querySelector('#rows tbody .c-name a').textContent")
    browser.run(f"document.getElementById('q').value={json.dumps(word)}")
    result["filterMilliseconds"] = timed("apply()")
    result["word"], result["filtered"], result["names"] = word, count(), rows()
    browser.run("document.getElementById('q').value='nothing has this text';apply()")
    result["none"] = count()
    browser.run("document.querySelector('.filters').reset()")
    browser.run(WAIT.format(100))
    result["cleared"] = count()
    browser.run("document.querySelector('#rows tbody .c-name a').focus()")
    browser.call("Input.dispatchKeyEvent", type="keyDown", key="Enter", code="Enter", windowsVirtualKeyCode=13, text="\r")
    browser.call("Input.dispatchKeyEvent", type="keyUp", key="Enter", code="Enter", windowsVirtualKeyCode=13)
    browser.run(WAIT.format(200))
    result["opened"] = browser.run("document.getElementById('detail').open")
    result["detail"] = browser.run("document.getElementById('detail').innerText")
    browser.call("Input.dispatchKeyEvent", type="keyDown", key="Escape", code="Escape", windowsVirtualKeyCode=27)
    browser.call("Input.dispatchKeyEvent", type="keyUp", key="Escape", code="Escape", windowsVirtualKeyCode=27)
    browser.run(WAIT.format(200))
    result["closed"] = not browser.run("document.getElementById('detail').open")
    result["refocused"] = browser.run("document.activeElement===document.querySelector('#rows tbody .c-name a')")
    browser.call("Page.printToPDF")
    result["printed"] = browser.run("document.querySelectorAll('#rows tbody tr').length")
    # The policy must hold: neither a stranger's script nor a request gets through.
    browser.run("{const s=document.createElement('script');s.textContent='window.pwned=1';document.body.append(s)}")
    result["pwned"] = browser.run("window.pwned===1")
    return result


def unlabelled(browser):
    """Controls and pictures without a name for those who do not see them."""
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    roles = {"button", "link", "combobox", "searchbox", "textbox", "image", "img", "dialog", "table"}
    found = []
    for node in nodes:
        role, name = node.get("role", {}).get("value"), node.get("name", {}).get("value", "")
        if role in {"button", "link", "combobox", "searchbox", "textbox"} and not node.get("ignored") and not name.strip():
            found.append(role)
    return found


def roles(browser):
    """How often each role is there for those who do not see the page."""
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    names = [node.get("role", {}).get("value") for node in nodes if not node.get("ignored")]
    return {role: names.count(role) for role in ("table", "columnheader", "cell", "image", "main", "status")}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--shots")
    parser.add_argument("--chromium", default=os.environ.get("LEAKAGE_CHROMIUM") or shutil.which("chromium"))
    arguments = parser.parse_args()
    if not arguments.chromium:
        sys.exit("no chromium")
    browser = Browser(arguments.chromium)
    address = pathlib.Path(arguments.file).resolve().as_uri()
    seconds = open_page(browser, address)
    has_rows = browser.run("!!document.getElementById('rows')")
    if arguments.shots:
        folder = pathlib.Path(arguments.shots)
        folder.mkdir(parents=True, exist_ok=True)
        shoot(browser, folder)
    # What the page itself said and asked for ends here: the attempts below break its policy on purpose.
    own = len(browser.events)
    browser.call("Accessibility.enable")
    result = {"seconds": round(seconds, 2), "unlabelled": unlabelled(browser)}
    if has_rows:
        browser.call("Emulation.setDeviceMetricsOverride", width=390, height=800, deviceScaleFactor=1, mobile=True)
        browser.run(WAIT.format(100))
        narrow = browser.run("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        result["narrowRoles"] = roles(browser)
        browser.call("Emulation.clearDeviceMetricsOverride")
        browser.run(WAIT.format(100))
        result |= attempt(browser)
        result["wide"] = max(result["wide"], narrow)
    logs = [e for e in browser.events if e["method"] in ("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown")]
    result["console"] = [e["params"] for e in logs if browser.events.index(e) < own]
    result["exceptions"] = [e["params"] for e in browser.events if e["method"] == "Runtime.exceptionThrown"]
    result["requests"] = [e["params"]["request"]["url"] for e in browser.events if e["method"] == "Network.requestWillBeSent"
                          and e["params"]["request"]["url"] != address]
    result["quiet"] = not result["console"] and not result["exceptions"]
    browser.close()
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
