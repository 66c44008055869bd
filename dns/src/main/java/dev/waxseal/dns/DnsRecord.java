package dev.waxseal.dns;

/** The data of one resource record. */
public sealed interface DnsRecord
    permits ARecord, AaaaRecord, CnameRecord, MxRecord, PtrRecord, TxtRecord {}
