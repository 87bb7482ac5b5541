"""pyftpdlib's own server with one account, configured by one JSON argument."""

import json
import logging
import sys

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import TLS_FTPHandler
from pyftpdlib.servers import FTPServer

settings = json.loads(sys.argv[1])
authorizer = DummyAuthorizer()
authorizer.add_user(settings["user"], settings["password"], settings["home"], perm="elradfmwMT")


class Handler(TLS_FTPHandler):
    certfile = settings["certificate"]
    passive_ports = range(settings["passive"][0], settings["passive"][1] + 1)


Handler.authorizer = authorizer
for name, value in settings["handler"].items():
    setattr(Handler, name, value)
logging.basicConfig(level=logging.INFO, stream=sys.stderr)
FTPServer((settings["address"], settings["port"]), Handler).serve_forever()
