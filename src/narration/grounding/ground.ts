import type { Constraint, SearchPage } from '../../retrieval/page.ts';
import type { BegunChat } from '../chat-answer.ts';
import { type GroundRow, makeAnchor, makeRow, thousandths } from './ground-row.ts';
import { normalise } from './quotation.ts';
import { readPhrase, type Token, tokenise } from './token.ts';

/** Everything that a sentence about an answer can be explained by. Made once an answer; holds no text but the answer's. */
export interface Ground {
  /** Of the evidence; on a turn about one product every offer of it. */
  rows: readonly GroundRow[];
  /** Whether the rows are the offers of one product. */
  isItem: boolean;
  total: { value: number; exact: boolean };
  currency: string;
  question: readonly Token[];
  questionText: string;
  /** Stems of the words of the question, of what was read in it and of what is remembered. */
  asked: ReadonlySet<string>;
  /** Bounds of the price that the question or the conversation states. */
  bounds: readonly { amount: number; currency: string; upper: boolean }[];
  constraints: readonly Constraint[];
  /** Product that the question compares with, and is no row: only what it was compared by is known of it. */
  anchor: GroundRow | null;
  /** Labels of what the question demanded, word by word: every row is so. */
  demands: readonly string[][];
  /** Values that the question would rather have, under their names: what a row has instead is known to be another. */
  wished: readonly { name: string; words: string[] }[];
  /** Texts that the answer itself says about the question: reasons, relaxations, categories that are near. */
  phrases: readonly string[][];
  /** What was taken out of the memory of the conversation. */
  forgotten: readonly string[][];
  /** Words of the names of options, and of attributes that the question is about: "colour", "closure". */
  names: ReadonlySet<string>;
  /** Numbers of products that are no rows, with the words that must stand beside them. */
  figures: readonly { value: number; words: ReadonlySet<string>; away: boolean }[];
  /** Bounds that the answer offers instead: "at most $162.00". */
  offered: readonly { amount: number; currency: string; upper: boolean }[];
  /** Prices that an earlier turn showed of the product, in thousandths. */
  former: ReadonlySet<number>;
  sort: string | null;
  /** Characters that the rows' own texts have and a sentence otherwise may not. */
  characters: ReadonlySet<string>;
  /** What may be quoted, as `normalise` has it. */
  quotable: readonly string[];
  /** Categories of the rows and of the question. */
  categories: readonly string[][];
  /** Every word of titles, categories and values, and of what was demanded: what is none of them needs no look at the rows. */
  words: ReadonlySet<string>;
  /** Brands of the rows and of the question. */
  brands: readonly string[][];
}

/** Other ways to say the order of an answer. */
const sortWords: Record<string, string[]> = {
  RATING: ['best first', 'highest first', 'best rating first', 'highest rated first', 'highest rating first'],
  PRICE_ASC: ['lowest first', 'lowest price first', 'cheapest first', 'least expensive first'],
  PRICE_DESC: ['highest first', 'highest price first', 'most expensive first', 'dearest first'],
  NEWEST: ['newest first', 'latest first'],
};

/** Pure; some tens of microseconds a row. */
export function makeGround({ begun, question }: { begun: BegunChat; question: string }): Ground {
  const { page, item } = begun;
  const isItem = item !== null && item.offers.length > 0;
  const rows = isItem
    ? item.offers.flatMap((offer) =>
        page.items.slice(0, 1).map((of) => makeRow({ ...of, ...offer }, item.attributes)),
      )
    : page.items.map((each) => makeRow(each, item?.attributes ?? each.attributes ?? []));
  const demands = page.interpretation.constraints.map(({ label }) => label);
  const forgotten = begun.superseded.map(({ label }) => label);
  const labels = [
    ...demands,
    ...forgotten,
    ...page.interpretation.preferences.map(({ label }) => label),
    ...begun.facts.map(({ label }) => label),
  ];
  const reasons = [
    ...page.interpretation.ignored.map(({ reason }) => reason),
    ...(page.interpretation.sort
      ? [page.interpretation.sort.label, ...(sortWords[page.interpretation.sort.sort] ?? [])]
      : []),
    ...(page.relaxations ?? []).map(({ label }) => label),
    ...(page.retrieval.emptyReason === null ? [] : [page.retrieval.emptyReason]),
    ...begun.nearest.map(({ name }) => name),
  ];
  const quotable = [
    question,
    page.interpretation.repairs.reduce(
      (text, { from, to }) => text.replace(from, to),
      question.toLowerCase(),
    ),
    page.interpretation.residue,
    ...page.interpretation.repairs.flatMap(({ from, to }) => [from, to]),
    ...page.interpretation.ignored.flatMap(({ span, label, reason }) => [
      span?.text ?? label ?? reason,
      reason,
    ]),
    ...labels,
  ].map(normalise);
  return {
    rows,
    isItem,
    total: page.total,
    currency: page.currency,
    question: tokenise(question),
    questionText: question.toLowerCase(),
    asked: new Set([question, ...labels, ...quotable].flatMap(readPhrase)),
    bounds: page.interpretation.constraints.flatMap(readBounds),
    constraints: page.interpretation.constraints,
    anchor: page.retrieval.anchor ? makeAnchor(page.retrieval.anchor, rows) : null,
    demands: demands.map(readPhrase).filter(({ length }) => length > 1),
    wished: page.interpretation.preferences.flatMap(({ kind, key, label }) =>
      kind.endsWith('ATTRIBUTE') && label.includes(': ') && !/: (?:true|false)$/.test(label)
        ? readAlternatives(label).map((value) => ({
            name: key.split(':').at(-1) ?? '',
            words: readPhrase(value),
          }))
        : [],
    ),
    phrases: reasons.map(readPhrase).filter(({ length }) => length > 0),
    forgotten: forgotten.map(readPhrase).filter(({ length }) => length > 0),
    names: new Set([
      ...rows.flatMap(({ options }) => options.flatMap(({ name }) => readPhrase(name.replaceAll('_', ' ')))),
      ...[...page.interpretation.constraints, ...page.interpretation.preferences].flatMap(
        ({ kind, key, label }) =>
          // The name of a flag says that it is so; the name of a value says nothing.
          kind.endsWith('ATTRIBUTE') && label.includes(': ') ? readPhrase(key.split(':').at(-1) ?? '') : [],
      ),
    ]),
    figures: readFigures(page),
    offered: (page.relaxations ?? []).flatMap(({ label }) =>
      tokenise(label).flatMap(({ kind, value, currency }) =>
        kind === 'MONEY' && /^(?:also )?(?:at (?:most|least)|up to) /.test(label)
          ? [{ amount: Math.round(value * 1000), currency, upper: !label.includes('at least') }]
          : [],
      ),
    ),
    former: new Set(
      (item?.changes ?? []).flatMap(({ field, before }) =>
        field === 'PRICE' && before !== null
          ? tokenise(before).map(({ value }) => Math.round(value * 1000))
          : [],
      ),
    ),
    sort: page.interpretation.sort?.sort ?? null,
    characters: new Set(
      page.items.flatMap(({ title, brand, options }) => [
        ...title,
        ...(brand ?? ''),
        ...Object.values(options).join(''),
      ]),
    ),
    quotable,
    categories: [
      ...rows.map(({ category }) => category),
      ...[...page.interpretation.constraints, ...page.interpretation.preferences].flatMap(
        ({ kind, label }) =>
          kind.endsWith('CATEGORY') ? [readPhrase(label.replace(/^(?:not )?in /, ''))] : [],
      ),
    ].filter(({ length }) => length > 0),
    words: new Set([
      ...page.interpretation.preferences.flatMap(({ label }) => readPhrase(label)),
      ...rows.flatMap(({ title, category, values }) => [
        ...title,
        ...category,
        ...values.flatMap(({ name, words }) => [...readPhrase(name.replaceAll('_', ' ')), ...words]),
      ]),
      ...page.interpretation.constraints.flatMap(({ label }) => readPhrase(label)),
      ...page.interpretation.constraints.flatMap(({ filter }) =>
        [...(filter?.attributes ?? []), ...(filter?.exclude?.attributes ?? [])].flatMap(({ values }) =>
          (values ?? []).flatMap(readPhrase),
        ),
      ),
    ]),
    brands: [
      ...rows.map(({ brand }) => brand),
      ...page.interpretation.constraints.flatMap(({ kind, label }) =>
        kind.endsWith('BRAND') ? [readPhrase(label.replace(/^(?:not )?by /, ''))] : [],
      ),
    ].filter(({ length }) => length > 0),
  };
}

/** "material: leather or nubuck or 3 more": the values; the first one is what was said, the others are read into it. */
function readAlternatives(label: string): string[] {
  return label
    .replace(/^[^:]*: /, '')
    .split(' or ')
    .filter((value) => !/^\d+ more$/.test(value));
}

function readBounds({ filter }: Constraint): { amount: number; currency: string; upper: boolean }[] {
  const { min, max, currency = '' } = filter?.price ?? {};
  return [
    ...(min === undefined ? [] : [{ amount: thousandths(min), currency, upper: false }]),
    ...(max === undefined ? [] : [{ amount: thousandths(max), currency, upper: true }]),
  ];
}

/** What the funnel turned away and relaxations would find. */
function readFigures(page: SearchPage): Ground['figures'] {
  const said = (label: string) =>
    new Set(
      readPhrase(label).filter(
        (word) =>
          ![
            'any',
            'also',
            'and',
            'at',
            'above',
            'in',
            'under',
            'over',
            'below',
            'by',
            'not',
            'or',
            'most',
            'least',
            'from',
            'of',
            'than',
            'a',
          ].includes(word),
      ),
    );
  return [
    ...(page.relaxations ?? []).flatMap(({ label, more, constraintIds }) => [
      { value: more, words: said(label), away: false },
      ...page.interpretation.constraints.flatMap(({ id, label: given }) =>
        constraintIds.length === 1 && constraintIds[0] === id
          ? [{ value: more, words: said(given), away: false }]
          : [],
      ),
    ]),
    ...(page.funnel?.steps ?? []).map(({ label, turnedAway }) => ({
      value: turnedAway,
      words: said(label),
      away: true,
    })),
  ];
}
