import type { Scan } from './piece.ts';
import { readNumber } from './read-number.ts';

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
  if (token.kind === 'MONEY') {
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
  if (leading !== undefined) return asMoney(number.value, leading, number.length + 1);
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
  return asMoney(number.value + cents, currency, length);
}

function currencyNamed(text: string, own: string): string | undefined {
  return /^(?:USD|EUR|GBP|CHF|JPY|CAD|AUD)$/.test(text) || text === own ? text : undefined;
}
