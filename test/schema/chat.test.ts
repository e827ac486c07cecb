import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../schema/global-id.ts';
import { useDatabase } from '../harness/use-database.ts';
import { makeClient } from '../server/client.ts';
import { fillSmallShop } from './small-shop.ts';

const database = useDatabase('empty');
const client = makeClient(database);
beforeAll(() => fillSmallShop(database));

const chat = (input: object) =>
  client.ask(
    `mutation ($input: ChatInput!) {
      chat(input: $input) {
        narration { text sentences { text cites } }
        evidence { rank product { id handle } variant { offers { price { amount } } } price { money { amount } } }
        interpretation { text residue constraints { label } } retrieval { mode emptyReason }
        totalCount { value exact } asOf currencyCode decisionId unrecorded
      }
    }`,
    { input },
  );

describe('chat', () => {
  it('answers with evidence, and prose that names only what is among it', async () => {
    const { data, errors } = await chat({ question: 'lamp under $150, in stock' });
    const { narration, evidence, interpretation, totalCount } = data.chat;

    expect(errors).toEqual([]);
    expect(evidence).toEqual([
      {
        rank: 1,
        product: { id: encodeGlobalId('Product', '2'), handle: 'floor-lamp' },
        variant: { offers: [{ price: { amount: '90.50' } }] },
        price: { money: { amount: '90.50' } },
      },
    ]);
    expect(interpretation.text).toBe('lamp under $150, in stock');
    expect(totalCount).toEqual({ value: 1, exact: true });
    expect(narration.text).toContain('Floor lamp');
    expect(narration.text).toContain('$90.50');
    expect(narration.text).not.toContain('Desk lamp');
    expect(narration.sentences.flatMap(({ cites }: { cites: string[] }) => cites)).toContain(
      evidence[0].product.id,
    );
    for (const { cites } of narration.sentences)
      expect([evidence[0].product.id]).toEqual(expect.arrayContaining(cites));
  });

  it('is recorded, without the words of the question in the decision', async () => {
    const { data } = await chat({ question: 'a lamp for Ada Lovelace' });
    const uuid = Buffer.from(data.chat.decisionId, 'base64url')
      .toString()
      .replace(/^Decision:/, '');
    const rows = await database.query<{ decision: string }>(
      'select to_jsonb(d)::text as decision from audit.decision d where d.decision_id = $1',
      [uuid],
    );
    expect(data.chat.unrecorded).toBeNull();
    expect(rows).toHaveLength(1);
    expect(rows[0]!.decision).not.toContain('Lovelace');
  });

  it('says honestly that it found nothing, and why', async () => {
    const { data, errors } = await chat({ question: 'zeppelin' });
    expect(errors).toEqual([]);
    expect(data.chat.evidence).toEqual([]);
    expect(data.chat.totalCount).toEqual({ value: 0, exact: true });
    expect(data.chat.retrieval.emptyReason).toEqual(expect.stringMatching(/\w/));
    expect(data.chat.narration.text).toEqual(expect.stringMatching(/\w/));
    expect(data.chat.narration.sentences.every(({ cites }: { cites: string[] }) => cites.length === 0)).toBe(
      true,
    );
  });

  it('takes filter, size, instant and currency as arguments', async () => {
    const { data } = await chat({
      question: 'lamp',
      where: { brands: ['lumen-works'] },
      first: 1,
      asOf: '2025-05-01T00:00:00Z',
      currency: 'EUR',
    });
    expect(data.chat.currencyCode).toBe('EUR');
    expect(Date.parse(data.chat.asOf)).toBe(Date.parse('2025-05-01T00:00:00Z'));
    expect(data.chat.evidence.map(({ price }: { price: unknown }) => price)).toEqual([
      { money: { amount: '170.00' } },
    ]);
  });

  it('costs one SQL call, and one for each level below it', async () => {
    client.takeCalls();
    await chat({ question: 'lamp' });
    expect(client.takeCalls().sort()).toEqual(['chat', 'load_offers', 'load_products']);
  });
});
