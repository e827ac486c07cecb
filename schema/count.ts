import { builder } from './builder.ts';

export const Count = builder.objectRef<{ value: number; exact: boolean }>('Count').implement({
  description: 'How many there are, and whether that is the exact number.',
  fields: (t) => ({
    value: t.exposeInt('value', { description: 'The number counted.' }),
    exact: t.exposeBoolean('exact', {
      description:
        'True: exactly `value`. False: counting stopped at its bound, so show "more than `value`".',
    }),
  }),
});
