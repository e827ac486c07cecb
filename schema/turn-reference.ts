import { builder } from './builder.ts';
import { encodeGlobalId } from './global-id.ts';

export const TurnReference = builder.objectRef<{ id: string; position: number }>('TurnReference').implement({
  description: 'A turn of a conversation: one question with its answer.',
  fields: (t) => ({
    id: t.id({
      description: 'Opaque id of the turn.',
      resolve: ({ id }) => encodeGlobalId('Turn', id),
    }),
    position: t.exposeInt('position', { description: 'Its place in the conversation, from 1.' }),
  }),
});
