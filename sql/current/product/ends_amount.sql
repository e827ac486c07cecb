create or replace function product.ends_amount(
  reading product.reading,
  last integer
)
returns boolean
as $$
declare
  v_form text := (ends_amount.reading).forms[ends_amount.last + 1];
  v_gap text := (ends_amount.reading).gaps[ends_amount.last + 1];
  v_lexemes product.lexeme[] := (ends_amount.reading).lexemes;
begin
  if v_form is null or v_gap ~ '[,;:!?.()…\n]|\s[-–—]\s' then
    return true;
  elsif v_gap !~ '^\s+$' then
    return false;
  elsif exists (select from unnest(v_lexemes) l where l.class = 'UNIT' and l.first = ends_amount.last + 1)
    -- "under 13 in", "over 13 in wide", but "under 13 in black".
    and (v_form <> 'in' or ends_amount.last + 2 > cardinality((ends_amount.reading).forms) or exists (
      select from unnest(v_lexemes) l where l.class = 'ATTRIBUTE' and l.meaning = 'number' and l.first = ends_amount.last + 2))
  then
    return false;
  end if;
  return (ends_amount.reading).taken[ends_amount.last + 1]
    or v_form in ('and', 'or', 'in', 'but', 'with', 'without', 'for', 'that', 'which', 'please', 'only', 'at', 'is', 'are', 'if', 'so', 'from', 'by')
    or v_form ~ '^[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+$'
    or exists (
      select from unnest(v_lexemes) l
      where l.class = 'PHRASE' and l.meaning not in ('LITERAL', 'PRIVATIVE', 'PRICED', 'NO_PRICE', 'CHILD', 'PERSON', 'BUDGET')
        and l.first = ends_amount.last + 1);
end
$$
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.ends_amount(product.reading, integer) is
  'Whether nothing behind a bare number, whose last word is given, makes it a count or a measure: the text ends, or a mark, a connecting word, a phrase of ours or something understood already follows.';

grant execute on function product.ends_amount(product.reading, integer) to trueshelf_api;
