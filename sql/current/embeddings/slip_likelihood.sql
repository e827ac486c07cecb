create or replace function embeddings.slip_likelihood(
  written text,
  meant text
)
returns real
as $$
  with common as (
    select coalesce(
      (
        select min(i) - 1
        from generate_series(1, least(length(slip_likelihood.written), length(slip_likelihood.meant))) i
        where substr(slip_likelihood.written, i, 1) <> substr(slip_likelihood.meant, i, 1)
      ),
      least(length(slip_likelihood.written), length(slip_likelihood.meant))
    ) as n
  )
  -- A letter can be left out, or swapped with the next, in one way at each place; a wrong or additional one is any of 25
  -- or 26. That they are made about as often leaves little to each. 10 stands between this and the few keys that lie near.
  select case
    when slip_likelihood.written = slip_likelihood.meant then 10
    when length(slip_likelihood.written) = length(slip_likelihood.meant) then
      case
        when substr(slip_likelihood.written, n + 2) = substr(slip_likelihood.meant, n + 2) then 1
        when substr(slip_likelihood.written, n + 1, 1) = substr(slip_likelihood.meant, n + 2, 1)
          and substr(slip_likelihood.written, n + 2, 1) = substr(slip_likelihood.meant, n + 1, 1)
          and substr(slip_likelihood.written, n + 3) = substr(slip_likelihood.meant, n + 3) then 10
        else 0
      end
    when length(slip_likelihood.written) = length(slip_likelihood.meant) + 1
      and substr(slip_likelihood.written, n + 2) = substr(slip_likelihood.meant, n + 1) then 1
    when length(slip_likelihood.meant) = length(slip_likelihood.written) + 1
      and substr(slip_likelihood.written, n + 1) = substr(slip_likelihood.meant, n + 2) then 10
    else 0
  end
  from common;
$$
language sql
immutable
parallel safe;

comment on function embeddings.slip_likelihood(text, text) is
  'How likely one slip turns the word that was meant into the one written, by the kind of slip: 10 where a letter was left out or two neighbours were swapped, 1 where a letter is wrong or too many, 0 where it takes more than one slip (optimal string alignment distance above 1).';
