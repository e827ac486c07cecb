import type OpenAI from 'openai';
import { z } from 'zod';
import type { Usage } from './chat-answer.ts';
import { readEvents } from './event-stream.ts';
import { TellingError } from './narrator-failure.ts';
import { type makeNarratorMessages, narrationJsonSchema } from './narrator-prompt.ts';

export interface CompletionCall {
  client: OpenAI;
  model: string;
  maxTokens: number;
  messages: ReturnType<typeof makeNarratorMessages>;
  /** What this call takes is added to it, as soon as the provider tells. */
  usage: Usage;
  signal: AbortSignal;
}

const tokens = z.number().int().min(0).max(100_000_000).catch(0);

/** A server that only speaks nearly this protocol may leave out anything. */
const chunk = z.object({
  error: z.unknown().optional(),
  choices: z
    .array(
      z.object({
        delta: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: z.object({ prompt_tokens: tokens, completion_tokens: tokens }).nullish(),
});

/**
 * The content of one streamed completion, piece by piece; ends when the model has. Reads no further than it is asked. Throws
 * what the client throws, SyntaxError, ZodError, TellingError.
 */
export async function* openCompletion(call: CompletionCall): AsyncGenerator<string, void> {
  const { client, model, maxTokens, messages, usage, signal } = call;
  const response = await client.chat.completions
    .create(
      {
        model,
        temperature: 0,
        max_completion_tokens: maxTokens,
        stream: true,
        stream_options: { include_usage: true },
        messages,
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'narration', strict: true, schema: narrationJsonSchema },
        },
      },
      { signal },
    )
    .asResponse();
  if (response.body === null || !/^text\/event-stream/i.test(response.headers.get('content-type') ?? '')) {
    await response.body?.cancel();
    throw new TellingError('MALFORMED', 'its answer is no stream of events', false);
  }
  const before = { ...usage };
  let finish: string | null = null;
  for await (const data of readEvents(response.body)) {
    if (data.startsWith('[DONE]')) break;
    const { error, choices, usage: spent } = chunk.parse(JSON.parse(data));
    if (error != null) throw new TellingError('REFUSED', 'an error in its stream', true);
    if (spent) {
      // Some tell what has been taken so far with every piece.
      usage.promptTokens = before.promptTokens + spent.prompt_tokens;
      usage.completionTokens = before.completionTokens + spent.completion_tokens;
    }
    const [choice] = choices ?? [];
    if (choice?.delta?.refusal) throw new TellingError('REFUSED', 'the model refused', false);
    if (finish === null && choice?.delta?.content) yield choice.delta.content;
    finish ??= choice?.finish_reason ?? null;
    if (finish !== null && spent) break;
  }
  if (finish === 'length')
    throw new TellingError('CUT', 'its answer was cut short at the bound of tokens', false);
  if (finish === 'content_filter')
    throw new TellingError('REFUSED', "the provider's filter stopped it", false);
}
