import { builder } from './builder.ts';

interface MoneyShape {
  amount: string;
  currency: string;
}

export const Money = builder.objectRef<MoneyShape>('Money').implement({
  description: 'An amount in a currency.',
  fields: (t) => ({
    amount: t.expose('amount', {
      type: 'Decimal',
      description: 'The exact amount, in units of the currency (not cents).',
    }),
    currencyCode: t.expose('currency', { type: 'CurrencyCode', description: 'The currency of the amount.' }),
  }),
});
