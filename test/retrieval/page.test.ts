import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import type {
  ChatAnswer,
  EvidenceItem,
  Interpretation,
  MatchExplanation,
  SearchPage,
  SimilarTo,
} from '../../src/retrieval/page.ts';
import { useDatabase } from '../harness/use-database.ts';

/** The types of src/retrieval/page.ts once more, as schemas that refuse any key they do not name. */
const amount = z.string().regex(/^\d+\.\d{2,4}$/);
const id = z.string().regex(/^\d+$/);
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$/);
const span = z.strictObject({ start: z.number().int().min(0), end: z.number().int(), text: z.string() });
const bound = z.string().regex(/^-?\d+(\.\d+)?$/);
const demand = z.strictObject({
  name: z.string(),
  values: z.array(z.string()).exactOptional(),
  min: bound.exactOptional(),
  max: bound.exactOptional(),
  minExclusive: z.boolean().exactOptional(),
  maxExclusive: z.boolean().exactOptional(),
  unit: z.string().exactOptional(),
});
const isRange = ({ values, min, max }: z.infer<typeof demand>) =>
  values === undefined && (min !== undefined || max !== undefined);
const isList = ({ name: _name, values, ...rest }: z.infer<typeof demand>) =>
  values !== undefined && Object.keys(rest).length === 0;
const attributes = z.array(demand.refine((one) => isRange(one) || isList(one), 'values or a range'));
const filter = z.strictObject({
  price: z
    .strictObject({
      min: z.string().exactOptional(),
      max: z.string().exactOptional(),
      minExclusive: z.boolean().exactOptional(),
      maxExclusive: z.boolean().exactOptional(),
      currency: z.string().exactOptional(),
    })
    .exactOptional(),
  inStock: z.boolean().exactOptional(),
  inStockAt: z.array(z.string()).exactOptional(),
  categories: z.array(z.string()).exactOptional(),
  brands: z.array(z.string()).exactOptional(),
  attributes: attributes.exactOptional(),
  exclude: z
    .strictObject({
      categories: z.array(z.string()).exactOptional(),
      brands: z.array(z.string()).exactOptional(),
      attributes: z.array(demand.refine(isList, 'values')).exactOptional(),
      products: z.array(z.string()).exactOptional(),
    })
    .exactOptional(),
});
const kind = z.enum([
  'CURRENT_PRICE',
  'PRICE_MIN',
  'PRICE_MAX',
  'IN_STOCK',
  'IN_STOCK_AT',
  'CATEGORY',
  'BRAND',
  'ATTRIBUTE',
  'EXCLUDE_CATEGORY',
  'EXCLUDE_BRAND',
  'EXCLUDE_ATTRIBUTE',
  'EXCLUDE_PRODUCT',
]);
const refinement = z.strictObject({ where: filter, dismiss: z.array(z.string()) });
const textSources = ['RULE', 'VOCABULARY', 'SYNONYM', 'REPAIR', 'MODEL'] as const;
const textSource = z.enum([...textSources, 'CONVERSATION']);
const origin = z.string().min(1).nullable();
const turn = z.strictObject({ id: z.uuid(), position: z.number().int().min(1) });
const trust = z.enum(['EXPLICIT', 'PARSED', 'INFERRED']);
const alternatives = z.array(z.strictObject({ kind, label: z.string().min(1), filter }));
const preferenceKind = z.enum(['COMPARATIVE', 'ATTRIBUTE', 'BRAND', 'CATEGORY']);
const interpretation = z.strictObject({
  text: z.string(),
  residue: z.string(),
  constraints: z.array(
    z.strictObject({
      id: z.string().regex(/^c\d+$/),
      key: z.string().regex(/^[A-Z_]+(:.+)?$/),
      kind,
      source: z.enum([...textSources, 'ARGUMENT', 'DEFAULT', 'CONVERSATION']),
      origin,
      span: span.nullable(),
      turn: turn.nullable(),
      trust,
      label: z.string().min(1),
      filter: filter.nullable(),
      alternatives,
      remove: refinement.nullable(),
    }),
  ),
  preferences: z.array(
    z.strictObject({
      id: z.string().regex(/^p\d+$/),
      key: z.string().regex(/^(COMPARATIVE:.+|PREFER_ATTRIBUTE:.+|PREFER_BRAND|PREFER_CATEGORY)$/),
      kind: preferenceKind,
      source: textSource,
      origin,
      span: span.nullable(),
      turn: turn.nullable(),
      trust,
      label: z.string().min(1),
      filter: filter.nullable(),
      measures: z.array(z.string().min(1)),
      direction: z.enum(['LESS', 'MORE']).nullable(),
      comparedWith: z
        .strictObject({ measure: z.string(), typical: z.number(), of: z.enum(['LIST', 'ITEM']), turn })
        .nullable(),
      alternatives,
      remove: refinement.nullable(),
    }),
  ),
  sort: z
    .strictObject({
      key: z.literal('SORT'),
      sort: z.enum(['PRICE_ASC', 'PRICE_DESC', 'NEWEST', 'RATING', 'WEIGHT_ASC', 'WEIGHT_DESC']),
      source: textSource,
      origin,
      span: span.nullable(),
      turn: turn.nullable(),
      trust,
      label: z.string().min(1),
      remove: refinement.nullable(),
    })
    .nullable(),
  ignored: z.array(
    z.strictObject({
      span: span.nullable(),
      turn: turn.nullable(),
      label: z.string().min(1).nullable(),
      kind: z.enum(['DISMISSED', 'OVERRIDDEN', 'NOT_POSSIBLE']),
      key: z.string().nullable(),
      reason: z.string().min(1),
    }),
  ),
  repairs: z.array(z.strictObject({ from: z.string(), to: z.string() })),
  model: z
    .strictObject({
      name: z.string(),
      outcome: z.enum(['ANSWERED', 'TIMED_OUT', 'FAILED']),
      accepted: z.number().int().min(0),
      refused: z.number().int().min(0),
    })
    .nullable(),
});
const price = z.strictObject({
  amount,
  currency: z.string().length(3),
  compareAt: amount.nullable(),
  priceList: z.string(),
  validFrom: instant.nullable(),
  validTo: instant.nullable(),
});
const stock = z.strictObject({
  available: z.number().int().nullable(),
  status: z.enum(['IN_STOCK', 'LOW', 'OUT_OF_STOCK', 'UNKNOWN']),
  locations: z.array(z.strictObject({ code: z.string(), name: z.string(), available: z.number().int() })),
});
const score = z.strictObject({
  fused: z.number(),
  semantic: z.strictObject({ similarity: z.number().min(-1).max(1), rank: z.number().int() }).nullable(),
  lexical: z.strictObject({ score: z.number().min(0).max(1), rank: z.number().int() }).nullable(),
  exact: z.strictObject({ match: z.enum(['SKU', 'HANDLE', 'TITLE']), boost: z.number().min(1) }).nullable(),
  preference: z.number().min(0).max(0.3),
  pinned: z.boolean(),
});
const matchedBy = z.array(z.enum(['EXACT', 'MEANING', 'WORDS', 'CURATION']));
const checks = z.array(
  z.strictObject({
    constraintId: z.string(),
    kind,
    required: z.string(),
    actual: z.string(),
    satisfied: z.boolean(),
  }),
);
const item = z.strictObject({
  rank: z.number().int().min(1),
  cursor: z.string().min(1),
  productId: id,
  handle: z.string(),
  title: z.string(),
  brand: z.string().nullable(),
  category: z.string(),
  variantId: id,
  sku: z.string(),
  options: z.record(z.string(), z.unknown()),
  weightGrams: z.string().nullable(),
  price,
  stock,
  score,
  matchedBy,
  checks,
  preferences: z.array(
    z.strictObject({
      preferenceId: z.string().regex(/^p\d+$/),
      kind: preferenceKind,
      measure: z.string().nullable(),
      required: z.string().min(1),
      actual: z.string().min(1),
      typical: z.string().min(1).nullable(),
      satisfied: z.boolean(),
    }),
  ),
  embedding: z.strictObject({ model: z.string(), embeddedAt: instant, fresh: z.boolean() }).nullable(),
});
const retrieval = z.strictObject({
  mode: z.enum(['HYBRID', 'LEXICAL', 'SEMANTIC', 'BROWSE']),
  strategy: z.enum(['EXACT', 'APPROXIMATE', 'NONE']),
  candidatesScanned: z.number().int(),
  exhausted: z.boolean(),
  embeddingModel: z.string().nullable(),
  similarityFloor: z.number().min(-1).max(1).nullable(),
  anchor: z.strictObject({ productId: id, handle: z.string(), title: z.string() }).nullable(),
  curation: z.strictObject({ pinned: z.number().int(), excluded: z.number().int() }).nullable(),
  degraded: z.string().nullable(),
  emptyReason: z.string().nullable(),
});
const total = z.strictObject({ value: z.number().int(), exact: z.boolean() });
const count = z.number().int().min(0);
const basis = z.enum(['CANDIDATES', 'QUALIFYING']);
const facet = z.strictObject({
  group: z.enum(['CATEGORY', 'BRAND', 'PRICE', 'ATTRIBUTE', 'AVAILABILITY']),
  name: z.string().nullable(),
  label: z.string().min(1),
  basis,
  exact: z.boolean(),
  values: z.array(
    z.strictObject({
      value: z.string(),
      label: z.string().min(1),
      count,
      selected: z.boolean(),
      parent: z.string().nullable(),
      min: amount.nullable(),
      max: amount.nullable(),
      apply: refinement,
    }),
  ),
  more: count,
  min: amount.nullable(),
  max: amount.nullable(),
});
const funnel = z.strictObject({
  basis,
  exact: z.boolean(),
  candidates: count,
  steps: z.array(
    z.strictObject({
      constraintId: z.string(),
      kind,
      label: z.string(),
      turnedAway: count,
      remaining: count,
    }),
  ),
  remaining: count,
});
const relaxation = z.strictObject({
  constraintIds: z.array(z.string()).min(1),
  label: z.string().min(1),
  more: z.number().int().min(1),
  exact: z.boolean(),
  apply: refinement,
});
const page = z.strictObject({
  asOf: instant,
  currency: z.string(),
  items: z.array(item),
  hasNextPage: z.boolean(),
  total,
  interpretation,
  retrieval,
  facets: z.array(facet).exactOptional(),
  funnel: funnel.exactOptional(),
  relaxations: z.array(relaxation).exactOptional(),
});
const similarTo = z.strictObject({ asOf: instant, currency: z.string(), items: z.array(item) });
const explanation = z.strictObject({
  productId: id,
  handle: z.string(),
  title: z.string(),
  verdict: z.enum([
    'IN_ANSWER',
    'IS_ANCHOR',
    'NOT_FOR_SALE',
    'FAILS_CONSTRAINTS',
    'CURATED_OUT',
    'NOT_RELEVANT',
    'BEYOND_CANDIDATES',
    'OVER_BRAND_LIMIT',
  ]),
  reason: z.string().min(1),
  rank: z.number().int().min(1).nullable(),
  score,
  matchedBy,
  asOf: instant,
  currency: z.string(),
  interpretation,
  retrieval,
  offers: z.array(
    z.strictObject({
      variantId: id,
      sku: z.string(),
      options: z.record(z.string(), z.unknown()),
      weightGrams: z.string().nullable(),
      price,
      stock,
      checks,
    }),
  ),
});
const chat = z.strictObject({
  assistant_text: z.string(),
  rows: z.array(
    item.extend({
      rating: z.string().nullable(),
      attributes: z.array(
        z.strictObject({ name: z.string(), label: z.string().min(1), value: z.string().min(1) }),
      ),
    }),
  ),
  interpretation,
  decision_id: z.uuid().nullable(),
  sentences: z.array(z.strictObject({ text: z.string(), cites: z.array(id) })),
  retrieval,
  as_of: instant,
  currency: z.string(),
  total,
  conversation_id: z.uuid().nullable(),
  unrecorded: z.string().nullable(),
  turn_id: z.uuid().nullable(),
  position: z.number().int().min(1),
  move: z.enum(['SEARCH', 'REFINE', 'NEW_TOPIC', 'MORE', 'ITEM', 'FORGET', 'RESTART', 'TALK']),
  answer: z.unknown(),
});

describe('the shapes of page.ts', () => {
  const database = useDatabase('demo');

  test('the schemas of this test are the types of page.ts', () => {
    expectTypeOf<z.infer<typeof item>>().toEqualTypeOf<EvidenceItem>();
    expectTypeOf<z.infer<typeof interpretation>>().toEqualTypeOf<Interpretation>();
    expectTypeOf<z.infer<typeof page>>().toEqualTypeOf<SearchPage>();
    expectTypeOf<z.infer<typeof similarTo>>().toEqualTypeOf<SimilarTo>();
    expectTypeOf<z.infer<typeof explanation>>().toEqualTypeOf<MatchExplanation>();
    expectTypeOf<Omit<z.infer<typeof chat>, 'answer'>>().toEqualTypeOf<Omit<ChatAnswer, 'answer'>>();
  });

  test.each([
    [
      'a question with every kind of reading',
      'cheapest thing like a leather jaket but lighter, in red, under $150, at most 2 kg, in stock, not black',
      {},
      {},
    ],
    [
      'ranges, and a text that argues with them',
      'lightest 27 inch monitor over 20 inches, but cheaper',
      { attributes: [{ name: 'weight_grams', max: '9', unit: 'kg' }] },
      {
        include: ['FACETS', 'FUNNEL', 'RELAXATIONS'],
        dismiss: ['SORT', 'PREFER_CATEGORY'],
        sort: 'WEIGHT_DESC',
      },
    ],
    [
      'how it is to differ from a product',
      'lighter, in black, under $500 and waterproof',
      {},
      { like: { handle: 'halden-leather-biker-jacket' } },
    ],
    ['a page that is empty', 'xyzzyqqq plughfoo', {}, {}],
    ['a page that no offer can meet', 'jacket', { price: { max: '0.01' } }, {}],
    [
      'a page with everything that is computed on demand',
      'leather jacket under $150, not black',
      { inStockAt: ['harbour', 'north'] },
      {
        include: ['FACETS', 'FUNNEL', 'RELAXATIONS'],
        dismiss: ['IN_STOCK'],
        maxPerBrand: 2,
        minSimilarity: 0.1,
      },
    ],
    ['a list with the same', null, { inStock: true }, { include: ['FACETS', 'FUNNEL', 'RELAXATIONS'] }],
    ['what goes with a product', null, {}, { goesWith: { handle: 'halden-leather-biker-jacket' } }],
    ['similar to a product', null, {}, { like: { handle: 'halden-leather-biker-jacket' } }],
    [
      'browsing with every filter',
      null,
      { inStock: true, exclude: { brands: ['Corvane'] } },
      { sort: 'PRICE_ASC' },
    ],
  ])('api.search keeps to them: %s', async (_, text, where, options) => {
    const [row] = await database.query<{ answer: unknown }>(
      'select api.search(query_text => $1, filter => $2, options => $3) as answer',
      [text, JSON.stringify(where), JSON.stringify(options)],
    );
    expect(page.safeParse(row?.answer).error).toBeUndefined();
  });

  test.each([{}, { relation: 'COMPLEMENT' }])('api.similar_to keeps to them with %j', async (options) => {
    const [row] = await database.query<{ answer: Record<string, unknown> }>(
      `select api.similar_to(product_ids => array(select product_id from product.product order by 1 limit 3), options => $1) as answer`,
      [JSON.stringify(options)],
    );
    const answers = Object.values(row?.answer ?? {});
    expect(answers).toHaveLength(3);
    expect(z.array(similarTo).safeParse(answers).error).toBeUndefined();
  });

  test.each([
    ['in the answer', 'halden leather biker jacket', {}, {}],
    ['kept out by its price', 'leather jacket', { price: { max: '5' } }, {}],
    ['the anchor', null, {}, { like: { handle: 'halden-leather-biker-jacket' } }],
    ['of no relevance', 'espresso cup', {}, {}],
  ])('api.explain_match keeps to them for a product that is %s', async (_where, text, where, options) => {
    const [row] = await database.query<{ answer: unknown }>(
      'select api.explain_match(product => $1, query_text => $2, filter => $3, options => $4) as answer',
      ['{"handle": "halden-leather-biker-jacket"}', text, JSON.stringify(where), JSON.stringify(options)],
    );
    expect(explanation.safeParse(row?.answer).error).toBeUndefined();
  });

  test('api.interpret keeps to them', async () => {
    const [row] = await database.query<{ answer: unknown }>(
      'select api.interpret(query_text => $1) as answer',
      [
        'best rated between $20 and $50 by Corvane without unobtainium, newer than last year, red jacket under 2 kg',
      ],
    );
    expect(interpretation.safeParse(row?.answer).error).toBeUndefined();
  });

  test('api.chat keeps to them', async () => {
    const [row] = await database.query<{ answer: unknown }>(
      'select to_jsonb(c) as answer from api.chat(question => $1) c',
      ['leather jacket under $150'],
    );
    expect(chat.safeParse(row?.answer).error).toBeUndefined();
  });
});
