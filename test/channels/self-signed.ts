import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

// Just enough DER for an X.509 certificate, so that no private key needs to lie in the repository.
function der(tag: number, ...parts: (Buffer | Uint8Array)[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const time = (text: string): Buffer => der(0x18, Buffer.from(text));

const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'));
const nameOf = (host: string): Buffer =>
  sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(host)))));

const extensionsFor = (host: string): Buffer =>
  der(
    0xa3,
    sequence(
      sequence(oid('551d13'), der(0x04, sequence(der(0x01, Buffer.from([0xff]))))),
      sequence(
        oid('551d11'),
        der(0x04, sequence(der(0x82, Buffer.from(host)), der(0x87, Buffer.from([127, 0, 0, 1])))),
      ),
    ),
  );

/** A certificate for `host` and 127.0.0.1, signed by itself, and its key; both PEM. */
export function selfSigned(host: string): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1]), randomBytes(8)),
    ECDSA_SHA256,
    nameOf(host),
    sequence(time('20200101000000Z'), time('21200101000000Z')),
    nameOf(host),
    publicKey.export({ type: 'spki', format: 'der' }),
    extensionsFor(host),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const base64 = sequence(body, ECDSA_SHA256, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${base64.replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`,
  };
}
