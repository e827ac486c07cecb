import { describe, expect, it } from 'vitest';
import { chat, refusal } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

const record = async (id: string | null) =>
  (
    await shop.query<Record<string, unknown>>(
      `select to_jsonb(d) as decision from audit.decision d where decision_id = $1`,
      [id],
    )
  )[0]!.decision as Record<string, unknown>;

describe('audit.decision', () => {
  it('has the ids, constraints, evidence and digests of an answer', async () => {
    const answer = await chat(shop, { text: 'leather jacket under $145 in stock', k: 2 });
    const decision = await record(answer.decision_id);

    expect(decision).toMatchObject({
      decision_id: answer.decision_id,
      principal: expect.stringMatching(/\w/),
      customer_group: null,
      narration_source: 'TEMPLATE',
      verdicts: [],
      error: null,
    });
    expect(decision.question_digest).toMatch(/^\\x[0-9a-f]{64}$/);
    expect(decision.narration_digest).toMatch(/^\\x[0-9a-f]{64}$/);
    const { constraints } = decision.interpretation as {
      constraints: { kind: string; span: object | null; filter: unknown }[];
    };
    expect(constraints.map(({ kind, filter }) => [kind, filter]).sort()).toEqual(
      answer.interpretation.constraints.map(({ kind, filter }) => [kind, filter]).sort(),
    );
    expect(constraints.find(({ kind }) => kind === 'PRICE_MAX')?.span).toEqual({ start: 15, end: 25 });
    const evidence = JSON.stringify(decision.evidence);
    for (const row of answer.rows)
      for (const known of [row.productId, row.variantId, row.price.amount]) expect(evidence).toContain(known);
    expect(decision.retrieval).toMatchObject({ mode: 'HYBRID', embeddingModel: 'builtin-1' });
  });

  it.each([
    'jacket for Zebedee under $145',
    'jacket Zebedee not leather in stock by Acme but lighter',
    'Zebedee',
    'jacket by Zebedee without Zebedee under 5 Zebedee',
    'zebedeee jackt',
  ])('has no word of the question in any column: %s', async (text) => {
    const { decision_id } = await chat(shop, { text });
    expect(JSON.stringify(await record(decision_id))).not.toMatch(/zebede|jackt/i);
  });

  it.each([
    ['an update', `update audit.decision set principal = 'nobody'`],
    ['a deletion', 'delete from audit.decision'],
    ['a truncation', 'truncate audit.decision cascade'],
  ])('is append-only: %s is refused to its owner too', async (_what, statement) => {
    await chat(shop, { text: 'leather jacket' });
    expect(await refusal(shop.query(statement))).toMatchObject({ code: '23001' });
  });

  it('gives each answer an id and a turn of its own', async () => {
    const answers = [
      await chat(shop, { text: 'leather jacket' }),
      await chat(shop, { text: 'leather jacket' }),
    ];
    expect(new Set(answers.map(({ decision_id }) => decision_id)).size).toBe(2);
  });
});
