create or replace function product.narrate_talk(
  answer jsonb
)
returns jsonb
as $$
  select case
    -- A question about the shop: product.narrate_aside says why it has no answer.
    when jsonb_path_exists(narrate_talk.answer, '$.page.interpretation.ignored[*]') then product.narrate_aside(narrate_talk.answer)
    when narrate_talk.answer ->> 'question' ~* '\m(thank|thanks|thx|cheers|great|perfect|cool|nice|ok|okay|bye|goodbye)\M' then
      product.sentence(product.pick_wording(s.seed, 'you are welcome', 'gladly'))
      || product.sentence(product.pick_wording(s.seed, 'ask on whenever you like: “cheaper”, “in black” or “the second one, what sizes are there?”',
        'you can go on with “under …”, “show me more” or a new search'))
    else product.sentence(product.pick_wording(s.seed, 'hello', 'good to see you', 'welcome'))
      || product.sentence(product.pick_wording(s.seed,
        'tell me what you are looking for, in your own words, with a price, a colour or a size if you like; I show what there is, with price and stock',
        'say what you need and what it may cost, and I look for it; then narrow it down, compare, or ask about one of the products'))
  end
  from (select concat_ws(':', narrate_talk.answer ->> 'question', narrate_talk.answer ->> 'position', 'talk') as seed) s;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate_talk(jsonb) is 'An answer to a greeting or to thanks, and what may be asked; to a question that nothing here can answer, why.';

grant execute on function product.narrate_talk(jsonb) to trueshelf_api;
