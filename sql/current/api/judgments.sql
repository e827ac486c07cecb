create or replace function api.judgments(
  since timestamptz default '-infinity',
  at_most integer default 10000
)
returns table (
  query text,
  product_id text,
  grade integer
)
as $$
begin
  if judgments.at_most is null or judgments.at_most not between 1 and 100000 then
    raise exception using errcode = 'TSLIM',
      message = format('at_most is %s, expected 1 to 100000', coalesce(judgments.at_most::text, 'null')),
      hint = 'Ask for fewer, the newest of which come.';
  end if;
  return query
    select j.*
    from audit.judgments(coalesce(judgments.since, '-infinity'), judgments.at_most, statement_timestamp()) j;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.judgments(timestamptz, integer) is
  'What people did with answers since an instant, as the judgments that "trueshelf eval" reads: a question, a product (its handle) and the strongest grade that was given: ADDED_TO_BASKET 2, CLICKED and HELPFUL 1, WRONG 0. Only questions that stand alone and are remembered. Raises TSLIM.';

grant execute on function api.judgments(timestamptz, integer) to trueshelf_operator;
