create or replace function product.narrate_memory(
  answer jsonb
)
returns jsonb
as $$
  select case
    when narrate_memory.answer ->> 'move' = 'RESTART' then product.sentence('I have forgotten what we had')
    else coalesce((
      select product.sentence(product.pick_wording(
          concat_ws(':', narrate_memory.answer ->> 'question', narrate_memory.answer ->> 'position', 'memory'),
          'I have dropped ', 'I no longer ask for ', 'I let go of ') || product.listed(array_agg(distinct coalesce(
            case when s.value ->> 'key' = 'IN_STOCK_AT' then regexp_replace(s.value ->> 'label', '^in stock at ', '') end, product.key_noun(s.value ->> 'key')))))
      from jsonb_array_elements(coalesce(narrate_memory.answer -> 'superseded', '[]')) s (value)
      where s.value ->> 'why' = 'FORGOTTEN' and s.value ->> 'key' is not null
        -- Of a topic some words may have gone with a place or a colour.
        and (s.value ->> 'key' <> 'TOPIC' or not jsonb_path_exists(narrate_memory.answer, '$.facts[*] ? (@.key == "TOPIC")')
          or not jsonb_path_exists(narrate_memory.answer, '$.superseded[*] ? (@.why == "FORGOTTEN" && @.key != "TOPIC")'))
      having count(*) > 0
    ), '[]')
  end;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate_memory(jsonb) is 'What the conversation was asked to forget, in a sentence; empty for nothing.';

grant execute on function product.narrate_memory(jsonb) to trueshelf_api;
