-- Works on H2 and PostgreSQL alike.

create sequence subscriber_number;

create table subscription (
    iccid           varchar(20)  primary key,
    imsi            varchar(15)  not null unique,
    msisdn          varchar(15)  not null,
    algorithm       varchar(10)  not null,
    k               bytea        not null,
    opc             bytea        not null,
    pin1            varchar(8)   not null,
    puk1            varchar(8)   not null,
    adm1            varchar(8)   not null,
    sqn             bigint       not null,
    profile_type    varchar(100) not null,
    activation_code varchar(300),
    progress        varchar(20)  not null
);
