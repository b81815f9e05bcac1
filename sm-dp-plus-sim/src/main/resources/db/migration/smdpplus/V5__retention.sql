-- What belongs to an order that is dropped goes with it.
create index callback_of_order on callback (iccid);
