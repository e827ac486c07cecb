create or replace function product.narrate_aside(
  answer jsonb
)
returns jsonb
as $$
  select
    coalesce((
      select product.sentence('I read ' || product.listed(array_agg(format('“%s” as “%s”', r.word, r.meant) order by r.position)))
      from (
        select e.value ->> 'from' as word, string_agg(e.value ->> 'to', '” or “' order by e.position) as meant, min(e.position) as position
        from jsonb_array_elements(narrate_aside.answer #> '{page,interpretation,repairs}') with ordinality e (value, position)
        group by 1
      ) r
    ), '[]')
    || coalesce((
      select product.sentence(case when count(*) = 1 then min(format('I left “%s” aside: %s', g.words, g.reason))
        else 'I left aside ' || product.listed(array_agg(format('“%s” (%s)', g.words, g.reason) order by g.position)) end)
      from (
        select min(e.position) as position, coalesce(e.value #>> '{span,text}', e.value ->> 'label') as words, btrim(e.value ->> 'reason', ' .') as reason
        from jsonb_array_elements(narrate_aside.answer #> '{page,interpretation,ignored}') with ordinality e (value, position)
        group by 2, 3
      ) g
      where g.words is not null
      having count(*) > 0
    ), '[]')
    || case when jsonb_array_length(narrate_aside.answer #> '{page,items}') > 0
      then product.sentence(narrate_aside.answer #>> '{page,retrieval,degraded}') else '[]' end;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate_aside(jsonb) is
  'How misspelt words were read, what of the question was left aside, each with its reason, and why the search was less than it could be.';

grant execute on function product.narrate_aside(jsonb) to trueshelf_api;
