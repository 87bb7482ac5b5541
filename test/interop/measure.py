"""Measures the 80 ways of an FTP server with raw sockets: an independent judge of our engine, sharing nothing with it.

Argument (or standard input): JSON with host, port, implicitPort (null: the same port), ca (a PEM file), serverName, user,
password. Output: JSON, one entry a way: id, status, step, code, reason, wire, bytes, text.

It is thorough where the engine is quick: a connection and a login of its own for every way, one way of waiting for all
of them, and long looks for a clear first byte before a hello is sent. Python 3 and its standard library only.
"""

import json
import re
import select
import socket
import ssl
import sys
import time
from concurrent.futures import ThreadPoolExecutor

SECURITIES = ("none", "implicit", "auth-tls", "auth-ssl")
LEVELS = ("default", "C", "S", "E", "P")
MODES = ("PASV", "EPSV", "PORT", "EPRT")
REPLY = 10  # seconds for a reply that has to come
CONNECT = 5  # seconds for a data connection
GREETING = 3.0  # then the port may be one that waits for a hello
BEFORE_150 = 1.0  # then the server may be one that shakes hands first
# A server that sends in clear does so at once; one that is silent for so long waits for a hello.
SILENCE = {"default": 2.0, "C": 3.0, "S": 3.0, "E": 1.5, "P": 1.5}
MEANING = {"C": ("clear",), "S": ("clear",), "E": ("tls",), "P": ("tls",), "default": ("clear", "tls")}


class Ended(Exception):
    """The way came to its end before any data: what the server said, and where."""

    def __init__(self, status, step, code=None, text="", reason=None):
        super().__init__(status, step)
        self.outcome = {"status": status, "step": step, "code": code, "text": text, "reason": reason}


class Control:
    """A control connection that reads whole replies, in clear or inside TLS."""

    def __init__(self, sock):
        self.sock = sock
        self.buffer = b""
        self.closed = False
        sock.setblocking(False)

    def pump(self):
        """Takes what is there; never waits. A TLS record need not bring any text."""
        try:
            data = self.sock.recv(65536)
        except (BlockingIOError, ssl.SSLWantReadError):
            return
        except OSError:
            data = b""
        self.closed = self.closed or data == b""
        self.buffer += data

    def take(self):
        """One complete reply (code, text) from the buffer, or None."""
        match = re.match(rb"(?s)(\d{3})(?: [^\n]*|-.*?\n\1 [^\n]*|\r?)\n", self.buffer)
        if not match:
            return None
        self.buffer = self.buffer[match.end() :]
        return int(match[1]), match[0].decode("utf-8", "replace").strip()

    def reply(self, seconds):
        """The next reply within so many seconds, or None; a closed connection ends the wait."""
        deadline = time.monotonic() + seconds
        while True:
            found = self.take()
            if found or self.closed:
                return found
            wait([self], max(0.0, deadline - time.monotonic()))
            self.pump()
            if time.monotonic() > deadline:
                return self.take()

    def send(self, line):
        self.sock.settimeout(REPLY)
        try:
            self.sock.sendall(line.encode() + b"\r\n")
        except OSError:
            self.closed = True
        self.sock.setblocking(False)

    def command(self, line, step):
        """Sends and returns the reply; no reply at all ends the way as a failure of this step."""
        self.send(line)
        found = self.reply(REPLY)
        if not found:
            raise Ended("fails", step, text="closed" if self.closed else "no reply")
        return found

    def fileno(self):
        return self.sock.fileno()


def wait(things, seconds):
    """Those that can be read now; what TLS has decrypted already does not wake a select."""
    ready = [t for t in things if isinstance(t, Control) and isinstance(t.sock, ssl.SSLSocket) and t.sock.pending()]
    return ready or select.select(things, [], [], seconds)[0]


def negative(code):
    return code >= 400


class Way:
    """One of the 80 ways, from the connection to the final reply."""

    def __init__(self, target, security, level, mode):
        self.target, self.security, self.level, self.mode = target, security, level, mode
        self.context = ssl.create_default_context(cafile=target["ca"])
        self.open = []

    def look(self):
        found = {"id": f"{self.security}/{self.level}/{self.mode}", "step": None, "code": None, "reason": None}
        found |= {"wire": None, "bytes": None, "text": ""}
        try:
            control = self.login(self.secure())
            self.protect(control)
            found |= self.transfer(control)
        except Ended as ended:
            found |= ended.outcome
        except OSError as error:
            found |= {"status": "fails", "step": "unknown", "text": repr(error)}
        finally:
            for sock in self.open:
                sock.close()
        return found

    # -- up to the login -----------------------------------------------------------------------------------------

    def connect(self):
        implicit = self.security == "implicit"
        port = (self.target.get("implicitPort") if implicit else None) or self.target["port"]
        try:
            sock = socket.create_connection((self.target["host"], port), timeout=CONNECT)
        except ConnectionRefusedError:
            raise Ended("refused", "connect", reason="no-listener") from None
        except OSError as error:
            raise Ended("fails", "connect", text=str(error)) from None
        self.open.append(sock)
        return sock

    def handshake(self, sock, step, session=None):
        sock.settimeout(REPLY)
        name = self.target["serverName"]
        try:
            secured = self.context.wrap_socket(sock, server_hostname=name, session=session)
        except (OSError, ValueError) as error:
            raise Ended("fails", step, text=str(error)) from None
        self.open.append(secured)
        return secured

    def secure(self):
        """A control connection after its greeting, secured as this way wants it."""
        sock = self.connect()
        speaks_first = bool(select.select([sock], [], [], GREETING)[0])
        if self.security == "implicit":
            if speaks_first:
                raise Ended("refused", "handshake", reason="greets-in-clear")
            control = Control(self.handshake(sock, "handshake"))
            self.greeted(control)
            return control
        if not speaks_first and self.waits_for_hello():
            raise Ended("refused", "greeting", reason="waits-for-hello")
        control = Control(sock)
        self.greeted(control)
        if self.security == "none":
            return control
        code, text = control.command("AUTH " + self.security[5:].upper(), "auth")
        if negative(code):
            raise Ended("refused", "auth", code, text)
        return Control(self.handshake(control.sock, "handshake"))

    def greeted(self, control):
        code, text = control.reply(REPLY) or (0, "no greeting")
        if code != 220:
            raise Ended("refused" if negative(code) else "fails", "greeting", code or None, text)

    def waits_for_hello(self):
        """Whether the port answers a hello, and greets inside TLS."""
        try:
            return bool(Control(self.handshake(self.connect(), "handshake")).reply(REPLY))
        except Ended:
            return False

    def login(self, control):
        code, text = control.command("USER " + self.target["user"], "login")
        if code == 331:
            code, text = control.command("PASS " + self.target["password"], "login")
        if code not in (230, 232):
            raise Ended("refused" if negative(code) else "fails", "login", code, text)
        return control

    def protect(self, control):
        if self.level == "default":
            return
        pbsz, pbsz_text = control.command("PBSZ 0", "pbsz")
        control.send("PROT " + self.level)
        prot, prot_text = control.reply(REPLY) or (0, "no reply")
        if negative(pbsz) and (negative(prot) or not prot):
            raise Ended("refused", "pbsz", pbsz, pbsz_text)
        if prot // 100 != 2:
            raise Ended("refused" if negative(prot) else "fails", "prot", prot or None, prot_text)

    # -- the data connection -------------------------------------------------------------------------------------

    def transfer(self, control):
        data, listener = self.passive(control) if self.mode in ("PASV", "EPSV") else (None, self.active(control))
        control.send("LIST")
        preliminary, data = self.begun(control, data, listener)
        self.open.append(data)
        wire, data, preliminary = self.wire_form(control, data, preliminary)
        received = self.drain(data) if wire != "none" else 0
        close(data)
        code, text = self.final(control)
        good = wire in (*MEANING[self.level], "none") and 200 <= code < 300
        status = "works" if good else "fails"
        return {"status": status, "wire": wire, "bytes": received, "code": code or None, "text": text,
                "step": None if good else "final" if code >= 400 or not code else "transfer"}  # fmt: skip

    def passive(self, control):
        """Connects before the command, to the address that the control connection has, whatever a 227 names."""
        code, text = control.command(self.mode, "mode")
        if negative(code):
            raise Ended("refused", "mode", code, text)
        six = re.search(r"(\d+),(\d+),(\d+),(\d+),(\d+),(\d+)", text)
        bars = re.search(r"\(\|\|\|(\d+)\|\)", text)
        if not (six if self.mode == "PASV" else bars):
            raise Ended("fails", "mode", code, text)
        port = int(six[5]) * 256 + int(six[6]) if self.mode == "PASV" else int(bars[1])
        try:
            return socket.create_connection((control.sock.getpeername()[0], port), timeout=CONNECT), None
        except OSError as error:
            control.send("LIST")
            code, text = control.reply(2) or (0, str(error))
            status, step = ("refused", "command") if negative(code) else ("fails", "data-connect")
            raise Ended(status, step, code or None, text) from None

    def active(self, control):
        family, address = control.sock.family, control.sock.getsockname()[0]
        listener = socket.create_server((address, 0), family=family)
        self.open.append(listener)
        port = listener.getsockname()[1]
        six = ",".join([*address.split("."), str(port // 256), str(port % 256)])
        number = 1 if family == socket.AF_INET else 2
        line = f"PORT {six}" if self.mode == "PORT" else f"EPRT |{number}|{address}|{port}|"
        code, text = control.command(line, "mode")
        if negative(code):
            raise Ended("refused", "mode", code, text)
        return listener

    def begun(self, control, data, listener):
        """Waits for the connection (active) and for a preliminary reply; a no before either is a refusal."""
        preliminary, deadline, patience = None, time.monotonic() + CONNECT, None
        while True:
            if data and patience is None:
                patience = time.monotonic() + BEFORE_150
            found = control.take()
            if found and negative(found[0]):
                status, step = ("fails", "data-connect") if preliminary else ("refused", "command")
                raise Ended(status, step, *found)
            if found and found[0] >= 200:
                raise Ended("fails", "command", *found)
            preliminary = preliminary or found
            if data and (preliminary or time.monotonic() > patience):
                return preliminary, data
            if control.closed or time.monotonic() > deadline:
                raise Ended("fails", "data-connect" if not data else "command", text="nothing came")
            for ready in wait([control] + ([] if data else [listener]), 0.1):
                if ready is control:
                    control.pump()
                else:
                    data = listener.accept()[0]

    def wire_form(self, control, data, preliminary):
        """What really travels: a first byte without a hello is clear; silence brings our hello (never without TLS)."""
        silence = REPLY if self.security == "none" else SILENCE[self.level]
        silence = silence if preliminary or self.security == "none" else 0
        if select.select([data], [], [], silence)[0]:
            first = data.recv(1, socket.MSG_PEEK)
            return ("clear" if first else "none"), data, preliminary
        if self.security == "none":
            raise Ended("fails", "transfer", text="silence")
        try:
            return "tls", self.handshake(data, "data-handshake", control.sock.session), preliminary
        except Ended as ended:
            code, text = control.reply(REPLY) or (None, "")
            # The handshake may have been awaited before any preliminary reply: then this no is the command's.
            if code and negative(code) and not preliminary:
                raise Ended("refused", "command", code, text) from None
            raise Ended("fails", "data-handshake", code, f"{ended.outcome['text']}; {text}") from None

    def drain(self, data):
        received = 0
        data.settimeout(REPLY)
        try:
            while chunk := data.recv(65536):
                received += len(chunk)
        except OSError as error:
            raise Ended("fails", "transfer", text=str(error)) from None
        return received

    def final(self, control):
        """The reply after the preliminary one."""
        while True:
            code, text = control.reply(REPLY) or (0, "no final reply")
            if not 100 <= code < 200:
                return code, text


def close(data):
    """Our own close_notify first: some servers send their 226 only after it."""
    try:
        if isinstance(data, ssl.SSLSocket):
            data.settimeout(1)
            data.unwrap()
    except OSError:
        pass
    data.close()


def measure(target, way):
    """Once, and again where it failed without a reply (a server may lose a connection); a first that differs is kept."""
    first = Way(target, *way).look()
    if first["status"] != "fails" or first["code"]:
        return first
    second = Way(target, *way).look()
    if second["status"] == first["status"]:
        return second
    return second | {"first": {key: first[key] for key in ("status", "step", "code", "text")}}


def main():
    target = json.loads(sys.argv[1] if len(sys.argv) > 1 else sys.stdin.read())
    ways = [(security, level, mode) for security in SECURITIES for level in LEVELS for mode in MODES]
    with ThreadPoolExecutor(target.get("threads", 16)) as pool:
        json.dump(list(pool.map(lambda way: measure(target, way), ways)), sys.stdout)


if __name__ == "__main__":
    main()
