#!/usr/bin/env bash
# Mail::DMARC reads a second result of DKIM as a copy of the first, and dies at a report that has a
# namespace.
#
# A record has any number of dkim elements. A good guess is that each is read; but the values are
# looked for below the record, not below the element at hand, so that each result gets those of the
# first. The schema of RFC 7489 has a namespace, to which its root element belongs; most reports
# have none, and a good guess is that both are read. Mail::DMARC asks for /feedback without one, and
# calls a method of what it did not find. RFC 9990 has its namespace in all elements.
#
# Run: 2026-11-30, libmail-dmarc-perl 1.20211209-4 of Debian 12.
# Depends on it: nothing; docs/send-reports.md tells who can read our reports.
set -euo pipefail
version=1.20211209-4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get -q download "libmail-dmarc-perl=$version" > apt.log 2>&1 || { cat apt.log; exit 2; }
dpkg -x ./*.deb root
export PERL5LIB=$work/root/usr/share/perl5
/usr/bin/perl -MXML::LibXML -MEmail::MIME -MConfig::Tiny -MNet::IP -e 1 2> perl.log || { cat perl.log; exit 2; }

cat > plain.xml <<'XML'
<?xml version="1.0"?>
<feedback>
<report_metadata><org_name>Receiver</org_name><email>dmarc@receiver.example</email>
<report_id>1@receiver.example</report_id>
<date_range><begin>1793577600</begin><end>1793663999</end></date_range></report_metadata>
<policy_published><domain>example.org</domain><adkim>r</adkim><aspf>r</aspf><p>none</p>
<sp>none</sp><pct>100</pct></policy_published>
<record>
<row><source_ip>192.0.2.25</source_ip><count>2</count><policy_evaluated>
<disposition>none</disposition><dkim>pass</dkim><spf>fail</spf></policy_evaluated></row>
<identifiers><envelope_from>lists.example.com</envelope_from>
<header_from>example.org</header_from></identifiers>
<auth_results>
<dkim><domain>example.org</domain><selector>s1</selector><result>pass</result></dkim>
<dkim><domain>lists.example.com</domain><selector>l1</selector><result>fail</result></dkim>
<spf><domain>lists.example.com</domain><scope>mfrom</scope><result>pass</result></spf>
</auth_results>
</record>
</feedback>
XML
sed -e 's|<feedback>|<d:feedback xmlns:d="http://dmarc.org/dmarc-xml/0.1">|' \
  -e 's|</feedback>|</d:feedback>|' plain.xml > rfc7489.xml
sed -e 's|<feedback>|<feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0">|' \
  -e '/<pct>/s|<pct>.*</pct>||' -e 's|<disposition>none|<disposition>pass|' plain.xml > rfc9990.xml

cat > read.pl <<'PERL'
use strict;
use warnings;
use Mail::DMARC::Report;
use Mail::DMARC::Report::Receive;

{
    no warnings 'redefine';
    *Mail::DMARC::Report::save_aggregate = sub { return 1 };    # no database
}
for my $name (@ARGV) {
    open my $file, '<', $name or die;
    my $xml = do { local $/; <$file> };
    my $receive = Mail::DMARC::Report::Receive->new;
    if (!eval { $receive->handle_body($xml); 1 }) {
        print "$name: ", $@ =~ s/ at \/.*//sr, "\n";
        next;
    }
    for my $record (@{ $receive->report->aggregate->record }) {
        print "$name:", (map { " $_->{domain}/$_->{selector}/$_->{result}" }
            @{ $record->auth_results->dkim }), "\n";
    }
}
PERL
printf 'package  libmail-dmarc-perl\nversion  %s\n' "$version"
echo 'behaviour  the second result of DKIM is the first again; a namespace is an error of Perl'
/usr/bin/perl read.pl plain.xml rfc7489.xml rfc9990.xml | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
plain.xml: example.org/s1/pass example.org/s1/pass
rfc7489.xml: Can't call method "findnodes" on an undefined value
rfc9990.xml: Can't call method "findnodes" on an undefined value
SEEN
