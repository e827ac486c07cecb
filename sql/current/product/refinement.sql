create or replace function product.refinement(
  question product.question,
  filter jsonb,
  keys text[]
)
returns jsonb
as $$
declare
  v_filter jsonb := refinement.filter;
  v_dismiss jsonb := coalesce((refinement.question).options -> 'dismiss', '[]');
begin
  if v_filter -> 'price' = '{}' then
    v_filter := v_filter - 'price';
  end if;
  if v_filter -> 'exclude' = '{}' then
    v_filter := v_filter - 'exclude';
  end if;
  -- The text may have decided the currency, by what is dismissed now.
  if not coalesce(v_filter -> 'price' ? 'currency', false)
    and not (refinement.question).options ? 'currency'
    and jsonb_path_exists((refinement.question).interpretation, '$.constraints[*].filter.price.currency')
    and (refinement.question).currency is distinct from product.default_currency()
  then
    v_filter := v_filter || jsonb_build_object('price',
      coalesce(v_filter -> 'price', '{}') || jsonb_build_object('currency', (refinement.question).currency));
  end if;
  -- Also what an argument demanded: the text may say it as well, or the contrary that the argument overrode, and would take its
  -- place.
  if (refinement.question).interpretation ->> 'text' <> '' and refinement.keys <> '{}' then
    v_dismiss := v_dismiss || coalesce((
      select jsonb_agg(distinct d.key)
      from (
        select k.key from unnest(refinement.keys) k (key)
        union all
        select i.value ->> 'key'
        from jsonb_array_elements((refinement.question).interpretation -> 'ignored') i (value)
        where i.value ->> 'kind' = 'OVERRIDDEN' and i.value ->> 'key' <> 'SORT'
      ) d
      where not v_dismiss ? d.key), '[]');
  end if;
  return jsonb_build_object('where', v_filter, 'dismiss', v_dismiss);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.refinement(product.question, jsonb, text[]) is
  'The filter and the dismissals to send in place of the ones of a question: {where, dismiss}. keys: constraints that are not to hold any more, of which filter is free already.';

grant execute on function product.refinement(product.question, jsonb, text[]) to trueshelf_api;
