import SchemaBuilder from '@pothos/core';
import RelayPlugin from '@pothos/plugin-relay';
import type { GatewayContext } from './context.ts';
import { decodeNodeId, encodeGlobalId } from './global-id.ts';
import { checkNodeCount } from './limits.ts';

/** Defines no types: every noun has a file of its own. Fields are non-null and inputs optional unless they say otherwise. */
export const builder = new SchemaBuilder<{
  Context: GatewayContext;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    CurrencyCode: { Input: string; Output: string };
    Date: { Input: string; Output: string };
    DateTime: { Input: string; Output: string };
    Decimal: { Input: string; Output: string };
    JSONObject: { Input: Record<string, unknown>; Output: Record<string, unknown> };
  };
}>({
  plugins: [RelayPlugin],
  defaultFieldNullability: false,
  relay: {
    encodeGlobalID: (typename, id) => encodeGlobalId(typename, String(id)),
    decodeGlobalID: (globalId) => decodeNodeId(globalId),
    idFieldOptions: {
      description: 'Opaque id, unique over all types. Keep it and send it back; do not read it.',
    },
    nodeTypeOptions: { description: 'Anything that has a global id and can be looked up by it.' },
    nodeQueryOptions: {
      description:
        'The object with this id, or null when there is none that you may see. One SQL call. BAD_ID for an id that Trueshelf did not give out.',
      args: { id: { description: 'An `id` of an earlier answer.' } },
    },
    nodesQueryOptions: {
      description:
        'The objects with these ids, in their order, null where there is none that you may see. One SQL call per type.',
      args: { ids: { description: 'At most 100 ids of earlier answers.' } },
      resolve: (_root, args, _context, _info, resolveNodes) => {
        checkNodeCount(args.ids.length);
        return resolveNodes(args.ids);
      },
    },
    pageInfoTypeOptions: { description: 'Where a page stands in the whole list.' },
    hasNextPageFieldOptions: { description: 'Whether there is more after this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether this page was asked for with `after`.' },
    startCursorFieldOptions: { description: 'Cursor of the first item; null on an empty page.' },
    endCursorFieldOptions: {
      description: 'Cursor of the last item, to send as `after`; null on an empty page.',
    },
  },
});

builder.queryType({ description: 'Questions. They change nothing and may be sent by GET.' });
builder.mutationType({ description: 'What leaves a trace. Send it by POST.' });
builder.subscriptionType({
  description:
    'What is told while it goes on, as server-sent events. It leaves a trace: send it by POST, with `Accept: text/event-stream`.',
});
