"""A mail server for end-to-end tests: STARTTLS and a password are required, mail goes into a Maildir.

Arguments: folder with leaf.pem and leaf.key, Maildir, user, password. Prints its port; ends when its input closes.
"""

import logging
import ssl
import sys
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import AuthResult, LoginPassword


def main() -> None:
    # The library warns of its own next version at every sign-in.
    logging.disable(logging.WARNING)
    folder, maildir, user, password = sys.argv[1:5]
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(Path(folder, "leaf.pem"), Path(folder, "leaf.key"))

    def authenticate(_server, _session, _envelope, _mechanism, data):
        right = isinstance(data, LoginPassword) and data.login == user.encode() and data.password == password.encode()
        return AuthResult(success=right, handled=right)

    controller = Controller(
        Mailbox(maildir),
        hostname="127.0.0.1",
        port=0,
        tls_context=tls,
        require_starttls=True,
        auth_required=True,
        auth_require_tls=True,
        authenticator=authenticate,
    )
    # Controller.start() checks the port it was given; with port 0 the system chooses, so the loop is run by hand.
    import asyncio

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(controller.factory, host="127.0.0.1", port=0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await loop.run_in_executor(None, sys.stdin.read)
        server.close()

    asyncio.run(serve())


main()
