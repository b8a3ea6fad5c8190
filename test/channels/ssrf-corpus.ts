/**
 * Hosts and URLs that lead where no alert may go, in the forms that have fooled such guards before. `PORT` stands for the
 * listener's port, so that whatever slips through arrives there.
 */

/** This machine, in numbers, letters and names: with private targets allowed each leads to the listener. */
export const THIS_MACHINE = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.0.0.1.',
  '0x7f.0.0.1',
  '0x7F.0x0.0x0.0x1',
  '0x7f.1',
  '0x7f000001',
  '0x000000007f000001',
  '2130706433',
  '2130706433.',
  '017700000001',
  '0177.0.0.1',
  '0177.0.0.01',
  '000177.0x0.0.1',
  '①②⑦.⓪.⓪.①',
  '１２７.０.０.１',
  '127。0。0。1',
  '127．0．0．1',
  '127｡0｡0｡1',
  '127.0.0.1\u00ad',
  '%31%32%37.0.0.1',
  '127%2e0%2e0%2e1',
  '%30%78%37%66.1',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
  'ｌｏｃａｌｈｏｓｔ',
  'local\u200bhost',
  'loc%61lhost',
  'any.localhost',
  'localhost.localdomain',
  'ip6-localhost',
  'ip6-loopback',
  'host.docker.internal',
  'printer.local',
  'router.home.arpa',
  'kubernetes.default.svc',
  '127.0.0.1.nip.io',
  'localtest.me',
  'intranet',
  '[::1]',
  '[::0001]',
  '[0:0:0:0:0:0:0:1]',
  '[0000:0000:0000:0000:0000:0000:0000:0001]',
  '[::ffff:127.0.0.1]',
  '[::FFFF:7F00:1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
] as const;

/** Networks of the operator's own, plain and wrapped: open only to one who says so. */
export const INSIDE = [
  '10.0.0.1',
  '0x0a000001',
  '012.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '3232235521',
  '100.64.0.1', // shared by a carrier's customers
  '100.127.255.255',
  '127.0.0.2',
  '127.255.255.254',
  '[fc00::1]',
  '[fd12:3456:789a::1]',
  '[::ffff:10.0.0.1]',
  '[::ffff:a00:1]',
  '[64:ff9b::10.0.0.1]', // NAT64
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::1]', // 6to4
  '[2002:c0a8:1::1]',
  '[2001:0:808:808::80ff:fffe]', // Teredo: client 127.0.0.1
  '[2001:0:a00:1::f7f7:f7f7]', // Teredo: server 10.0.0.1
  '[2a00:1450::5efe:127.0.0.1]', // ISATAP
  '[2a00:1450::200:5efe:10.0.0.1]',
  '[fd12::5efe:192.168.0.1]',
  '[2002:808:808::5efe:10.0.0.1]', // ISATAP within 6to4
] as const;

/** Closed to everybody, whatever is allowed. */
export const NEVER = [
  // Metadata services: AWS, Azure, Google, DigitalOcean and OpenStack share the first.
  '169.254.169.254',
  '169.254.169.254.',
  '2852039166',
  '0xa9fea9fe',
  '0xa9.0xfe.0xa9.0xfe',
  '0251.0376.0251.0376',
  '169.254.43518',
  '①⑥⑨.②⑤④.①⑥⑨.②⑤④',
  '[::ffff:169.254.169.254]',
  '[64:ff9b::169.254.169.254]',
  '[2002:a9fe:a9fe::1]',
  '[2001:0:808:808::5601:5601]', // Teredo: client 169.254.169.254
  '[2a00:1450::5efe:169.254.169.254]',
  '169.254.170.2', // AWS, containers
  '169.254.170.23', // AWS, pods
  '169.254.42.42', // Scaleway
  '169.254.0.23', // Tencent
  '100.100.100.200', // Alibaba
  '[::ffff:100.100.100.200]',
  '[64:ff9b::100.100.100.200]',
  '168.63.129.16', // Azure
  '[2002:a83f:8110::1]',
  '192.0.0.192', // Oracle
  '[fd00:ec2::254]', // AWS
  '[fd00:ec2::23]',
  '[fd20:ce::254]', // Google
  '[fd00:c1::a9fe:a9fe]', // Oracle
  '[fd00:42::42]', // Scaleway
  '[fd00:a9fe:a9fe::1]', // Linode
  '[fd00:100::100:200]', // Alibaba
  '[fe80::a9fe:a9fe]', // OpenStack
  'metadata',
  'metadata.google.internal',
  'METADATA.google.internal.',
  'metadata.google.internal..',
  'metadata.goog',
  'metadata.azure.internal',
  'metadata.tencentyun.com',
  'api.metadata.cloud.ibm.com',
  'instance-data',
  'instance-data.ec2.internal',
  // Nowhere, everywhere, and links without a router.
  '0.0.0.0',
  '0',
  '0x0',
  '0.0.0.0.',
  '0.1.2.3',
  '[::]',
  '[::ffff:0.0.0.0]',
  '[64:ff9b::]',
  '255.255.255.255',
  '0xffffffff',
  '[::ffff:255.255.255.255]',
  '169.254.0.1',
  '[fe80::1]',
  '[fe80::1%25lo]',
  '[fe80::1%lo]',
  '[febf::1]',
  '[fec0::1]',
  '224.0.0.1',
  '239.255.255.250',
  '[ff01::1]',
  '[ff02::1]',
  '[ff0e::1]',
  // Reserved, for documentation, for measurements, never assigned.
  '192.0.0.1',
  '192.0.0.170',
  '192.0.2.1',
  '192.88.99.1', // 6to4 relays
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  '240.0.0.1',
  '[::127.0.0.1]', // IPv4-compatible
  '[::7f00:1]',
  '[::2]',
  '[::ffff:0:127.0.0.1]', // IPv4-translated
  '[64:ff9b:1::127.0.0.1]', // NAT64 of a network's own
  '[64:ff9b:1::8.8.8.8]',
  '[64:ff9b:1:7f00:0:100::]',
  '[64:ff9b:1:ffff:ffff:ffff:7f00:1]',
  '[64:ff9b:2::127.0.0.1]',
  '[100::1]', // discarded
  '[100:0:0:1::1]', // dummies
  '[2001:1::1]',
  '[2001:2::1]',
  '[2001:3::1]',
  '[2001:4:112::1]',
  '[2001:10::1]', // ORCHID
  '[2001:20::1]', // ORCHID, second version
  '[2001:30::1]', // drones
  '[2001:1ff::1]',
  '[2001:db8::1]',
  '[3fff::1]',
  '[5f00::1]', // segment routing
  '[4000::1]',
  '[1::1]',
  '[e000::1]',
] as const;

/** Whole URLs, where the trick is in what stands around the host. Each host that is a name leads to the listener. */
export const URLS = [
  'https://example.com@127.0.0.1:PORT/secret',
  'https://example.com:443@127.0.0.1:PORT/secret',
  'https://example.com%20@127.0.0.1:PORT/secret',
  'https://example.com%2f@127.0.0.1:PORT/secret',
  'https://user:secret@127.0.0.1:PORT/',
  'https://secret@[::1]:PORT/',
  'https://a@b@127.0.0.1:PORT/secret',
  'https://127.0.0.1:PORT@inside.example:PORT/secret',
  'https://example.com%40127.0.0.1:PORT/secret',
  'https://127.0.0.1:PORT\\@example.com/secret',
  'https://inside.example:PORT\\@127.0.0.1/secret',
  'https:\\\\127.0.0.1:PORT\\secret',
  'https:/127.0.0.1:PORT/secret',
  'https:127.0.0.1:PORT/secret',
  'https:////127.0.0.1:PORT/secret',
  'https:/\\/127.0.0.1:PORT/secret',
  'HTTPS://127.0.0.1:PORT/secret',
  ' \u0000https://127.0.0.1:PORT/secret ',
  'https://127.0.\t0.1:PORT/secret',
  'https://127.0.0.1\n:PORT/secret',
  'ht\r\ntps://127.0.0.1:PORT/secret',
  'https://127.0.0.1:PORT#@example.com/secret',
  'https://127.0.0.1:PORT?@example.com/secret',
  'https://127.0.0.1:PORT;@example.com/secret',
  'https://127.0.0.1 .example.com:PORT/secret',
  'https://127.0.0.1%00.example.com:PORT/secret',
  'https://127.0.0.1%23.example.com:PORT/secret',
  'https://[127.0.0.1]:PORT/secret',
  'https://[::1%25lo]:PORT/secret',
  'https://[::ffff:127.0.0.1%lo]:PORT/secret',
  'https://[::1].example.com:PORT/secret',
  'https://127.0.0.1:0PORT/secret',
  'https://127.0.0.256:PORT/secret',
  'https://1.2.3.4.127:PORT/secret',
  'https://0x7f.0x.0.1:PORT/secret',
  'https://127.0.0.1..:PORT/secret',
  'https://.localhost:PORT/secret',
  'https://localhost..:PORT/secret',
  'https://xn--inside.example:PORT/secret',
  'https://127.0.0.1:99999/secret',
  // Other ways to speak: none of them is ours.
  'http://127.0.0.1:PORT/secret',
  'http://inside.example:PORT/secret',
  'ws://127.0.0.1:PORT/secret',
  'wss://127.0.0.1:PORT/secret',
  'ftp://127.0.0.1:PORT/secret',
  'gopher://127.0.0.1:PORT/_secret',
  'dict://127.0.0.1:PORT/secret',
  'ldap://127.0.0.1:PORT/secret',
  'redis://:secret@127.0.0.1:PORT/0',
  'file:///etc/secret',
  'file://127.0.0.1:PORT/secret',
  'data:text/plain,secret',
  'javascript:fetch("https://127.0.0.1:PORT/secret")',
  'blob:https://127.0.0.1:PORT/secret',
  'view-source:https://127.0.0.1:PORT/secret',
  'jar:https://127.0.0.1:PORT/secret!/',
  'unix:/run/secret.sock',
  'http+unix://%2Frun%2Fsecret.sock/secret',
  'smtp+http://127.0.0.1:PORT/secret',
  '//127.0.0.1:PORT/secret',
  '127.0.0.1:PORT/secret',
  'localhost:PORT/secret',
  '/secret',
  '',
] as const;

/** SMTP URLs that ask the mail library for more than a server. */
export const SMTP_URLS = [
  'smtp://secret:secret@127.0.0.1:PORT',
  'smtps://secret:secret@[::1]:PORT',
  'smtp://mail.example@127.0.0.1:PORT',
  'smtp:127.0.0.1:PORT',
  'smtp:/127.0.0.1:PORT',
  'smtp:\\\\127.0.0.1:PORT',
  'smtp://inside.example:PORT/?host=127.0.0.1&secret',
  'smtp://inside.example:PORT?proxy=http://127.0.0.1:PORT/secret',
  'smtp://inside.example:PORT?proxy=socks5://127.0.0.1:PORT',
  'smtp://inside.example:PORT?path=/run/secret.sock',
  'smtp://inside.example:PORT/secret#?host=127.0.0.1',
  'smtp://%2Frun%2Fmail.sock:PORT',
  'smtp:///secret',
  'lmtp://127.0.0.1:PORT/secret',
  'direct:?name=secret',
  'sendmail:/usr/sbin/secret',
  'https://127.0.0.1:PORT/secret',
] as const;

/** What a resolver says of a name; one list for each look, the last of them for all that follow. */
export interface Resolved {
  readonly trick: string;
  readonly looks: readonly (readonly string[])[];
}

/** Answers that no connection may come of. The public addresses among them are never reached either. */
export const RESOLVED: readonly Resolved[] = [
  { trick: 'this machine', looks: [['127.0.0.1']] },
  { trick: 'this machine, over IPv6 only', looks: [['::1']] },
  { trick: 'nowhere, which is this machine', looks: [['0.0.0.0']] },
  { trick: 'nowhere, over IPv6', looks: [['::']] },
  { trick: 'a private network', looks: [['10.0.0.1', '192.168.0.1']] },
  { trick: 'a unique local address', looks: [['fd12::1']] },
  { trick: 'a metadata service', looks: [['169.254.169.254']] },
  { trick: 'a metadata service at a public address', looks: [['168.63.129.16']] },
  { trick: 'a public address, then this machine', looks: [['8.8.8.8', '127.0.0.1']] },
  { trick: 'this machine, then a public address', looks: [['127.0.0.1', '8.8.8.8']] },
  { trick: 'IPv6 in public, IPv4 in private', looks: [['2606:4700:4700::1111', '127.0.0.1']] },
  { trick: 'IPv4 in public, IPv6 in private', looks: [['8.8.8.8', '::1']] },
  { trick: 'one among many', looks: [['8.8.8.8', '8.8.4.4', '1.1.1.1', '1.0.0.1', '127.0.0.1']] },
  { trick: 'mapped', looks: [['::ffff:127.0.0.1']] },
  { trick: 'mapped, in hex', looks: [['::ffff:7f00:1']] },
  { trick: 'IPv4-compatible', looks: [['::127.0.0.1']] },
  { trick: 'IPv4-translated', looks: [['::ffff:0:127.0.0.1']] },
  { trick: 'NAT64', looks: [['64:ff9b::127.0.0.1']] },
  { trick: 'NAT64 of a network’s own', looks: [['64:ff9b:1::127.0.0.1']] },
  { trick: '6to4', looks: [['2002:7f00:1::1']] },
  { trick: 'Teredo', looks: [['2001:0:808:808::80ff:fffe']] },
  { trick: 'ISATAP', looks: [['2a00:1450::5efe:7f00:1']] },
  { trick: 'a link', looks: [['fe80::1']] },
  { trick: 'a link, with its interface', looks: [['fe80::1%lo']] },
  { trick: 'this machine, with an interface', looks: [['::1%lo']] },
  { trick: 'carrier-grade NAT', looks: [['100.64.0.1']] },
  { trick: 'all of a network', looks: [['255.255.255.255']] },
  { trick: 'a group', looks: [['224.0.0.1', 'ff02::1']] },
  { trick: 'an alias in place of an address', looks: [['localhost']] },
  { trick: 'a chain of aliases that ends inside', looks: [['cdn.example', 'edge.example', '127.0.0.1']] },
  { trick: 'an address in short', looks: [['127.1']] },
  { trick: 'an address in hex', looks: [['0x7f.0.0.1']] },
  { trick: 'an address in octal', looks: [['0177.0.0.1']] },
  { trick: 'an address in one number', looks: [['2130706433']] },
  { trick: 'an address in brackets', looks: [['[::1]']] },
  { trick: 'an address with a space', looks: [['127.0.0.1 ']] },
  { trick: 'an address with its port', looks: [['8.8.8.8:80']] },
  { trick: 'an address cut by a null', looks: [['8.8.8.8\u0000.example']] },
  { trick: 'an empty address', looks: [['']] },
  { trick: 'private at first, public at the next look', looks: [['127.0.0.1'], ['8.8.8.8']] },
];
