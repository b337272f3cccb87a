"""A real mail server (aiosmtpd) for tests, and the reader of its mailbox.

serve: prints "PORT n" once it listens, ends when its standard input closes (so it never outlives the test).
read:  prints the Maildir's letters as JSON.
"""
import argparse, asyncio, email, email.policy, json, mailbox, os, ssl, sys, threading, time


def serve(options):
    from aiosmtpd.smtp import SMTP, AuthResult

    password = os.environ.get("MAIL_PASSWORD", "")
    box = mailbox.Maildir(options.maildir, create=True)
    log = os.open(options.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    class Keep:
        async def handle_DATA(self, server, session, envelope):
            letter = email.message_from_bytes(envelope.content)
            letter["X-Envelope-From"] = envelope.mail_from
            letter["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
            box.add(letter)  # written and synced before it returns
            os.write(log, (str(letter["Message-ID"]) + "\n").encode())
            os.fsync(log)
            if options.reply_delay_ms:
                await asyncio.sleep(options.reply_delay_ms / 1000)
            return "250 2.0.0 kept"

    def authenticate(server, session, envelope, mechanism, data):
        right = (options.user.encode(), password.encode())
        return AuthResult(success=(data.login, data.password) == right, handled=False)

    context = None
    if options.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options.certificate, options.key)

    start_tls = context if options.encryption == "start_tls" else None

    def connection():
        return SMTP(
            Keep(), hostname="mail.test", tls_context=start_tls, require_starttls=start_tls is not None,
            authenticator=authenticate if options.user else None, auth_required=bool(options.user),
            auth_require_tls=start_tls is not None, enable_SMTPUTF8=True, loop=loop)

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    listener = loop.run_until_complete(loop.create_server(
        connection, "127.0.0.1", options.port, ssl=context if options.encryption == "tls" else None))
    print("PORT", listener.sockets[0].getsockname()[1], flush=True)

    def leave_with_parent():
        sys.stdin.buffer.read()
        os._exit(0)

    threading.Thread(target=leave_with_parent, daemon=True).start()
    loop.run_forever()


def structure(part):
    """Kinds in kinds: multipart/mixed(text/plain application/ics)."""
    inner = " ".join(structure(one) for one in part.iter_parts()) if part.is_multipart() else ""
    return part.get_content_type() + (f"({inner})" if inner else "")


def read(options):
    letters = []
    for key in sorted((box := mailbox.Maildir(options.maildir, create=True)).keys()):
        with box.get_file(key) as file:
            raw = file.read()
        letter = email.message_from_bytes(raw, policy=email.policy.default)

        def part(kind):
            found = letter.get_body(preferencelist=(kind,))
            return found.get_content() if found else None

        def bare(one):
            content = one.get_payload(decode=True).decode("utf-8", "replace")
            return {"kind": one.get_content_type(), "method": one.get_param("method", ""), "file": one.get_filename("") or "",
                    "disposition": one.get_content_disposition() or "", "content": content}

        header = lambda name: str(letter.get(name, ""))
        letters.append({
            "message_id": header("Message-ID"), "from": header("From"), "to": header("To"),
            "reply_to": header("Reply-To"), "subject": header("Subject"),
            "envelope_from": header("X-Envelope-From"), "envelope_to": header("X-Envelope-To"),
            "headers": [[name, str(value)] for name, value in letter.items()],
            "structure": structure(letter), "parts": [bare(one) for one in letter.walk() if not one.is_multipart()],
            "text": part("plain"), "html": part("html"), "raw": raw.decode("utf-8", "replace"),
        })
    json.dump(letters, sys.stdout)


parser = argparse.ArgumentParser()
parser.add_argument("what", choices=["serve", "read"])
parser.add_argument("--maildir", required=True)
parser.add_argument("--log")
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--encryption", choices=["none", "tls", "start_tls"], default="none")
parser.add_argument("--certificate")
parser.add_argument("--key")
parser.add_argument("--user", default="")
parser.add_argument("--reply-delay-ms", type=int, default=0)
options = parser.parse_args()
serve(options) if options.what == "serve" else read(options)
