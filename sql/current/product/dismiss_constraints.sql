create or replace function product.dismiss_constraints(
  interpretation jsonb,
  dismissed text[]
)
returns jsonb
as $$
  with read as (
    select e.value, e.position, product.constraint_key(e.value) as key,
      -- A current price is no wish that one could do without: it is demanded of every offer, whatever the text says.
      e.value ->> 'kind' <> 'CURRENT_PRICE'
        and coalesce(product.constraint_key(e.value) = any (dismiss_constraints.dismissed), false) as dismissed
    from jsonb_array_elements(dismiss_constraints.interpretation -> 'constraints') with ordinality e (value, position)
  ),
  -- A piece of text under each key that it speaks of: "between $20 and $50" under two, which are taken back one by one.
  piece as (
    select r.value -> 'span' as span, r.key, min(r.position) as position
    from read r
    where r.dismissed
    group by r.value -> 'span', r.key
  )
  select dismiss_constraints.interpretation || jsonb_build_object(
    'constraints', (select coalesce(jsonb_agg(r.value order by r.position) filter (where not r.dismissed), '[]') from read r),
    'ignored', (dismiss_constraints.interpretation -> 'ignored') || (
      select coalesce(
        jsonb_agg(jsonb_build_object(
          'span', p.span, 'kind', 'DISMISSED', 'key', p.key, 'reason', 'left aside on request') order by p.position), '[]')
      from piece p));
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.dismiss_constraints(jsonb, text[]) is
  'What product.interpret_text read, without the constraints that have one of these keys (see product.constraint_key): their pieces of text are listed as ignored. To be called before anything is decided by what the text says, the currency of the answer included. A key that nothing has changes nothing; null dismisses nothing.';

grant execute on function product.dismiss_constraints(jsonb, text[]) to trueshelf_api;
