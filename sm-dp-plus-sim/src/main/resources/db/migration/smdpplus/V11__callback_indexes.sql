-- Every callback is written three times: as few indexes as its queries need.
drop index callback_due;
drop index callback_iccid;
drop index callback_of_order;
create index callback_profile on callback (iccid, operator, id);
