import type { WalkthroughStep } from './walkthrough-step.ts';

/** What takes more than one question, or more than the public: by psql alone. */
export const psqlSteps: readonly WalkthroughStep[] = [
  {
    operation: 'ForTheTrade',
    title: 'For the trade',
    story:
      'Who asks decides what is true. A customer group has prices of its own, and products that nobody else may see; the claims are the last argument of every entry point.',
    see: [
      'the public sees the Tarn at $158; group wholesale sees it at $96, and a sample that the public does not',
    ],
    sql: `select 'everybody' as who, title, price
from api.similar_items('Tarn suede field jacket', 1)
union all
select 'wholesale', title, price
from api.similar_items('Tarn suede field jacket', 1, claims => '{"sub": "anna", "group": "wholesale"}')
union all
select 'everybody', title, price
from api.similar_items('Cass leather sample jacket', 1)
union all
select 'wholesale', title, price
from api.similar_items('Cass leather sample jacket', 1, claims => '{"sub": "anna", "group": "wholesale"}');`,
  },
  {
    operation: 'TheNextAnswerKnows',
    title: 'The next answer knows',
    story:
      'Nothing is copied into an index. A stock level changed by plain SQL is in the next answer; here in a transaction that is rolled back, so that the shop stays as it was.',
    see: ['the jacket of the first row is gone after the update, and nothing was embedded or indexed anew'],
    sql: `begin;
select title, sku, available
from api.similar_items('leather biker jacket in stock', 1);
update product.stock s
set on_hand = 0
from product.sku k, api.similar_items('leather biker jacket in stock', 1) first
where k.product_id = first.product_id and (s.product_id, s.variant_id) = (k.product_id, k.variant_id);
select title, sku, available
from api.similar_items('leather biker jacket in stock', 1);
rollback;`,
  },
  {
    operation: 'WordsAreRows',
    title: 'Words are rows',
    story:
      'The rules know grammar; every word that they know is a row, and a row that is added is read by the next question, with no restart and no fitting. Here a phrase that bounds a price and a value that a word means as well; both are rolled back.',
    see: [
      'before: nobody has said what "aqua" and "no dearer than" mean, so that they are searched for as words',
      'after: two demands, and the rows that they came from; what is found meets both',
    ],
    sql: `begin;
select i ->> 'residue' as searched_for, v ->> 'label' as demand, v #>> '{span,text}' as said, v ->> 'origin' as row
from api.interpret('a cushion in aqua, no dearer than $40') i
left join jsonb_array_elements(i -> 'constraints') with ordinality f (v, position) on v ->> 'source' <> 'DEFAULT'
order by f.position;
insert into product.phrase (phrase, meaning) values ('no dearer than', 'PRICE_AT_MOST');
insert into product.value_synonym (attribute, term, value) values ('colour', 'aqua', 'teal'), ('colour', 'aqua', 'petrol');
select i ->> 'residue' as searched_for, v ->> 'label' as demand, v #>> '{span,text}' as said, v ->> 'origin' as row
from api.interpret('a cushion in aqua, no dearer than $40') i
left join jsonb_array_elements(i -> 'constraints') with ordinality f (v, position) on v ->> 'source' <> 'DEFAULT'
order by f.position;
select rank, title, options_of_variant ->> 'colour' as colour, price
from api.similar_items('a cushion in aqua, no dearer than $40', 3);
rollback;`,
  },
  {
    operation: 'WhatWasDecided',
    title: 'What was decided, and why',
    story:
      'Every chat leaves a row that cannot be changed: what was demanded, from which words, and which offers answered. The question itself is not in it, since it may identify a person.',
    see: ['the demands of the last chat, and who made them: the text, or every question'],
    sql: `select c ->> 'label' as demanded, c ->> 'source' as source
from (select d.* from audit.decision d order by d.decision_id desc limit 1) d
cross join jsonb_array_elements(d.interpretation -> 'constraints') c;`,
  },
];
