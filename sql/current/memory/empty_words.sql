create or replace function memory.empty_words()
returns text[]
as $$
  select string_to_array('one,ones,it,its,them,they,these,those,this,that,thats,same,instead,also,too,as,well,or,and,but,just,only,maybe,perhaps,'
    'please,then,now,ok,okay,actually,rather,a,an,the,some,any,something,anything,what,how,about,with,more,other,else,is,are,'
    'be,make,made,prefer,preferably,ideally,bit,quite,very,really,so,again,meant,mean,guess,think,suppose,wait,hmm,um,oh,yes,'
    'yeah,no,not,sure,pls,plz,would,could,should,can,do,does,have,has,got,i,im,me,my,we,us,you,there,here,want,need,after,all,'
    'back,if,possible,why,when,which,who,nah,nope,yep,yup,go,goes,going,lets,let,whats,er,'
    'best,better,good,great,nice,nicer,nicest,similar,different,dollar,dollars,euro,euros,usd,eur,gbp', ',');
$$
language sql
immutable
parallel safe;

comment on function memory.empty_words() is
  'The words of a further turn that describe no thing: they point at things, tie words together, or are said while thinking.';

grant execute on function memory.empty_words() to trueshelf_api;
