#!/usr/bin/env bash
# dmarc-cat shows the last of several results of DKIM as that of the record: fail for mail that
# passes.
#
# A record has any number of dkim elements, and the list's signature may come last. A good guess is
# that a table with one column for DKIM shows all of them, the one that is aligned, or what DMARC
# made of them (policy_evaluated). It is the last one, and RFrom is its domain.
#
# Run: 2026-11-30, dmarc-cat 0.15.0-1+b4 of Debian 12 (amd64).
# Depends on it: nothing; docs/send-reports.md tells who can read our reports.
set -euo pipefail
version=0.15.0-1+b4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get -q download "dmarc-cat=$version" > apt.log 2>&1 || { cat apt.log; exit 2; }
dpkg -x ./*.deb root

name='receiver.example!example.org!1793577600!1793663999.xml.gz'
gzip > "$name" <<'XML'
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
<identifiers><header_from>example.org</header_from></identifiers>
<auth_results>
<dkim><domain>example.org</domain><selector>s1</selector><result>pass</result></dkim>
<dkim><domain>lists.example.com</domain><selector>l1</selector><result>fail</result></dkim>
<spf><domain>lists.example.com</domain><scope>mfrom</scope><result>pass</result></spf>
</auth_results>
</record>
</feedback>
XML
printf 'package  dmarc-cat\nversion  %s\n' "$version"
echo 'behaviour  of two results of DKIM, pass and fail, the second is shown'
HOME=$work root/usr/bin/dmarc-cat -N "$name" 2> log | grep -A1 '^IP ' | tr -s ' ' | sed 's/ $//' | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; cat log; exit 1; }
IP Count From RFrom RDKIM RSPF
192.0.2.25 2 example.org lists.example.com fail pass
SEEN
