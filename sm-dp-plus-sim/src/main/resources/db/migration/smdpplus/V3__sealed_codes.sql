-- Hashes of Confirmation Codes are sealed from now on: a code of a few digits is soon guessed from its hash. Open hashes
-- are not kept; an order that waits for such a code is an Error.
update profile_order set state = 'ERROR'
    where cc_hash is not null and state in ('CONFIRMED', 'RELEASED', 'DOWNLOADED');
update profile_order set cc_hash = null;

alter table profile_order alter column matching_id set data type varchar(255);
create index profile_order_expires on profile_order (expires_at);
