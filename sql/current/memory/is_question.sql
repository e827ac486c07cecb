create or replace function memory.is_question(
  reading product.reading
)
returns boolean
as $$
  select (is_question.reading).content ~ '\?\s*$'
    or exists (
      select
      from unnest((is_question.reading).forms) with ordinality w (form, position)
      where w.form in ('what', 'whats', 'which', 'whichs', 'how', 'hows', 'is', 'isnt', 'are', 'arent', 'does', 'doesnt', 'do', 'has', 'have', 'will',
          'was', 'where', 'when', 'who', 'why', 'did')
        and memory.begins_piece(is_question.reading, w.position::integer)
    )
    or exists (
      select from unnest((is_question.reading).lexemes) l
      where l.class = 'MOVE' and l.meaning = 'ASK'
        and (l.last > l.first or l.value = 'EVERYTHING') and memory.begins_piece(is_question.reading, l.first)
    );
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.is_question(product.reading) is
  'Whether a turn asks about something ("is it …", "how heavy …", "tell me more about it") or wants it shown, and does not only name what is wanted.';

grant execute on function memory.is_question(product.reading) to trueshelf_api;
