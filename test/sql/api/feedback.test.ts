import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import type { FeedbackKind } from '../../../src/decisions/decision.ts';
import { readDecisions } from '../../../src/decisions/read-decisions.ts';
import { readDemand } from '../../../src/decisions/read-demand.ts';
import { readJudged } from '../../../src/decisions/read-judged.ts';
import { sendFeedback } from '../../../src/decisions/send-feedback.ts';
import type { Claims } from '../../../src/retrieval/page.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { chat, merchant, refusal } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();
const ann: Claims = { sub: 'ann' };

const send = (
  database: Queryable,
  decisionId: string | null,
  kind: string | null,
  productId: string | null = null,
  claims: Claims | null = ann,
) =>
  sendFeedback(database, { decisionId: decisionId as string, kind: kind as FeedbackKind, productId }, claims);

describe('api.send_feedback', () => {
  it('keeps what was said of an answer and of its products; said again it is one row, of the first time', async () => {
    await inTransaction(shop, async (database) => {
      const { decision_id: id } = await chat(database, { text: 'frying pan', claims: ann });
      const clicked = await send(database, id, 'CLICKED', '13');
      expect(clicked).toMatchObject({ decisionId: id, kind: 'CLICKED', productId: '13', unrecorded: null });
      expect(await send(database, id, 'CLICKED', '13')).toEqual(clicked);
      const helpful = await send(database, id, 'HELPFUL');
      expect(await send(database, id, 'HELPFUL')).toEqual(helpful);
      const [decision] = await readDecisions(database, [id!], merchant);
      expect(decision!.feedback).toEqual([
        { feedbackId: clicked.feedbackId, kind: 'CLICKED', productId: '13', givenAt: clicked.givenAt },
        { feedbackId: helpful.feedbackId, kind: 'HELPFUL', productId: null, givenAt: helpful.givenAt },
      ]);
    });
  });

  it.each<[string, string, string | null, string | null, Claims | null]>([
    ['a product that was not shown', 'TSNFD', 'CLICKED', '18', ann],
    ['an answer to somebody else', 'TSNFD', 'HELPFUL', null, { sub: 'bob' }],
    ['a merchant who was not answered', 'TSNFD', 'HELPFUL', null, merchant],
    ['a click on nothing', 'TSOPT', 'CLICKED', null, ann],
    ['an unknown kind', 'TSOPT', 'LIKED', null, ann],
    ['no kind', 'TSOPT', null, null, ann],
  ])('refuses %s (%s)', async (_what, code, kind, productId, claims) => {
    await inTransaction(shop, async (database) => {
      const { decision_id: id } = await chat(database, { text: 'frying pan', claims: ann });
      const call = database.transaction((connection) => send(connection, id, kind, productId, claims));
      expect(await refusal(call)).toMatchObject({ code, hint: expect.stringMatching(/\w/) });
      expect(await database.query('select from audit.feedback')).toEqual([]);
    });
  });

  it.each(['update audit.feedback set kind = kind', 'delete from audit.feedback', 'truncate audit.feedback'])(
    'is append-only: %s is refused to its owner too',
    async (statement) => {
      await inTransaction(shop, async (database) => {
        const { decision_id: id } = await chat(database, { text: 'frying pan', claims: ann });
        await send(database, id, 'HELPFUL');
        expect(await refusal(database.query(statement))).toMatchObject({ code: '23001' });
      });
    },
  );

  it('says on a read-only database that it was not recorded', async () => {
    await inTransaction(shop, async (database) => {
      const { decision_id: id } = await chat(database, { text: 'frying pan', claims: ann });
      await database.query('set local transaction_read_only = on');
      expect(await send(database, id, 'HELPFUL')).toMatchObject({
        feedbackId: null,
        givenAt: null,
        unrecorded: 'the database is read-only, so this was not recorded',
      });
    });
  });
});

describe('api.judgments', () => {
  it('has the strongest of what was said of a question that stands alone and a product, while it is remembered', async () => {
    await inTransaction(shop, async (database) => {
      const first = await chat(database, { text: 'wool  scarf', claims: ann });
      await send(database, first.decision_id, 'WRONG', '18');
      const again = await chat(database, { text: 'wool scarf' });
      await send(database, again.decision_id, 'ADDED_TO_BASKET', '18', null);
      await send(database, again.decision_id, 'CLICKED', '18', null);
      const pan = await chat(database, { text: 'frying pan', claims: ann });
      await send(database, pan.decision_id, 'WRONG', '13');
      await send(database, pan.decision_id, 'HELPFUL');
      const leaning = await chat(database, {
        text: 'in stock',
        claims: ann,
        options: { conversation: pan.conversation_id },
      });
      await send(database, leaning.decision_id, 'CLICKED', '13');
      const gone = await chat(database, { text: 'rain jacket', claims: ann });
      await send(database, gone.decision_id, 'CLICKED', '5');
      await database.query('delete from memory.conversation where conversation_id = $1', [
        gone.conversation_id,
      ]);

      expect(await readJudged(database, null, 100)).toEqual([
        { query: 'frying pan', productId: 'frying-pan', grade: 0 },
        { query: 'wool scarf', productId: 'wool-scarf', grade: 2 },
      ]);
      expect(await readJudged(database, '2999-01-01T00:00:00Z', 100)).toEqual([]);
    });
  });

  it.each([0, 100_001])('refuses at_most %s (TSLIM)', async (atMost) => {
    expect(await refusal(readJudged(shop, null, atMost))).toMatchObject({ code: 'TSLIM' });
  });
});

describe('api.demand', () => {
  it('has the questions that found nothing, forgotten ones by their constraints, and what constraints turned away', async () => {
    await inTransaction(shop, async (database) => {
      await chat(database, { text: 'A zeppelin under $5', claims: ann });
      await chat(database, { text: 'a zeppelin  under $5' });
      const forgotten = await chat(database, { text: 'zeppelins under $5' });
      await chat(database, { text: 'frying pan under $10' });
      await chat(database, { text: 'frying pan' });
      await chat(database, { text: 'thanks' });
      await database.query('delete from memory.conversation where conversation_id = $1', [
        forgotten.conversation_id,
      ]);
      const demand = await readDemand(database, { since: null, first: 20 }, merchant);
      expect(demand.questions).toMatchObject([
        { question: 'a zeppelin under $5', times: 2, constraints: ['under $5.00'] },
        { question: 'frying pan under $10', times: 1, constraints: ['under $10.00'] },
        { question: null, times: 1, constraints: ['under $5.00'] },
      ]);
      expect(demand.constraints.find(({ label }) => label === 'under $10.00')).toEqual({
        key: 'PRICE_MAX',
        label: 'under $10.00',
        turnedAway: 1,
        questions: 1,
      });
      expect(
        (await readDemand(database, { since: '2999-01-01T00:00:00Z', first: 20 }, merchant)).questions,
      ).toEqual([]);
    });
  });

  it.each<[string, string, Claims | null, number]>([
    ['a shopper', 'TSFOR', ann, 20],
    ['who is not signed in', 'TSFOR', null, 20],
    ['k 0', 'TSLIM', merchant, 0],
    ['k 201', 'TSLIM', merchant, 201],
  ])('refuses %s (%s)', async (_what, code, claims, first) => {
    expect(await refusal(readDemand(shop, { since: null, first }, claims))).toMatchObject({ code });
  });
});
