create or replace function product.narrate_relaxation(
  answer jsonb
)
returns jsonb
as $$
  select coalesce((
    select product.sentence(format(product.pick_wording(
        concat_ws(':', narrate_relaxation.answer ->> 'question', narrate_relaxation.answer ->> 'position', 'offer'),
        '%s there would be %s%s', '%s, I could show %s%s'),
      case
        when f.flag is not null then 'allowing ' || product.attribute_label(f.flag) || ' ones'
        when r.value ->> 'label' ~ '^any ' then 'with ' || (r.value ->> 'label')
        when r.value ->> 'label' ~ '^at most ' then 'up to ' || substr(r.value ->> 'label', 9)
        when r.value ->> 'label' ~ '^at least ' then 'from ' || substr(r.value ->> 'label', 10)
        when r.value ->> 'label' = 'also sold out' then 'counting what is sold out'
        when jsonb_array_length(r.value -> 'constraintIds') > 1 then format('taking “%s”', r.value ->> 'label')
        else regexp_replace(r.value ->> 'label', '^also ', 'allowing ')
      end,
      product.said_count((r.value ->> 'more')::integer, (r.value ->> 'exact')::boolean),
      case when jsonb_array_length(narrate_relaxation.answer #> '{page,items}') > 0 then ' more' else '' end))
    from jsonb_array_elements(narrate_relaxation.answer #> '{page,relaxations}') with ordinality r (value, position)
    left join lateral (
      select c.value #>> '{filter,exclude,attributes,0,name}' as flag
      from jsonb_array_elements(narrate_relaxation.answer #> '{page,interpretation,constraints}') c (value)
      where jsonb_array_length(r.value -> 'constraintIds') = 1 and c.value ->> 'id' = r.value #>> '{constraintIds,0}'
        and c.value #>> '{filter,exclude,attributes,0,values,0}' = 'true'
    ) f on true
    -- A price that is a little wider is the smaller thing to ask.
    order by r.value ->> 'label' ~ '^at (most|least) ' desc, r.position
    limit 1), '[]');
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate_relaxation(jsonb) is
  'The best that giving way would bring, as an offer: "Up to $34.00 there would be 6." Empty where nothing would help.';

grant execute on function product.narrate_relaxation(jsonb) to trueshelf_api;
