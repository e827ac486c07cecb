import { fact, type Piece, phraseAt, phrases, type Scan } from './piece.ts';
import { isPronoun } from './read-count.ts';
import { readNumber } from './read-number.ts';
import { readProduct } from './read-product.ts';

const stockEnds = phrases(`
  in stock | left in stock | available | left | unit | piece | remaining | remain | on hand | on the shelf |
  in the warehouse | to sell | pair | unit in stock | unit available | unit left | piece in stock |
  pair in stock | of them in stock | pair left | piece left | currently in stock | still in stock |
  now in stock | currently available | of it in stock | of it left | of them left | are left | is left |
  are in stock | are available | remain in stock
`);

/** "14 in stock", "only 2 left": of one offer; of several it counts rows. */
export function readStockCount(scan: Scan, at: number): Piece | null {
  const { tokens } = scan;
  const number = readNumber(tokens, at);
  if (number === null || !Number.isInteger(number.value)) return null;
  if (tokens[at]?.stem === 'one' && isPronoun(tokens, at)) return null;
  // "black S (23)"
  if (tokens[at - 1]?.text === '(' && tokens[at + number.length]?.text === ')') {
    return fact(number.length, 'STOCK_COUNT', ({ available }) =>
      available === null ? null : available === number.value,
    );
  }
  const held = readPlaceBehind(scan, at + number.length);
  if (held)
    return fact(number.length + held.length, 'STOCK_COUNT', (row) =>
      row.locations.some(({ name, available }) => name.join(' ') === held.name && available === number.value),
    );
  const named = readNamedStock(scan, at, number.length);
  if (named) return named;
  if (!isSpokenOfOne(scan, at)) return null;
  const end = phraseAt(tokens, at + number.length, stockEnds);
  const stockBefore =
    end === 0 &&
    ['stock', 'count', 'availability', 'unit', 'quantity'].some((word) =>
      [1, 2, 3].some((back) => tokens[at - back]?.stem === word),
    ) &&
    ['of', 'at', 'is', ':', 'with', 'count', 'stand'].includes(tokens[at - 1]?.stem ?? '');
  const there =
    end === 0 && tokens[at - 2]?.stem === 'there'
      ? phraseAt(tokens, at + number.length, phrases('of it | of them'))
      : 0;
  if (end === 0 && there === 0 && !stockBefore) return null;
  const length = number.length + end + there;
  const place = readPlaceBehind(scan, at + length);
  if (place) {
    return fact(length + place.length, 'STOCK_COUNT', (row) =>
      row.locations.some(
        ({ name, available }) => name.join(' ') === place.name && available === number.value,
      ),
    );
  }
  return fact(length, 'STOCK_COUNT', ({ available }) =>
    available === null ? null : available === number.value,
  );
}

/** "two of the Foundry are left", "one Meridian is left": the number is of the product behind it. */
function readNamedStock(scan: Scan, at: number, digits: number): Piece | null {
  const { tokens } = scan;
  const length = digits + phraseAt(tokens, at + digits, phrases('pair | unit | piece'));
  const next = at + length + phraseAt(tokens, at + length, phrases('of the | of'));
  const product = readProduct(scan, next);
  const isStock = tokens
    .slice(next)
    .some(({ stem }) => ['left', 'stock', 'available', 'remain', 'remaining'].includes(stem));
  if (product?.kind !== 'PRODUCT' || !isStock) return null;
  return fact(length, 'STOCK_COUNT', ({ available }) =>
    available === null ? null : available === readNumber(tokens, at)?.value,
  );
}

function readPlaceBehind({ tokens, ground }: Scan, at: number): { name: string; length: number } | null {
  const start = at + phraseAt(tokens, at, phrases('at the | in the | at | in'));
  for (const row of ground.rows) {
    for (const { name } of row.locations) {
      const length = phraseAt(tokens, start, [name]);
      if (length > 0) return { name: name.join(' '), length: start + length - at };
    }
  }
  return null;
}

/** Whether the sentence speaks of one product before the number: else "six in stock" counts products. */
function isSpokenOfOne({ tokens, cited, ground }: Scan, at: number): boolean {
  if (new Set(cited.map(({ productId }) => productId)).size === 1)
    return !['of', 'all'].includes(tokens[at - 1]?.stem ?? '');
  const names = new Set(ground.rows.flatMap(({ title }) => title.slice(0, 1)));
  return (
    tokens.some(({ stem, capital }, place) => capital && names.has(stem) && Math.abs(place - at) < 40) &&
    !['all', 'the', 'these', 'those'].includes(tokens[at - 1]?.stem ?? '')
  );
}
