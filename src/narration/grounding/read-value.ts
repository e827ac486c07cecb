import type { Ground } from './ground.ts';
import { fact, phraseAt, type Reader, type Scan, standsAt } from './piece.ts';
import { readMeasured } from './read-figure.ts';
import { readWords } from './read-noun.ts';
import type { Token } from './token.ts';

/** Attributes, options, categories, brands and places: what rows have under a name. */
export const readValue: Reader = (scan, at) => {
  const { tokens, ground } = scan;
  return (
    readGap(scan, at) ??
    readFlag(ground, tokens, at) ??
    readBrand(ground, tokens, at) ??
    readPlace(ground, tokens, at) ??
    readWords(scan, at) ??
    readMeasured(ground, tokens, at)
  );
};

/** "its connection is not recorded" */
function readGap({ tokens, ground }: Scan, at: number) {
  const length = phraseAt(tokens, at, [
    ['is', 'not', 'recorded'],
    ['not', 'recorded'],
  ]);
  const name = tokens[at - 1]?.stem ?? '';
  if (length === 0 || !(ground.names.has(name) || ground.rows.some(({ names }) => names.has(name))))
    return null;
  return fact(
    length,
    'ATTRIBUTE',
    (row) => !row.values.some((value) => value.name.split('_').includes(name)),
  );
}

/** "waterproof", "machine washable": flags are named by their attribute. */
function readFlag(ground: Ground, tokens: readonly Token[], at: number) {
  const first = tokens[at]?.stem ?? '';
  if (!ground.words.has(first) && !ground.words.has(`${first}ed`)) return null;
  for (const row of ground.rows) {
    for (const { name, flag } of row.values) {
      if (flag === null) continue;
      const words = name.split('_');
      const length = flagLength(tokens, at, words);
      if (length === 0) continue;
      return fact(length, 'ATTRIBUTE', (of) => of.values.find((value) => value.name === name)?.flag ?? null, {
        narrows: true,
        deniable: true,
      });
    }
  }
  return null;
}

/** "machine-washable", "can be machine washed". */
function flagLength(tokens: readonly Token[], at: number, words: readonly string[]): number {
  let next = at;
  const all = words.every((word) => {
    if (next > at && tokens[next]?.text === '-') next += 1;
    next += 1;
    const stem = tokens[next - 1]?.stem ?? '';
    return (
      stem === word || `${stem}ed` === word || (word === 'washable' && (stem === 'washed' || stem === 'wash'))
    );
  });
  return all ? next - at : 0;
}

function readBrand(ground: Ground, tokens: readonly Token[], at: number) {
  const brand = ground.brands.find((words) => standsAt(tokens, at, words));
  if (brand === undefined || !tokens[at]?.capital) return null;
  const name = brand.join(' ');
  const asked = ground.constraints.some(
    ({ kind, label }) =>
      kind.endsWith('BRAND') &&
      label
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
        .includes(name),
  );
  const excluded = ground.constraints.some(
    ({ kind, label }) => kind === 'EXCLUDE_BRAND' && label.toLowerCase().includes(name),
  );
  return fact(standsAt(tokens, at, brand), 'BRAND', (row) => row.brand.join(' ') === name, {
    asked: asked && !excluded,
    narrows: true,
    deniable: true,
    excluded,
  });
}

/** "at the Harbour warehouse": something is left there. */
function readPlace(ground: Ground, tokens: readonly Token[], at: number) {
  if (!tokens[at]?.capital) return null;
  for (const row of ground.rows) {
    const place = row.locations.find(({ name }) => standsAt(tokens, at, name));
    if (!place) continue;
    const name = place.name.join(' ');
    return fact(
      standsAt(tokens, at, place.name),
      'PLACE',
      (of) =>
        of.available === null
          ? null
          : of.locations.some((each) => each.name.join(' ') === name && each.available > 0),
      { deniable: true },
    );
  }
  return null;
}
