-- Which session has bound a package last: a failure that an older one reports says nothing of the newer package.
alter table profile_order add column bound_session varchar(32); -- TransactionID, hexadecimal
