import { expect, it } from 'vitest';
import { refusal } from '../fixture/ask.ts';
import { converse, countOf } from '../fixture/converse.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

it.each(['anonymous', 'Anonymous', ' anonymous '])(
  'nobody is named %j, as all are who have no name (TSCLM)',
  async (sub) => {
    const { conversationId } = await converse(shop, 'jacket');
    for (const statement of ['api.conversation($1, $2)', 'api.forget_conversation($1, $2)'])
      expect(
        await refusal(shop.query(`select ${statement}`, [conversationId, JSON.stringify({ sub })])),
      ).toMatchObject({ code: 'TSCLM', hint: expect.stringContaining('other than "anonymous"') });
    expect(await countOf(shop, 'memory.conversation')).toBeGreaterThan(0);
  },
);
