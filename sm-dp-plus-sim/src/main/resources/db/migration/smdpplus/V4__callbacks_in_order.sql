-- Points of one Profile are told in their order, each under one call identifier however often it is tried.
delete from callback; -- those before name no Profile
alter table callback add column iccid varchar(20) not null;
alter table callback add column call_id varchar(40) not null;
alter table callback add column created_at timestamp with time zone not null;
create index callback_iccid on callback (operator, iccid, id);
create index callback_operator on callback (operator, due_at);
