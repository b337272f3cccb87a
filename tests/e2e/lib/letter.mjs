// A letter as its reader sees it.

/** A letter as text: quoted-printable and base64 parts opened. */
export function readable(mail) {
  const base64 = /Content-Transfer-Encoding: base64\r?\n(?:[\w-]+:.*\r?\n)*\r?\n([A-Za-z0-9+/=\r\n]+)/g;
  const opened = mail.replace(base64, (_, body) => Buffer.from(body, 'base64').toString('utf8'));
  const bytes = opened.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

export function subject(mail) {
  return /^Subject: *(.*)$/im.exec(mail)?.[1] ?? '(no subject)';
}
