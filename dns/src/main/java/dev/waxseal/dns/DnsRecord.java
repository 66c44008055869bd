package dev.waxseal.dns;

/** The data of a resource record, of one of the types that e-mail asks for. */
public sealed interface DnsRecord permits TxtRecord {}
