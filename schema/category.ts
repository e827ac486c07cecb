import type { ProductRow } from '../src/retrieval/catalogue.ts';
import { builder } from './builder.ts';

const CategoryStep = builder.objectRef<{ slug: string; name: string }>('CategoryStep').implement({
  description: 'One step of the way from the root of the category tree, for breadcrumbs.',
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Key of the category, to be used in filters.' }),
    name: t.exposeString('name', { description: 'Name to show.' }),
  }),
});

export const Category = builder.objectRef<ProductRow['category']>('Category').implement({
  description: 'A category of the tree. A filter that names it means its subcategories as well.',
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Key of the category, to be used in filters.' }),
    name: t.exposeString('name', { description: 'Name to show.' }),
    path: t.field({
      type: [CategoryStep],
      description: 'The categories from the root to this one, itself last.',
      resolve: ({ slug, name, path }) => [...path, { slug, name }],
    }),
  }),
});
