// The letters that a text message holds in 7 bits; one other letter makes all of them take 16.
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** These take two places each. */
const EXTENDED = new Set('^{}\\[~]|€');

const REPLACED: Readonly<Record<string, string>> = {
  '…': '...',
  '→': '->',
  '–': '-',
  '—': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
};

function letter(sign: string): string {
  if (BASIC.has(sign) || EXTENDED.has(sign)) return sign;
  const plain = REPLACED[sign] ?? sign.normalize('NFKD').replace(/\p{M}/gu, '');
  return [...plain].every((part) => BASIC.has(part) || EXTENDED.has(part)) ? plain : '?';
}

/** A text in the letters of GSM-7: accents that it lacks are dropped, and what it cannot write at all is `?`. */
export const toGsm7 = (text: string): string => [...text].map(letter).join('');

/** The places that a text of GSM-7 takes. */
export const septets = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (EXTENDED.has(sign) ? 2 : 1), 0);
