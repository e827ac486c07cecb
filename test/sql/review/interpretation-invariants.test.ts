import { describe, expect, it } from 'vitest';
import type {
  Constraint,
  Interpretation,
  ItemFilter,
  SearchPage,
  Span,
} from '../../../src/retrieval/page.ts';
import { useDatabase } from '../../harness/use-database.ts';

const demo = useDatabase('demo');

const TEXTS = 240;
const SEARCHES = 16;

/** Mulberry32: numbers in 0..1, the same for a seed on every machine. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PIECES = [
  ...[
    'jacket',
    'leather boots',
    'red dress',
    'Calderby boots',
    'kettle',
    '27 inch monitor',
    'tent',
    'wool jumper',
  ],
  ...[
    'under $150',
    'over 20',
    'between 30 and 90 dollars',
    'up to 60 €',
    'around $80',
    '1.299,00 €',
    '$0',
    '2k',
    '$20 off',
  ],
  ...[
    'in black',
    'made of wool',
    'size m',
    'only oak',
    'by Calderby',
    'colour: navy',
    'in blakc',
    'waterproof',
  ],
  ...[
    'not leather',
    'without wool',
    'anything but black or red',
    'not by Nike',
    'non-stick',
    'wool-free',
    'no logo',
  ],
  ...['in stock', 'available now', 'pick up in Mill Lane', 'ships from Atlantis', 'only current prices'],
  ...[
    'under 1 kg',
    'at least 20 litres',
    '27 inches or more',
    'waterproof to 50 m',
    '20-30 l',
    '2 lb 3 oz',
    'under 5',
  ],
  ...[
    'but lighter',
    'cheaper than',
    'not too heavy',
    'quieter',
    'cheapest',
    'best rated',
    'the lightest',
    'newest',
  ],
  ...[
    'less is more',
    'black tie',
    'under the sink',
    'off-white',
    '1e400',
    '1.2.3.4',
    '-5',
    '½',
    '30/34',
    '99999999999',
  ],
  ...[
    '👩‍👩‍👧',
    '🇬🇧',
    'e\u0301\u0301',
    '\u0301',
    '\u200b',
    '\u202eאדום',
    'ß',
    'İ',
    'ﬁ',
    '%s',
    '.*',
    '(?',
    "o'neill",
    '×',
    '§',
  ],
  ...[
    'and',
    'or',
    'but',
    'not',
    'without',
    'in',
    'from',
    'to',
    'under',
    'more',
    'than',
    'the',
    'a',
    'please',
    '5',
    '30',
  ],
];
const BETWEEN = [' ', ' ', ' ', ' ', ', ', ', ', ' - ', '/', '', '\n'];

function compose(random: () => number): string {
  const one = (of: string[]) => of[Math.floor(random() * of.length)] ?? '';
  let text = one(PIECES);
  for (let more = Math.floor(random() * 9); more > 0; more -= 1) text += one(BETWEEN) + one(PIECES);
  return text.slice(0, 1000);
}

async function interpret(text: string, dismiss: string[] = []): Promise<Interpretation> {
  const [row] = await demo.query<{ answer: Interpretation }>('select api.interpret($1, $2) as answer', [
    text,
    { dismiss },
  ]);
  return row!.answer;
}

async function search(
  text: string | null,
  k: number,
  filter: ItemFilter = {},
  options: object = {},
): Promise<SearchPage> {
  const [row] = await demo.query<{ answer: SearchPage }>('select api.search($1, $2, $3, $4) as answer', [
    text,
    k,
    filter,
    options,
  ]);
  return row!.answer;
}

/** Without marks, since the lower case of "İ" has one in JavaScript and none in every locale of a database. */
function foldCase(text: string): string {
  return text.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
}

/** What speaks for itself: bare wishes may stand in words that others read. */
function readPieces({ constraints, preferences, sort, ignored }: Interpretation): Span[] {
  return [
    ...constraints,
    ...preferences.filter(({ kind }) => kind === 'COMPARATIVE'),
    ...(sort === null ? [] : [sort]),
    ...ignored,
  ].flatMap(({ span }) => (span === null ? [] : [span]));
}

function removable({ constraints, preferences, sort }: Interpretation) {
  return [
    ...constraints.filter(({ kind }) => kind !== 'CURRENT_PRICE'),
    ...preferences,
    ...(sort === null ? [] : [sort]),
  ];
}

/** A piece without what counts places in the answer, or says what is dismissed besides. */
function bare(piece: object): object {
  return { ...piece, id: undefined, remove: undefined };
}

function sameDemand({ filter }: Constraint): string {
  return JSON.stringify(filter, (key, value) =>
    key === 'currency' || value === false
      ? undefined
      : Array.isArray(value) && typeof value[0] === 'string'
        ? [...value].sort()
        : value,
  );
}

const random = makeRandom(20_260);
const texts = Array.from({ length: TEXTS }, () => compose(random)).filter((text) =>
  /[\p{L}\p{N}]/u.test(text),
);

describe('the interpretation of any composition of phrases, numbers and signs', () => {
  it('has spans that are slices of the text, apart from each other or alike, and a residue made of its words', async () => {
    for (const text of texts) {
      const read = await interpret(text);
      const points = [...text];
      const pieces = readPieces(read);
      for (const span of [...pieces, ...read.preferences.map((wish) => wish.span!)])
        expect(points.slice(span.start, span.end).join(''), text).toBe(span.text);
      for (const [position, one] of pieces.entries())
        for (const other of pieces.slice(position + 1))
          if (one.start < other.end && other.start < one.end)
            expect([one.start, one.end], text).toEqual([other.start, other.end]);
      const written = foldCase(text);
      for (const word of foldCase(read.residue).match(/[\p{L}\p{N}]+/gu) ?? [])
        expect(written, text).toContain(word);
    }
  });

  it('is the same when it is read again', async () => {
    for (const text of texts.slice(0, 30)) expect(await interpret(text)).toEqual(await interpret(text));
  });

  it('takes off by remove just what has that key, and by all of them everything', async () => {
    for (const text of texts.slice(0, 40)) {
      const read = await interpret(text);
      const keys = [...new Set(removable(read).map(({ key }) => key))];
      for (const key of keys) {
        const piece = removable(read).find((one) => one.key === key)!;
        const left = await interpret(text, piece.remove?.dismiss);
        expect(left.residue, text).toBe(read.residue);
        expect(removable(left).map(bare), `${text} without ${key}`).toEqual(
          removable(read)
            .filter((one) => one.key !== key)
            .map(bare),
        );
      }
      expect(removable(await interpret(text, keys)), text).toEqual([]);
    }
  });

  it('has filters that say the same as an argument', async () => {
    for (const text of texts.slice(0, 50))
      for (const { kind, filter, ...rest } of (await interpret(text)).constraints) {
        if (filter === null) continue;
        const { constraints } = (await search(null, 1, filter)).interpretation;
        const given = constraints.filter(({ source }) => source === 'ARGUMENT');
        expect(given.map(sameDemand), text).toEqual([sameDemand({ kind, filter, ...rest })]);
        expect(given[0]?.kind, text).toBe(kind);
      }
  });

  it('is met by every row of the answer, whose pages join without a gap', async () => {
    for (const text of texts.slice(0, SEARCHES)) {
      const asOf = '2026-06-01T00:00:00Z';
      const whole = await search(text, 9, {}, { asOf });
      for (const { checks } of whole.items)
        expect(
          checks.filter(({ satisfied }) => !satisfied),
          text,
        ).toEqual([]);
      const walked: string[] = [];
      let page = await search(text, 3, {}, { asOf });
      for (let turn = 0; turn < 3; turn += 1) {
        walked.push(...page.items.map(({ productId }) => productId));
        if (!page.hasNextPage) break;
        page = await search(text, 3, {}, { asOf, after: page.items.at(-1)?.cursor });
      }
      expect(walked, text).toEqual(whole.items.map(({ productId }) => productId));
    }
  });
});
