import type { GroundRow } from './ground-row.ts';
import { fact, phraseAt, phrases, type Reader } from './piece.ts';

const present = phrases(`
  in stock | available | on hand | on the shelf | can be ordered | can be bought | ready to order |
  available to buy | available to order | available now | purchasable | still to be had | buyable
`);

const absent = phrases(`
  sold out | out of stock | unavailable | sold - out | out - of - stock | none left | gone | no stock |
  no stock left | zero stock | none in stock
`);

const low = phrases(`
  low stock | low in stock | running low | few left | a few left | nearly sold out | almost sold out |
  low on stock | nearly gone | almost gone | stock is low | stock low | scarce | limited stock |
  stock is limited | last few
`);

export const single = phrases(`
  last one | last piece | last pair | last unit | only one left | final one
`);

export const unknown = phrases(`
  stock unknown | stock is unknown | stock is not known | stock is not counted | stock is not recorded |
  not counted
`);

const reduced = phrases(`
  on sale | reduced | discounted | marked down | price cut | discount | at a reduced price | reduced price |
  sale price | price reduction | at a discount | on offer at a reduced price | sale | reduction
`);

const endless = phrases(`
  no end date | no end set | no end date set | no closing date | no end | without an end date | no expiry |
  no expiry date | no set end | no set end date | open - ended | open ended | no end is set |
  no end date is set
`);

const ended = phrases('limited time | for a limited time');

/** Stock in words, whether a price is reduced, and whether it has an end. */
export const readStock: Reader = ({ tokens, ground }, at) => {
  const asked = ground.constraints.some(({ kind }) => kind === 'IN_STOCK');
  const is = (table: string[][]) => phraseAt(tokens, at, table);
  const absence = is(absent);
  if (absence > 0)
    return fact(absence, 'STOCK', (row) => known(row, row.status === 'OUT_OF_STOCK'), {
      narrows: true,
      deniable: true,
    });
  const isLow =
    tokens[at]?.stem === 'low' &&
    ['is', 'run', 'running'].includes(tokens[at - 1]?.stem ?? '') &&
    tokens.slice(Math.max(0, at - 8), at).some(({ stem }) => stem === 'stock');
  const scarcity = isLow ? 1 : is(low);
  if (scarcity > 0)
    return fact(scarcity, 'STOCK', (row) => known(row, row.status === 'LOW'), {
      narrows: true,
      deniable: true,
    });
  const lone = is(single);
  if (lone > 0) return fact(lone, 'STOCK', ({ available }) => (available === null ? null : available === 1));
  const unclear = is(unknown);
  if (unclear > 0) return fact(unclear, 'STOCK', ({ status }) => status === 'UNKNOWN');
  const presence = is(present);
  if (presence > 0) {
    return fact(presence, 'STOCK', (row) => known(row, row.status === 'IN_STOCK' || row.status === 'LOW'), {
      asked,
      narrows: true,
      deniable: true,
    });
  }
  const reduction = is(reduced);
  if (reduction > 0) {
    return fact(reduction, 'DISCOUNT', ({ compareAt, price }) => compareAt !== null && compareAt > price, {
      narrows: true,
      deniable: true,
    });
  }
  const open = is(endless);
  if (open > 0) return fact(open, 'DATE', ({ validTo }) => validTo === null);
  const closing = is(ended);
  if (closing > 0) return fact(closing, 'DATE', ({ validTo }) => validTo !== null);
  return null;
};

/** What nobody counted is neither there nor gone. */
export function known({ status }: GroundRow, is: boolean): boolean | null {
  return status === 'UNKNOWN' ? null : is;
}
