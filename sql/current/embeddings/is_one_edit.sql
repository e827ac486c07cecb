create or replace function embeddings.is_one_edit(
  written text,
  meant text
)
returns boolean
as $$
  with common as (
    select coalesce(
      (
        select min(i) - 1
        from generate_series(1, least(length(is_one_edit.written), length(is_one_edit.meant))) i
        where substr(is_one_edit.written, i, 1) <> substr(is_one_edit.meant, i, 1)
      ),
      least(length(is_one_edit.written), length(is_one_edit.meant))
    ) as n
  )
  select case
    when is_one_edit.written = is_one_edit.meant then true
    when length(is_one_edit.written) = length(is_one_edit.meant) then
      substr(is_one_edit.written, n + 2) = substr(is_one_edit.meant, n + 2)
      or (
        substr(is_one_edit.written, n + 1, 1) = substr(is_one_edit.meant, n + 2, 1)
        and substr(is_one_edit.written, n + 2, 1) = substr(is_one_edit.meant, n + 1, 1)
        and substr(is_one_edit.written, n + 3) = substr(is_one_edit.meant, n + 3)
      )
    when length(is_one_edit.written) = length(is_one_edit.meant) + 1 then
      substr(is_one_edit.written, n + 2) = substr(is_one_edit.meant, n + 1)
    when length(is_one_edit.meant) = length(is_one_edit.written) + 1 then
      substr(is_one_edit.written, n + 1) = substr(is_one_edit.meant, n + 2)
    else false
  end
  from common;
$$
language sql
immutable
parallel safe;

comment on function embeddings.is_one_edit(text, text) is
  'Whether two words differ by at most one insertion, deletion, substitution or swap of neighbours (optimal string alignment distance 0 or 1).';
