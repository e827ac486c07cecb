import type { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { GatewayContext } from '../../schema/context.ts';
import { refusal } from './refusal.ts';

/**
 * What holds for a subscription, before anything of it is begun. By GET a page of another site could have one answered, and
 * recorded, in the name of a browser that reaches this gateway. An answer that nobody would read must not be asked for at all: Yoga
 * begins it and then finds that it cannot send it.
 */
export function useStreams(): Plugin<GatewayContext & { request: Request }> {
  return {
    onSubscribe({ args: { contextValue }, setResultAndStopExecution }) {
      const { method, headers } = contextValue.request;
      const error =
        method === 'POST' ? (acceptsEvents(headers.get('accept')) ? null : notAcceptable()) : notByGet();
      if (error !== null) setResultAndStopExecution({ errors: [error] });
    },
    onResponse({ response }) {
      // nginx would keep events back until it has a buffer full of them.
      if (response.headers.get('content-type')?.startsWith('text/event-stream'))
        response.headers.set('x-accel-buffering', 'no');
    },
  };
}

function acceptsEvents(accept: string | null): boolean {
  if (accept === null || accept.trim() === '') return true;
  return accept
    .toLowerCase()
    .split(',')
    .some(
      (range) =>
        /^\s*(text\/event-stream|text\/\*|\*\/\*)\s*(;|$)/.test(range) &&
        !/;\s*q=0(\.0*)?\s*(;|$)/.test(range),
    );
}

function notAcceptable(): GraphQLError {
  return refusal(
    406,
    'NOT_ACCEPTABLE',
    'Found an Accept header without text/event-stream; expected it, because a subscription is answered by server-sent events.',
    'Send "Accept: text/event-stream", or ask the mutation for the whole answer at once.',
  );
}

function notByGet(): GraphQLError {
  return refusal(
    405,
    'BAD_REQUEST',
    'Found a subscription by GET; expected POST, because it leaves a trace.',
    "Send it by POST: fetch can, a browser's EventSource cannot.",
    { Allow: 'POST' },
  );
}
