/** A word, a number, an amount with its sign, or a mark. */
export interface Token {
  kind: 'WORD' | 'NUMBER' | 'MONEY' | 'MARK';
  /** As written. */
  text: string;
  /** Lower case, without a plural's or a possessive's end, so that "jackets" finds "Jacket". */
  stem: string;
  /** Of NUMBER and MONEY. */
  value: number;
  /** Of MONEY. */
  currency: string;
  capital: boolean;
  /** Whether nothing stands between it and the token before. */
  joined: boolean;
}

const currencyOfSign: Record<string, string> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY' };

// One alternative a kind, none can start where another could go on: linear in the length of the text.
const pattern =
  /(?:US)?([$€£¥])\s?(\d+(?:,\d+)*(?:\.\d+)?)|(\d+(?:,\d+)*(?:\.\d+)?)\s?([€£])|\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?|[-−]?\d+(?:,\d+)*(?:\.\d+)?|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|[^\s]/gu;

/** Splits a text; hyphens part words, so that "27-Inch" is a number and a unit. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let end = -1;
  for (const match of text.matchAll(pattern)) {
    const [written, sign, amount, amountBefore, signBehind] = match;
    const joined = match.index === end;
    end = match.index + written.length;
    const money = amount ?? amountBefore;
    if (money !== undefined) {
      const currency = currencyOfSign[sign ?? signBehind ?? ''] ?? '';
      tokens.push(make('MONEY', written, joined, readDigits(money), currency));
    } else if (/^[-−]?\d/.test(written)) {
      const isDate = written.length > 7 && /^\d{4}-\d\d-\d\d/.test(written);
      const negative = /^[-−]/.test(written);
      // "27-Inch", "2-pack": the hyphen behind a word or a number is no sign.
      if (negative && joined) tokens.push(make('MARK', '-', true));
      const digits = negative ? written.slice(1) : written;
      const value = isDate ? Number.NaN : readDigits(digits) * (negative && !joined ? -1 : 1);
      tokens.push(make(isDate ? 'WORD' : 'NUMBER', negative && joined ? digits : written, joined, value));
    } else {
      tokens.push(make(/^\p{L}/u.test(written) ? 'WORD' : 'MARK', written, joined));
    }
  }
  return tokens;
}

/** The stems of a text's words and numbers, without marks. */
export function readPhrase(text: string): string[] {
  return tokenise(text)
    .filter(({ kind, stem }) => kind !== 'MARK' || stem === 'ω' || stem === '°')
    .map(({ stem }) => stem);
}

function make(kind: Token['kind'], text: string, joined: boolean, value = Number.NaN, currency = ''): Token {
  const stem = kind === 'NUMBER' ? String(value) : kind === 'MONEY' ? `${currency}${value}` : findStem(text);
  return { kind, text, stem, value, currency, capital: /^\p{Lu}/u.test(text), joined };
}

/** "1,240.50"; a comma that parts no thousands gives NaN, which equals nothing. */
function readDigits(digits: string): number {
  if (/^0\d/.test(digits)) return Number.NaN;
  if (digits.includes(',') && !/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(digits)) return Number.NaN;
  return Number(digits.replaceAll(',', ''));
}

const american: Record<string, string> = { color: 'colour', gray: 'grey', inches: 'inch', watts: 'w' };

function findStem(text: string): string {
  const word = text.toLowerCase().replaceAll('’', "'").replace(/'s$/, '');
  const known = american[word];
  if (known !== undefined) return known;
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
  const stem = /(?:sses|xes|ches|shes)$/.test(word)
    ? word.slice(0, -2)
    : word.endsWith('ies')
      ? `${word.slice(0, -3)}y`
      : word.slice(0, -1);
  return american[stem] ?? stem;
}
