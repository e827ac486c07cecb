import { describe, expect, it } from 'vitest';
import { checkChatModel } from '../../src/doctor/check-chat-model.ts';
import { begin, stream, useModel } from '../narration/fake-model.ts';

const model = useModel();
const look = () =>
  checkChatModel({
    model: 'small',
    apiKey: 'sk-hunter2',
    baseUrl: model.baseUrl(),
    deadlineMs: 600,
    maxTokens: 500,
  });

describe('the check of the chat model', () => {
  it('is left out where none is set up', async () => {
    expect(await checkChatModel(null)).toEqual([]);
  });

  it('finds one that says what stands', async () => {
    model.say(
      { text: 'The Aldermoor cotton scarf by Trewick costs $24.00.', cites: ['1'] },
      'It is delivered free.',
    );
    expect(await look()).toMatchObject([
      {
        check: 'chat model',
        status: 'ok',
        found: expect.stringMatching(/^small begins after \d+ ms, and 1 of its 2 sentences stand$/),
      },
    ]);
    expect(model.asked).toHaveLength(1);
  });

  it('warns of one that says nothing that stands', async () => {
    model.say({ text: 'The Aldermoor cotton scarf costs $20.00.', cites: ['1'] });
    expect(await look()).toMatchObject([
      {
        status: 'warning',
        found: expect.stringMatching(/and 0 of its 1 sentences stand$/),
        action: expect.stringContaining('template'),
      },
    ]);
  });

  it.each([
    [
      'refuses',
      'status 401',
      (response: Parameters<typeof begin>[0]) => void response.writeHead(401).end('sk-hunter2'),
    ],
    ['is silent', 'no sentence within 300 ms', begin],
    [
      'speaks prose',
      'its answer does not fit the schema',
      (response: Parameters<typeof begin>[0]) => stream(response, 'Hello'),
    ],
  ])('warns of one that %s: "%s"', async (_what, detail, behave) => {
    model.behave(behave);
    const findings = await look();
    expect(findings).toMatchObject([{ status: 'warning', found: `small does not narrate: ${detail}` }]);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });
});
