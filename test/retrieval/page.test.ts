import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import type { ChatAnswer, EvidenceItem, Interpretation, SearchPage } from '../../src/retrieval/page.ts';
import { useDatabase } from '../harness/use-database.ts';

/** The types of src/retrieval/page.ts once more, as schemas that refuse any key they do not name. */
const amount = z.string().regex(/^\d+\.\d{2,4}$/);
const id = z.string().regex(/^\d+$/);
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$/);
const span = z.strictObject({ start: z.number().int().min(0), end: z.number().int(), text: z.string() });
const attributes = z.array(z.strictObject({ name: z.string(), values: z.array(z.string()) }));
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
  categories: z.array(z.string()).exactOptional(),
  brands: z.array(z.string()).exactOptional(),
  attributes: attributes.exactOptional(),
  exclude: z
    .strictObject({
      categories: z.array(z.string()).exactOptional(),
      brands: z.array(z.string()).exactOptional(),
      attributes: attributes.exactOptional(),
      products: z.array(z.string()).exactOptional(),
    })
    .exactOptional(),
});
const kind = z.enum([
  'CURRENT_PRICE',
  'PRICE_MIN',
  'PRICE_MAX',
  'IN_STOCK',
  'CATEGORY',
  'BRAND',
  'ATTRIBUTE',
  'EXCLUDE_CATEGORY',
  'EXCLUDE_BRAND',
  'EXCLUDE_ATTRIBUTE',
  'EXCLUDE_PRODUCT',
]);
const interpretation = z.strictObject({
  text: z.string(),
  residue: z.string(),
  constraints: z.array(
    z.strictObject({
      id: z.string(),
      kind,
      source: z.enum(['ARGUMENT', 'RULE', 'VOCABULARY', 'DEFAULT']),
      span: span.nullable(),
      label: z.string().min(1),
      filter: filter.nullable(),
    }),
  ),
  preferences: z.array(
    z.strictObject({
      kind: z.literal('COMPARATIVE'),
      span,
      measure: z.enum(['weight_grams', 'price', 'released_on', 'rating']),
      direction: z.enum(['LESS', 'MORE']),
    }),
  ),
  ignored: z.array(z.strictObject({ span, reason: z.string().min(1) })),
  repairs: z.array(z.strictObject({ from: z.string(), to: z.string() })),
});
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
  price: z.strictObject({
    amount,
    currency: z.string().length(3),
    compareAt: amount.nullable(),
    priceList: z.string(),
    validFrom: instant.nullable(),
    validTo: instant.nullable(),
  }),
  stock: z.strictObject({
    available: z.number().int().nullable(),
    status: z.enum(['IN_STOCK', 'LOW', 'OUT_OF_STOCK', 'UNKNOWN']),
  }),
  score: z.strictObject({
    fused: z.number(),
    semantic: z.strictObject({ similarity: z.number().min(-1).max(1), rank: z.number().int() }).nullable(),
    lexical: z.strictObject({ score: z.number().min(0).max(1), rank: z.number().int() }).nullable(),
    preference: z.number().min(0).max(0.2),
  }),
  matchedBy: z.array(z.enum(['MEANING', 'WORDS'])),
  checks: z.array(
    z.strictObject({
      constraintId: z.string(),
      kind,
      required: z.string(),
      actual: z.string(),
      satisfied: z.boolean(),
    }),
  ),
  embedding: z.strictObject({ model: z.string(), embeddedAt: instant }).nullable(),
});
const retrieval = z.strictObject({
  mode: z.enum(['HYBRID', 'LEXICAL', 'SEMANTIC', 'BROWSE']),
  strategy: z.enum(['EXACT', 'APPROXIMATE', 'NONE']),
  candidatesScanned: z.number().int(),
  exhausted: z.boolean(),
  embeddingModel: z.string().nullable(),
  degraded: z.string().nullable(),
  emptyReason: z.string().nullable(),
});
const total = z.strictObject({ value: z.number().int(), exact: z.boolean() });
const page = z.strictObject({
  asOf: instant,
  currency: z.string(),
  items: z.array(item),
  hasNextPage: z.boolean(),
  total,
  interpretation,
  retrieval,
});
const chat = z.strictObject({
  assistant_text: z.string(),
  rows: z.array(item),
  interpretation,
  decision_id: z.uuid().nullable(),
  sentences: z.array(z.strictObject({ text: z.string(), cites: z.array(id) })),
  retrieval,
  as_of: instant,
  currency: z.string(),
  total,
  conversation_id: z.uuid().nullable(),
  unrecorded: z.string().nullable(),
});

describe('the shapes of page.ts', () => {
  const database = useDatabase('demo');

  test('the schemas of this test are the types of page.ts', () => {
    expectTypeOf<z.infer<typeof item>>().toEqualTypeOf<EvidenceItem>();
    expectTypeOf<z.infer<typeof interpretation>>().toEqualTypeOf<Interpretation>();
    expectTypeOf<z.infer<typeof page>>().toEqualTypeOf<SearchPage>();
    expectTypeOf<z.infer<typeof chat>>().toEqualTypeOf<ChatAnswer>();
  });

  test.each([
    [
      'a question with every kind of reading',
      'like a leather jaket but lighter, under $150, in stock, not black',
      {},
      {},
    ],
    ['a page that is empty', 'xyzzyqqq plughfoo', {}, {}],
    ['a page that no offer can meet', 'jacket', { price: { max: '0.01' } }, {}],
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

  test('api.interpret keeps to them', async () => {
    const [row] = await database.query<{ answer: unknown }>(
      'select api.interpret(query_text => $1) as answer',
      ['between $20 and $50 by Corvane without unobtainium, newer than last year'],
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
