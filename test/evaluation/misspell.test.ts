import { expect, it } from 'vitest';
import { misspell } from '../../src/evaluation/misspell.ts';

const texts = [
  'laptop bag',
  'waterproof hiking boots under $150',
  'aaaa',
  'usb hub 4 ports',
  'Nintendo Switch games',
  'something like a leather jacket but lighter',
  'crème brûlée torch',
  'iphone 11 pro',
];
const seeds = Array.from({ length: 300 }, (_, index) => index);

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours, each place edited once at most. */
function distance(a: string, b: string): number {
  const [from, to] = [[...a], [...b]];
  const rows = Array.from({ length: from.length + 1 }, (_, i) =>
    Array.from({ length: to.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= from.length; i += 1) {
    for (let j = 1; j <= to.length; j += 1) {
      const cost = from[i - 1] === to[j - 1] ? 0 : 1;
      let best = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + cost);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      }
      rows[i]![j] = best;
    }
  }
  return rows[from.length]![to.length]!;
}

it.each(texts)('makes exactly one edit in "%s", inside a word of four letters or more', (text) => {
  for (const seed of seeds) {
    const edited = misspell(text, seed)!;
    expect(distance(text.toLowerCase(), edited.toLowerCase())).toBe(1);
    const [before, after] = [text.split(' '), edited.split(' ')];
    const changed = before.filter((word, index) => word !== after[index]);
    expect(after).toHaveLength(before.length);
    expect(changed).toHaveLength(1);
    expect(changed[0]).toMatch(/^\p{L}{4,}$/u);
  }
});

it('makes every kind of edit, at the first letter too', () => {
  const edits = [...new Set(seeds.map((seed) => misspell('lamp', seed)!))];
  const letters = (text: string) => [...text].sort().join('');
  const swapped = edits.filter((edited) => letters(edited) === letters('lamp'));
  expect(swapped.sort()).toEqual(['almp', 'lapm', 'lmap']);
  expect(edits.filter(({ length }) => length === 3).sort()).toEqual(['amp', 'lam', 'lap', 'lmp']);
  expect(edits.some((edited) => /^[^l]lamp$/.test(edited))).toBe(true);
  expect(edits.some((edited) => /^[^l]amp$/.test(edited))).toBe(true);
  expect(edits.some((edited) => /^lamp[a-z]$/.test(edited))).toBe(true);
});

it.each(['ps4', 'usb hub', 'aa', 'rtx4090 gpu', '12345', ''])(
  'leaves "%s" alone: no word of four letters',
  (text) => {
    expect(misspell(text, 1)).toBeNull();
  },
);

it('gives a text the same typo for the same seed, and others for other seeds', () => {
  expect(misspell('surround sound speakers', 4)).toBe(misspell('surround sound speakers', 4));
  expect(new Set(seeds.map((seed) => misspell('surround sound speakers', seed))).size).toBeGreaterThan(100);
});

it('draws for each text by its own, so that not every query loses its first letter', () => {
  const shape = (text: string, seed: number) => misspell(text, seed)!.length - text.length;
  expect(seeds.some((seed) => shape('lamp', seed) !== shape('desk', seed))).toBe(true);
});

it('never makes a text longer than a question may be (TSTXT)', () => {
  const text = `${'word '.repeat(199)}words`;
  expect(text).toHaveLength(1000);
  for (const seed of seeds) expect(misspell(text, seed)!.length).toBeLessThanOrEqual(1000);
});
