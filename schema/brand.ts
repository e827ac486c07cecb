import type { ProductRow } from '../src/retrieval/catalogue.ts';
import { builder } from './builder.ts';

export const Brand = builder.objectRef<NonNullable<ProductRow['brand']>>('Brand').implement({
  description: 'A brand.',
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Key of the brand, to be used in filters.' }),
    name: t.exposeString('name', { description: 'Name to show.' }),
  }),
});
