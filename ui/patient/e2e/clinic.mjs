// A clinic for the patient page's journey: its keys, signed documents, a form with every kind of question, and the inbox it opens.
// It speaks to a real relay as docs/relay-protocol.md has it.
import { createHash, hkdfSync, randomBytes, createCipheriv } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { XWing } from '@hpke/hybridkem-x-wing';

const sha = (bytes) => createHash('sha256').update(bytes).digest();
const b64 = (bytes) => Buffer.from(bytes).toString('base64url');
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function writeId(bytes) {
  let number = BigInt(`0x${Buffer.from(bytes).toString('hex')}`) << 2n;
  let text = '';
  for (let place = 0; place < 26; place += 1) {
    text = LETTERS[Number(number & 31n)] + text;
    number >>= 5n;
  }
  return text;
}
export const newId = () => writeId(randomBytes(16));
const readId = (text) => {
  let number = 0n;
  for (const letter of text) number = (number << 5n) | BigInt(LETTERS.indexOf(letter));
  return Buffer.from((number >> 2n).toString(16).padStart(32, '0'), 'hex');
};
const now = () => Math.floor(Date.now() / 1000);

export class Clinic {
  constructor(relay) {
    this.relay = relay;
    this.signing = randomBytes(32);
    this.device = randomBytes(32);
    this.signingKey = ed25519.getPublicKey(this.signing);
    this.id = writeId(sha(this.signingKey).subarray(0, 16));
    this.serial = 0;
    this.forms = [];
  }

  sign(context, document) {
    const bytes = Buffer.from(JSON.stringify(document));
    return { document: b64(bytes), signature: b64(ed25519.sign(Buffer.concat([Buffer.from(`keepwell/1|${context}|`), bytes]), this.signing)) };
  }

  async ask(method, path, body = Buffer.alloc(0)) {
    const time = String(now());
    const nonce = newId();
    const text = `keepwell/1|request|${method}\n${path}\n${sha(body).toString('hex')}\n${time}\n${nonce}`;
    const answer = await fetch(this.relay + path, {
      method,
      headers: { 'x-keepwell-clinic': this.id, 'x-keepwell-time': time, 'x-keepwell-nonce': nonce, 'x-keepwell-signature': b64(ed25519.sign(Buffer.from(text), this.device)), 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    const read = await answer.text();
    return read ? JSON.parse(read) : null;
  }

  async register(invitation) {
    await this.newKeys();
    const device = this.sign('device', { clinic: this.id, signing_key: b64(this.signingKey), device_key: b64(ed25519.getPublicKey(this.device)), issued_at: now() });
    const answer = await fetch(`${this.relay}/v1/clinics`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ invitation, device }) });
    if (!answer.ok) throw new Error(`register: ${answer.status} ${await answer.text()}`);
  }

  async newKeys() {
    const [xwing, x25519] = [new XWing(), new DhkemX25519HkdfSha256()];
    this.pairs = { 2: await xwing.generateKeyPair(), 1: await x25519.generateKeyPair() };
    this.xwing = Buffer.from(await xwing.serializePublicKey(this.pairs[2].publicKey));
    this.x25519 = Buffer.from(await x25519.serializePublicKey(this.pairs[1].publicKey));
    this.kid = sha(Buffer.concat([this.xwing, this.x25519])).subarray(0, 8);
  }

  /** The bundle with these forms: `[{ form, slug }]`. */
  async publish(forms, change = {}) {
    this.forms = [];
    for (const { form, slug } of forms) {
      const bytes = Buffer.from(JSON.stringify(form));
      const sha256 = sha(bytes).toString('hex');
      await this.ask('PUT', `/v1/forms/${sha256}`, bytes);
      this.forms.push({ id: form.id, sha256, slug, title: form.title });
    }
    await this.ask('PUT', '/v1/bundle', Buffer.from(JSON.stringify(this.bundle(change))));
  }
  bundle(change = {}) {
    this.serial += 1;
    return this.sign('bundle', {
      v: 1, clinic: this.id, signing_key: b64(this.signingKey), kid: this.kid.toString('hex'), suites: [2, 1], xwing: b64(this.xwing), x25519: b64(this.x25519),
      forms: this.forms, serial: this.serial, issued_at: now(), not_after: now() + 30 * 86400,
      about: { name: 'Lindenhof Physio', phone: '+49 30 901820', address: 'Lindenstraße 12\n10969 Berlin', zone: 'Europe/Berlin', country: 'DE' },
      ...change,
    });
  }

  async offer(slots) {
    this.serial += 1;
    this.slots = slots;
    await this.ask('PUT', '/v1/slots', Buffer.from(JSON.stringify(this.sign('slots', { v: 1, clinic: this.id, serial: this.serial, not_after: now() + 7 * 86400, slots, caps: {} }))));
  }

  /** Opens everything that waits. */
  async pull(after = 0) {
    const page = await this.ask('GET', `/v1/inbox?after=${after}`);
    return Promise.all(page.items.map(async (item) => ({ ...item, ...(await this.open(Buffer.from(item.envelope, 'base64url'))) })));
  }
  async open(envelope) {
    const suite = envelope[4];
    const enc = suite === 2 ? 1120 : 32;
    const hpke = new CipherSuite({ kem: suite === 2 ? new XWing() : new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
    const whole = (part) => part.buffer.slice(part.byteOffset, part.byteOffset + part.byteLength);
    const info = Buffer.concat([Buffer.from('clinic-intake/1|'), readId(this.id), envelope.subarray(5, 13)]);
    const plain = Buffer.from(
      await hpke.open({ recipientKey: this.pairs[suite].privateKey, enc: whole(envelope.subarray(61, 61 + enc)), info: whole(info) }, whole(envelope.subarray(61 + enc)), whole(envelope.subarray(0, 61))),
    );
    const [length, json] = [plain.readUInt32BE(0), plain.readUInt32BE(4)];
    const said = JSON.parse(plain.subarray(8, 8 + json).toString());
    const files = [];
    let at = 8 + json;
    for (const file of said.files ?? []) {
      files.push(plain.subarray(at, at + file.length));
      at += file.length;
    }
    if (at !== 4 + length) throw new Error('lengths do not add up');
    return { said, files, suite, sha256: sha(envelope).toString('hex') };
  }
  async accept(items) {
    await this.ask('POST', '/v1/inbox/ack', Buffer.from(JSON.stringify({
      items: items.map((item) => ({ sid: item.sid, receipt: this.sign('receipt', { sid: item.sid, sha256: item.sha256, accepted_at: now() }) })),
    })));
  }

  /** A page of suggested times; answers its link's path. */
  async suggest(page) {
    const [id, secret] = [newId(), newId()];
    const json = Buffer.from(JSON.stringify(page));
    const plain = Buffer.alloc(4096);
    plain.writeUInt32BE(json.length, 0);
    json.copy(plain, 4);
    const key = Buffer.from(hkdfSync('sha256', readId(secret), readId(id), 'keepwell-page/1', 32));
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    await this.ask('PUT', `/v1/pages/${id}?until=${page.until}`, sealed);
    return { path: `/c/${this.id}/s/${id}`, secret };
  }
}

const t = (en, more = {}) => ({ en, ...more });
const q = (id, kind, label, more = {}) => ({ id, kind, label: t(label, more.de && { de: more.de }), hint: more.hint ? t(more.hint) : {}, required: more.required ?? false, when: more.when ?? null, fills: more.fills ?? null });
const c = (id, label, points = 0) => ({ id, label: t(label), points });

/** A wish for a visit, with open times. */
export function appointment(version = 1) {
  return {
    v: 1, id: 'APPT0000000000000000000000', version, purpose: 'request', languages: ['en', 'de'],
    title: t('Ask for an appointment', { de: 'Termin anfragen' }),
    intro: t('It takes about three minutes.', { de: 'Das dauert etwa drei Minuten.' }), thanks: t('Please bring your insurance card.', { de: 'Bitte bringen Sie Ihre Versichertenkarte mit.' }), score: null, slots: true,
    sections: [
      { id: 'who', title: t('About you', { de: 'Zu Ihnen' }), text: {}, when: null, questions: [
        q('name', { type: 'name' }, 'Your name', { required: true, fills: 'name', de: 'Ihr Name' }),
        q('born', { type: 'date', lies: 'past' }, 'Date of birth', { required: true, fills: 'born', de: 'Geburtsdatum', hint: 'For example 27 3 1985' }),
        q('phone', { type: 'phone' }, 'Mobile phone', { fills: 'phone', de: 'Handy' }),
        q('email', { type: 'email' }, 'E-mail', { required: true, fills: 'email' }),
      ] },
      { id: 'why', title: t('Your visit', { de: 'Ihr Besuch' }), text: {}, when: null, questions: [
        q('service', { type: 'service', options: [c('svc_first', 'First visit'), c('svc_back', 'Back pain'), c('svc_sport', 'Sports injury')] }, 'What do you need?', { required: true, fills: 'service' }),
        q('reason', { type: 'long_text', most: 500 }, 'What brings you here?', { fills: 'reason', hint: 'A few words are enough.' }),
        q('ok', { type: 'consent', text: t('I agree that the clinic keeps my answers to arrange the visit.'), version: 1, meaning: 'kept' }, 'Your agreement', { required: true }),
      ] },
    ],
  };
}

/** One of every kind. */
export function everything(version = 1) {
  return {
    v: 1, id: 'EVERYTH1NG0000000000000000', version, purpose: 'questionnaire', languages: ['en'], title: t('New patient questionnaire'),
    intro: t('Please bring your insurance card to the visit as well.'), thanks: {}, slots: false,
    score: { shown: true, bands: [{ from: 0, label: t('Mild'), tone: 'good', urgent: false }, { from: 6, label: t('Strong'), tone: 'bad', urgent: true }] },
    sections: [
      { id: 'person', title: t('Where to reach you'), text: t('As it stands on your insurance card.'), when: null, questions: [
        q('name', { type: 'name' }, 'Your name', { required: true, fills: 'name' }),
        q('address', { type: 'address' }, 'Home address', { fills: 'address' }),
        q('insurance', { type: 'insurance' }, 'Insurance', { fills: 'insurance' }),
        q('heard', { type: 'short_text', most: 60 }, 'How did you hear of us?', { fills: 'referral' }),
      ] },
      { id: 'health', title: t('Your health'), text: {}, when: null, questions: [
        q('before', { type: 'note' }, 'There are no wrong answers.', { hint: 'Leave out what you would rather say in person.' }),
        q('pain', { type: 'scale', from: 0, to: 10, low: t('No pain'), high: t('Worst pain') }, 'How strong is the pain today?', { required: true }),
        q('smoke', { type: 'yes_no', points: 1 }, 'Do you smoke?', { required: true }),
        q('many', { type: 'number', min: 1, max: 100, whole: true, unit: t('a day') }, 'How many?', { required: true, when: { all: true, tests: [{ question: 'smoke', is: { op: 'yes' } }] } }),
        q('since', { type: 'choice', other: true, options: [c('days', 'A few days', 1), c('weeks', 'A few weeks', 2), c('longer', 'Longer', 3)] }, 'Since when?'),
        q('where', { type: 'choices', other: true, most: 2, options: [c('neck', 'Neck', 1), c('back', 'Back', 1), c('knee', 'Knee', 1)] }, 'Where does it hurt?'),
      ] },
      { id: 'papers', title: t('Papers and times'), text: {}, when: null, questions: [
        q('letters', { type: 'upload', most: 2, pdf: true }, 'Letters from other doctors'),
        q('times', { type: 'preferred_times' }, 'When would you like to come?', { fills: 'times' }),
        q('sign', { type: 'signature' }, 'Your signature', { required: true }),
      ] },
    ],
  };
}

/** Open times from tomorrow on: two people, half hours. */
export function openTimes(days = 9) {
  const slots = [];
  const lanes = [newId(), newId()];
  for (let day = 1; day <= days; day += 1) {
    for (const [hour, minute, lane] of [[9, 0, 0], [9, 30, 0], [9, 30, 1], [11, 0, 1], [14, 0, 0], [14, 30, 0], [17, 30, 1]]) {
      const date = new Date(Date.now() + day * 86400_000).toISOString().slice(0, 10);
      const starts = `${date}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
      const starts_at = Date.parse(`${starts}:00+01:00`) / 1000;
      slots.push({ id: newId(), lane: lanes[lane], starts_at, until: starts_at + 1800, starts, minutes: 30, services: ['svc_first', 'svc_back', 'svc_sport'], provider: lane === 0 ? 'Dr. Amara Okafor' : 'Jonas Weber' });
    }
  }
  return slots.sort((a, b) => a.starts_at - b.starts_at);
}
