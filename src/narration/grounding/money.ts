import type { Scan } from './piece.ts';
import { readNumber } from './read-number.ts';
import type { Token } from './token.ts';

const signs: Record<string, string> = {
  usd: 'USD',
  dollar: 'USD',
  buck: 'USD',
  eur: 'EUR',
  euro: 'EUR',
  gbp: 'GBP',
  pound: 'GBP',
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
};

/** Of most it is two. */
const decimalsOf: Record<string, number> = { JPY: 0, KRW: 0, BHD: 3, JOD: 3, KWD: 3, OMR: 3, TND: 3 };

export interface Money {
  amount: number;
  currency: string;
  length: number;
}

/** "$98.00", "98 dollars", "USD 98", "ninety-eight dollars". */
export function moneyAt({ tokens, ground }: Scan, at: number): Money | null {
  const token = tokens[at];
  if (token === undefined) return null;
  const asMoney = (value: number, currency: string, length: number) => ({
    amount: Math.round(value * 1000),
    currency,
    length,
  });
  // "$98.000" and "$98.5" are no prices that anybody writes.
  const hasCents = ({ text }: Token, currency: string) => {
    const decimals = /\.(\d+)$/.exec(text.replace(/\s?[€£]$/, ''))?.[1]?.length ?? 0;
    return decimals === 0 || decimals === (decimalsOf[currency] ?? 2);
  };
  if (token.kind === 'MONEY') {
    if (!hasCents(token, token.currency)) return asMoney(Number.NaN, '', 1);
    const named = signs[tokens[at + 1]?.stem ?? ''];
    return asMoney(
      token.value,
      named !== undefined && named !== token.currency ? '' : token.currency,
      named === undefined ? 1 : 2,
    );
  }
  const leading = currencyNamed(token.text, ground.currency);
  const number = readNumber(tokens, leading === undefined ? at : at + 1);
  if (number === null) return null;
  const digits = tokens[leading === undefined ? at : at + 1];
  const written = (currency: string) =>
    digits?.kind === 'NUMBER' && !hasCents(digits, currency) ? Number.NaN : number.value;
  if (leading !== undefined) return asMoney(written(leading), leading, number.length + 1);
  const behind = at + number.length + (tokens[at + number.length]?.text === '-' ? 1 : 0);
  const currency =
    signs[tokens[behind]?.stem ?? ''] ?? currencyNamed(tokens[behind]?.text ?? '', ground.currency);
  if (currency === undefined) return null;
  let cents = 0;
  let length = behind + 1 - at;
  const joint = tokens[at + length]?.stem === 'and' ? 1 : 0;
  const small = readNumber(tokens, at + length + joint);
  if (
    small &&
    (tokens[at + length + joint + small.length]?.stem === 'cent' ||
      tokens[at + length + joint + small.length]?.stem === 'penny')
  ) {
    cents = small.value / 100;
    length += joint + small.length + 1;
  }
  return asMoney(written(currency) + cents, currency, length);
}

function currencyNamed(text: string, own: string): string | undefined {
  return /^(?:USD|EUR|GBP|CHF|JPY|CAD|AUD)$/.test(text) || text === own ? text : undefined;
}
