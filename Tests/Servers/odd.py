"""Servers that misbehave, on loopback.

usage: odd.py FOLDER MODE [PORT]

`old-tls` speaks TLS 1.1 at most, `silent` takes connections and never says a word, `proxy` leads every CONNECT to PORT.
Prints the port and serves until its standard input ends. Connections are noted in FOLDER/MODE.
"""
import os
import socket
import ssl
import sys
import threading

folder, mode = sys.argv[1], sys.argv[2]


def note(text):
    with open(os.path.join(folder, mode), "a") as file:
        file.write(text + "\n")


def pour(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    for end in (source, target):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def serve(connection):
    if mode == "silent":
        note("connection")
        connection.recv(65536)
        threading.Event().wait()
    elif mode == "old-tls":
        try:
            context.wrap_socket(connection, server_side=True)
            note("accepted")
        except (OSError, ssl.SSLError):
            note("refused")
    else:
        head = b""
        while b"\r\n\r\n" not in head:
            head += connection.recv(65536)
        note(head.split(b"\r\n")[0].decode())
        target = socket.create_connection(("127.0.0.1", int(sys.argv[3])))
        connection.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
        threading.Thread(target=pour, args=(target, connection), daemon=True).start()
        pour(connection, target)


if mode == "old-tls":
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.load_cert_chain(os.path.join(folder, "server.pem"), os.path.join(folder, "server.key"))


def accept():
    while True:
        threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()


listener = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=accept, daemon=True).start()
print(listener.getsockname()[1], flush=True)
sys.stdin.read()
