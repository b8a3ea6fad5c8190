import { describe, expect, test } from '@jest/globals';
import { isPermittedAddress } from '../../adapters/outgoing/address-guard.ts';

const PUBLIC = [
  '1.1.1.1',
  '8.8.8.8',
  '3.120.0.1',
  '100.63.255.255',
  '100.128.0.0',
  '172.15.255.255',
  '172.32.0.1',
  '192.167.255.255',
  '198.17.255.255',
  '223.255.255.254',
  '2606:4700:4700::1111',
  '2a00:1450:4001:80e::200e',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
  '2002:808:808::1',
  '2001:0:808:808::f7f7:f7f7', // Teredo: server and client 8.8.8.8
  '2a00:1450::5efe:8.8.8.8', // ISATAP
  '2a00:1450::100:5efe:10.0.0.1', // none: no interface is numbered so
];

/** Open to an operator who says so. */
const PRIVATE = [
  '10.0.0.1',
  '10.255.255.255',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '127.0.0.1',
  '127.8.8.8',
  '100.64.0.1',
  '100.127.255.255',
  '::1',
  'fc00::1',
  'fdff::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:10.0.0.1',
  '64:ff9b::10.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::1',
  '2002:c0a8:101::1',
];

/** Closed to everybody. */
const NEVER = [
  '169.254.169.254',
  '169.254.170.2',
  '169.254.0.1',
  '::ffff:169.254.169.254',
  '64:ff9b::169.254.169.254',
  '64:ff9b::a9fe:a9fe',
  '2002:a9fe:a9fe::1',
  '2001:0:808:808::5601:5601', // Teredo: client 169.254.169.254
  '2001:0:a9fe:a9fe::f7f7:f7f7', // Teredo: server 169.254.169.254
  'fe80::1',
  'fe80::1%eth0',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  '0.0.0.0',
  '0.1.2.3',
  '::',
  '255.255.255.255',
  '224.0.0.1',
  '239.255.255.250',
  'ff02::1',
  'ff0e::1',
  '240.0.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.7',
  '203.0.113.9',
  '192.88.99.1',
  '2001:db8::1',
  '3fff::1',
  '100::1',
  'fec0::1',
  '::8.8.8.8', // IPv4-compatible, long abolished
  '::ffff:0:8.8.8.8', // stateless translation
  '64:ff9b:1::8.8.8.8', // a network's own translation
  '4000::1', // never assigned
  '5f00::1',
  '2001:2::1',
  '2001:20::1',
];

const NO_ADDRESS = [
  '',
  'localhost',
  'example.com',
  '1.2.3',
  '256.1.1.1x',
  '[::1]',
  ':::',
  '8.8.8.8/32',
  ' 8.8.8.8',
];

describe('public receivers only', () => {
  test.each(PUBLIC)('%s may be reached', (address) => expect(isPermittedAddress(address, false)).toBe(true));
  test.each([...PRIVATE, ...NEVER])('%s may not be reached', (address) =>
    expect(isPermittedAddress(address, false)).toBe(false),
  );
});

describe('private receivers allowed', () => {
  test.each([...PUBLIC, ...PRIVATE])('%s may be reached', (address) =>
    expect(isPermittedAddress(address, true)).toBe(true),
  );
  test.each(NEVER)('%s may not be reached', (address) =>
    expect(isPermittedAddress(address, true)).toBe(false),
  );
});

test.each(NO_ADDRESS)('%j is no address', (text) => {
  expect(isPermittedAddress(text, true)).toBe(false);
});
