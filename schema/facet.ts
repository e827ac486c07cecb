import type { Facet as FacetRow, FacetValue as FacetValueRow } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';
import { CandidateBasis } from './candidate-basis.ts';
import { Refinement } from './refinement.ts';

const FacetGroup = builder.enumType('FacetGroup', {
  description: 'What the values of a facet are.',
  values: {
    CATEGORY: { description: 'Categories, as a tree.' },
    BRAND: { description: 'Brands.' },
    PRICE: { description: 'Ranges of the current price.' },
    ATTRIBUTE: { description: 'Values of one attribute, which `Facet.name` names.' },
    AVAILABILITY: { description: 'In stock.' },
  } as const,
});

const FacetValue = builder.objectRef<FacetValueRow>('FacetValue').implement({
  description: 'One value that the answer can be narrowed to.',
  fields: (t) => ({
    value: t.exposeString('value', {
      description: 'Key of the value within its facet: a slug for categories and brands.',
    }),
    label: t.exposeString('label', { description: 'The value in words, to show.' }),
    count: t.exposeInt('count', {
      description:
        'What `totalCount` is with this value alone in its facet: products with an offer that has it and meets every constraint of the other facets. Beside other selected values of the facet, `apply` adds at most so many to the total, since a product may have several of them. `Facet.exact` says whether it is the exact number or at least so many.',
    }),
    selected: t.exposeBoolean('selected', {
      description: 'Whether it is demanded already, by `where` or by the text.',
    }),
    parent: t.exposeString('parent', {
      nullable: true,
      description:
        'Of a category: the `value` of the one above it in this facet, which comes before it; null at the top.',
    }),
    min: t.expose('min', {
      type: 'Decimal',
      nullable: true,
      description: 'Of a price range: its lowest price, itself included; null when it is open below.',
    }),
    max: t.expose('max', {
      type: 'Decimal',
      nullable: true,
      description: 'Of a price range: where it ends, itself not included; null when it is open above.',
    }),
    apply: t.expose('apply', {
      type: Refinement,
      description: 'Adds this value to the question, or takes it away where it is selected.',
    }),
  }),
});

export const Facet = builder.objectRef<FacetRow>('Facet').implement({
  description:
    'One way to narrow the answer, with its values. Several values of one facet mean any of them; several facets mean all of them.',
  fields: (t) => ({
    group: t.expose('group', { type: FacetGroup, description: 'What its values are.' }),
    name: t.exposeString('name', {
      nullable: true,
      description: 'Name of the attribute, as in an `AttributeFilter`; null in the other groups.',
    }),
    label: t.exposeString('label', { description: 'Heading to show.' }),
    basis: t.expose('basis', { type: CandidateBasis, description: 'Which products were counted.' }),
    exact: t.exposeBoolean('exact', {
      description:
        'True: the counts are the exact numbers of the basis. False: counting stopped at its bound, so every count says "at least".',
    }),
    values: t.expose('values', {
      type: [FacetValue],
      description:
        'The values in the order to show them, what is selected among them even where it counts nothing. Categories come as a tree: each before those below it, siblings with most products first.',
    }),
    more: t.exposeInt('more', { description: 'How many further values were left out.' }),
    min: t.expose('min', {
      type: 'Decimal',
      nullable: true,
      description: 'Of prices: the lowest there is, in the currency of the answer; null in the other groups.',
    }),
    max: t.expose('max', {
      type: 'Decimal',
      nullable: true,
      description: 'Of prices: the highest there is; null in the other groups.',
    }),
  }),
});
